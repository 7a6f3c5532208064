"""What feeds are made of, drawn with hostile texts."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from outputs.feeds.atom import as_text
from outputs.feeds.entries import Category, Entry, Feed, Life, Person, id_from
from tests import hostile
from text import prose
from text.prose import one_line

BEGUN = datetime(2026, 3, 1, 12, tzinfo=UTC)
named = hostile.line.filter(as_text)  # a name of which nothing can be written is none
languages = st.sampled_from(["en", "hy", "az-Arab", "pt-BR"])


def life(number: int = 0, updated_at: datetime = BEGUN) -> Life:
    return Life(id_from(f"{number:032x}{0:032x}"), BEGUN, updated_at)


def entry(**differences) -> Entry:
    values = {
        "life": life(), "title": "Title", "url": "https://example.org/analysis/it/", "published_on": date(2026, 3, 1),
        "language": "en", "html": "<ul><li>Point</li></ul>", "summary": "Point", "edition": 1, "kind": "first", "note": "",
    }  # fmt: skip
    return Entry(**{**values, **differences})


def feed(*entries: Entry, **differences) -> Feed:
    values = {
        "title": "House: Articles", "url": "https://example.org/analysis/feed.atom", "page_url": "https://example.org/analysis/",
        "house": Person("House", "https://example.org/"), "language": "en", "icon": "https://example.org/i.svg",
        "log_url": "https://example.org/editions.jsonl", "log_head": "0f" * 32, "changed_at": BEGUN,
    }  # fmt: skip
    return Feed(**{**values, **differences}, entries=entries)


people = st.builds(Person, name=named, url=st.sampled_from(["", "https://example.org/authors/a/"]))
categories = st.builds(Category, term=st.just("slug"), scheme=st.just("https://example.org/topics/"), label=named)
entries = st.builds(
    entry,
    title=named,
    html=hostile.line.map(prose.clean_prose),
    summary=hostile.line.map(one_line),
    language=languages,
    note=hostile.line,
    authors=st.lists(people, max_size=3).map(tuple),
    categories=st.lists(categories, max_size=3).map(tuple),
    source_url=st.sampled_from(["", "https://journal.example/a?b=c&d=e"]),
)
feeds = st.lists(entries, max_size=3).flatmap(
    lambda found: st.builds(
        lambda title, house: feed(
            *(entry(**{**vars(each), "life": life(n)}) for n, each in enumerate(found)), title=title, house=house
        ),
        named,
        st.builds(Person, name=named, url=st.just("https://example.org/")),
    )
)
