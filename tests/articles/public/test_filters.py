"""The filter of the archive: what it finds equals what a plain reading of the record finds, counts included."""

import os
from collections import Counter
from datetime import date

import pytest
from django.core.exceptions import BadRequest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from articles.models import ArticleEdition
from articles.public.filters import read_filter
from articles.public.topics import tree
from record import publishing, record_version
from record.freezing import read
from search import facet_lists as lists
from search import results
from search.facet_lists import facet_lists
from search.stemming import stems
from tests import make
from tests.make import NOON, later, published
from tests.strategies import examples

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres("search.query", "search.counts", "search.filters", "search.index"),
]

WORDS = ["gas", "oil", "ports", "ferries", "security", "türkiye"]
NOW = later(hours=1)


def found(query: str, at=NOW, size: int = 100) -> list[str]:
    """Return the titles of what a query finds, in order."""
    ids, _cursor = read_filter(QueryDict(query), at).results().page(None, size)
    titles = dict(ArticleEdition.objects.values_list("pk", "title"))
    return [titles[pk] for pk in ids]


# Against a plain reading


class House:
    """House data with a tree of topics, the same for every example."""

    def __init__(self):
        self.authors = [make.author(f"Ada {n}", slug=f"ada-{n}") for n in range(3)]
        region = make.topic("Region", slug="region")
        self.topics = [
            region,
            make.topic("Coast", slug="coast", parent=region),
            make.topic("Hills", slug="hills", parent=region),
            make.topic("Energy", slug="energy", kind="theme"),
        ]
        self.tags = [make.tag("Ships", slug="ships"), make.tag("Trade", slug="trade")]
        self.series = [make.series("Notes"), make.series("Briefs")]


some_articles = st.lists(
    st.fixed_dictionaries({
        "title": st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
        "point": st.lists(st.sampled_from(WORDS), max_size=3),
        "body": st.lists(st.sampled_from(WORDS), max_size=4),
        "authors": st.lists(st.integers(0, 2), unique=True, max_size=2),
        "topics": st.lists(st.integers(0, 3), unique=True, max_size=2),
        "tags": st.lists(st.integers(0, 1), unique=True, max_size=2),
        "series": st.sampled_from([None, 0, 1]),
        "day": st.sampled_from([date(2024, 12, 31), date(2025, 1, 1), date(2025, 6, 15), date(2026, 3, 1)]),
        "fate": st.sampled_from(["public"] * 5 + ["scheduled", "withdrawn"]),
    }),
    min_size=1, max_size=8,
)  # fmt: skip
every_query = st.fixed_dictionaries({
    "author": st.lists(st.sampled_from(["ada-0", "ada-1", "ada-2"]), unique=True, max_size=2),
    "author_match": st.sampled_from([[], ["all"]]),
    "topic": st.lists(st.sampled_from(["region", "coast", "energy"]), unique=True, max_size=2),
    "tag": st.lists(st.sampled_from(["ships", "trade"]), unique=True, max_size=1),
    "year": st.lists(st.sampled_from(["2024", "2025"]), unique=True, max_size=2),
    "from": st.sampled_from([[], ["2025-01-01"], ["2025-02-01"]]),
    "until": st.sampled_from([[], ["2025-12-31"]]),
    "q": st.sampled_from([[], ["gas"], ["gas -oil"], ["oil ports"], ['"gas oil"'], ["-ferry"], ["secur*"]]),
    "order": st.sampled_from([[], ["date"]]),
})  # fmt: skip
PARAMETERS = ["author", "topic", "tag", "year", "from", "until", "q"]
# Most questions are short: a long one finds nothing in a small archive.
some_query = st.builds(
    lambda query, kept: {name: values if name in (*kept, "order") else [] for name, values in query.items()},
    every_query,
    st.one_of(st.just(PARAMETERS), st.lists(st.sampled_from(PARAMETERS), max_size=2)),
)
# How many are fetched and put in order, beyond them it goes along the order; and of how many facets are counted one by
# one, beyond them they are counted by the database and kept, or offered without counts.
some_limits = st.sampled_from([(results.COUNTED, results.FEW), (0, results.FEW), (results.COUNTED, 1)])


def published_articles(house: House, given_articles: list[dict]) -> None:
    for each in given_articles:
        article = make.article(
            " ".join(each["title"]),
            [house.authors[n] for n in each["authors"]],
            points=[" ".join(each["point"]) or "None."],
            topics=[house.topics[n] for n in each["topics"]],
            tags=[house.tags[n] for n in each["tags"]],
            series=None if each["series"] is None else house.series[each["series"]],
            published_on=each["day"],
            body=f"<p>{' '.join(each['body'])}</p>",
        )
        published(article, NOON, live_from=later(days=1) if each["fate"] == "scheduled" else None)
        if each["fate"] == "withdrawn":
            publishing.withdraw(article, "Gone.", at=later(minutes=1))


def plainly(query: dict[str, list[str]], without: str = "") -> dict[int, int]:
    """Return edition → rank of everything that meets the query, read from the frozen contents one by one."""
    query = {name: values if name != without else [] for name, values in query.items()}
    by_slug = {topic.slug: topic for topic in tree().values()}
    ranks = {}
    editions = list(ArticleEdition.objects.public(NOW).select_related("content"))
    used = {topic["id"] for edition in editions for topic in read(edition.content)["work"]["topics"]}
    # A topic that nothing public bears is told from none by nothing, so its kind cannot narrow what others find.
    known = [slug for slug in query["topic"] if by_slug[slug].ids_below() & used]
    query["topic"] = known or query["topic"]
    for edition in editions:
        work = read(edition.content)["work"]
        names = {author["slug"] for author in work["authors"]}
        filed = {topic["id"] for topic in work["topics"]}
        day = work["published_on"]
        kinds = {by_slug[slug].kind for slug in query["topic"]}
        meets = [
            not query["author"]
            or (set(query["author"]) <= names if query["author_match"] else bool(names & set(query["author"]))),
            all(
                any(by_slug[slug].ids_below() & filed for slug in query["topic"] if by_slug[slug].kind == kind)
                for kind in kinds
            ),
            not query["tag"] or {tag["slug"] for tag in work["tags"]} & set(query["tag"]),
            not query["year"] or day[:4] in query["year"],
            not query["from"] or day >= query["from"][0],
            not query["until"] or day <= query["until"][0],
        ]
        rank = _rank(query["q"][0] if query["q"] else "", work)
        if all(meets) and rank is not None:
            ranks[edition.pk] = rank
    return ranks


def _rank(typed: str, work: dict) -> int | None:
    from text import prose  # a test's own reading of a content

    title = [stems(work["title"], "en")]
    lead = [*title, *(stems(prose.plain(each["text"]), "en") for each in work["points"])]
    lead += [stems(author["name"], "en") for author in work["authors"]]
    names = [stems(each["name"], "en") for each in (*work["topics"], *work["tags"])]
    text = [*lead, *names, *(stems(prose.plain(block), "en") for block in work["body"])]

    def holds(zone: list[list[str]], piece: str) -> bool:
        if piece.endswith("*"):
            return any(word.startswith(piece[:-1]) for words in zone for word in words)
        wanted = stems(piece, "en")
        return any(words[n : n + len(wanted)] == wanted for words in zone for n in range(len(words)))

    pieces = [typed.strip('"')] if typed.startswith('"') else typed.split()
    if any(holds(text, piece[1:]) for piece in pieces if piece.startswith("-")):
        return None
    required = [piece for piece in pieces if not piece.startswith("-")]
    if not required:
        return 0
    return next((n for n, zone in enumerate((title, lead, text)) if all(holds(zone, each) for each in required)), None)


@given(articles=some_articles, query=some_query, limits=some_limits)
@examples(60)
@pytest.mark.slow
def test_what_is_found_and_counted_equals_a_plain_reading_of_the_record(articles, query, limits):
    from django.db import transaction  # each example is undone

    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(results, "COUNTED", limits[0])
        patch.setattr(results, "FEW", limits[1])
        house = House()
        published_articles(house, articles)
        make.record_changed()
        asked = read_filter(_query_dict(query), NOW)
        ranks = plainly(query)
        rows = dict(ArticleEdition.objects.values_list("pk", "published_on"))
        by_date = sorted(ranks, key=lambda pk: (rows[pk], pk), reverse=True)
        is_ranked = bool(query["q"]) and not query["order"] and asked.words.required
        expected = sorted(by_date, key=lambda pk: ranks[pk]) if is_ranked else by_date
        shown, cursor = [], None
        while cursor != "":
            ids, cursor = asked.results().page(cursor, 2)
            shown += ids
        assert shown == expected
        assert set(asked.qs.values_list("pk", flat=True)) == set(expected)
        assert [pk for batch in asked.results().stream(3) for pk in batch] == expected
        if limits[0]:
            assert asked.results().total == len(expected)
            _same_counts(asked, query)
        transaction.set_rollback(True)


def _same_counts(asked, query) -> None:
    """Whatever is told as a count is one, and stands beside all others of its facet."""
    shown = facet_lists(asked, asked.results(others=asked.chosen_facets))
    for name, expected in _plain_counts(query).items():
        told = {v.slug: v.count for facet in shown if facet.name in name for v in facet.values}
        counts = {slug: count for slug, count in told.items() if count}
        assert counts == (expected if any(count is not None for count in told.values()) else {})
        assert told or not expected


def _plain_counts(query) -> dict[tuple[str, ...], Counter]:
    """Return, by the facets that show them, how many bear each value where nothing of that kind is chosen."""

    def works(without: str) -> list[dict]:
        editions = ArticleEdition.objects.filter(pk__in=plainly(query, without)).select_related("content")
        return [read(each.content)["work"] for each in editions]

    filed = [{topic["id"] for topic in work["topics"]} for work in works("topic")]
    return {
        ("author",): Counter(
            each["slug"] for work in works("" if query["author_match"] else "author") for each in work["authors"]
        ),
        ("tag",): Counter(each["slug"] for work in works("tag") for each in work["tags"]),
        ("region", "topic"): Counter(
            {t.slug: n for t in tree().values() if (n := sum(bool(t.ids_below() & each) for each in filed))}
        ),
        ("year",): Counter(work["published_on"][:4] for work in works("year")),
    }


def _query_dict(query: dict[str, list[str]]) -> QueryDict:
    made = QueryDict(mutable=True)
    for name, values in query.items():
        made.setlist(name, values)
    return made


# Addresses


def test_the_canonical_address_is_sorted_and_leaves_defaults_and_the_unknown_out():
    query = "topic=ports&order=date&author=b&author=a&author=a&author_match=any&from=&utm_source=x&author__user=1"
    assert read_filter(QueryDict(query), NOW).canonical == "author=a&author=b&topic=ports"


@given(query=some_query)
@pytest.mark.slow
def test_the_canonical_address_asks_for_the_same(query):
    asked = read_filter(_query_dict(query), NOW)
    again = read_filter(QueryDict(asked.canonical), NOW)
    assert again.canonical == asked.canonical
    assert again.query() == asked.query()


@pytest.mark.parametrize(
    "query",
    [
        "q=%00", "q=a%ff", "q=" + "a" * 100_000, "author=" + "&author=".join(map(str, range(1_000))), "year=10**30",
        "year=99999999999999999999", "from=2026-02-30", "from=0000-00-00", "from=1e3", "from=2026-03-02&until=2026-03-01",
        "order=-title", "order=author__user__password", "author=a/b", "author=%F0%28", "author_match=some", "language=%22", "topic=%00",
        "year=%D9%A2%D9%A0%D9%A2%D9%A6", "selected=a.b", "&language=" * 21,
    ],
)  # fmt: skip
def test_a_bad_value_is_refused_with_a_plain_sentence(query, look):
    with pytest.raises(BadRequest, match="“"):
        read_filter(QueryDict(query), NOW)
    answer = look(f"/analysis/?{query}")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "cursor", ["x", "1.2026-01-01.1", "2026-02-30.1", "2026-01-01.99999999999", "%00", "0", "2026-01-01.-1"]
)
def test_a_forged_cursor_is_refused(cursor, look):
    published(make.article("Gas"), NOON)
    assert look(f"/analysis/?cursor={cursor}").status_code == 400


def test_past_the_end_there_is_nothing(look):
    published(make.article("Gas"), NOON)
    assert look("/analysis/?cursor=1900-01-01.1").status_code == 200


# Words


def test_words_are_found_by_stem_accent_dash_and_spelling():
    published(make.article("Türkiye’s Russia–Azerbaijan corridors", body="<p>Securing them.</p>"), NOON)
    make.spelling("Türkiye\nTurkey")
    for typed in (
        "turkiye",
        "Russia-Azerbaijan",
        "corridor",
        "security OR",
        "turkey",
        '"russia azerbaijan corridor"',
        "secur*",
    ):
        expected = [] if "OR" in typed else ["Türkiye’s Russia–Azerbaijan corridors"]
        assert found(f"q={typed}") == expected, typed


def test_an_embargoed_author_is_told_from_nobody_by_nothing(look):
    ada = make.author("Ada Secret", slug="ada-secret")
    published(make.article("Gas", [ada]), NOON, live_from=later(days=9))
    known, unknown = (look(f"/analysis/?author={slug}", NOW).content.decode() for slug in ("ada-secret", "nobody"))
    assert known.replace("ada-secret", "nobody") == unknown


def test_selected_in_any_or_in_one_snapshot():
    gas, oil = make.article("Gas"), make.article("Oil")
    published(make.article("Coal"), NOON)
    published(make.snapshot("One", {"S": [gas]}, slug="one"), NOON)
    published(make.snapshot("Two", {"S": [oil]}, slug="two"), NOON)
    assert set(found("selected=any")) == {"Gas", "Oil"}
    assert found("selected=two") == ["Oil"]
    assert found("selected=three") == []


@pytest.mark.slow
def test_each_article_is_visited_once_while_others_are_being_published():
    articles = [published(make.article(f"Gas {n}"), NOON) for n in range(7)]
    seen, cursor = [], None
    while cursor != "":
        ids, cursor = read_filter(QueryDict("q=gas"), NOW).results().page(cursor, 2)
        seen += ids
        published(make.article("Gas, newer", published_on=date(2026, 4, 1)), NOON)
    assert sorted(seen) == sorted(edition.pk for edition in articles)


# Pages


def test_what_is_known_to_be_many_is_not_counted_again_until_something_changes(monkeypatch):
    monkeypatch.setattr(results, "COUNTED", 3)
    monkeypatch.setattr(results, "FEW", 2)
    for n in range(5):
        published(make.article(f"Gas {n}"), NOON)

    def look() -> tuple[int, int, list[int] | None, list[int]]:
        with CaptureQueriesContext(connection) as captured:
            asked = read_filter(QueryDict("q=gas"), NOW).results()
            total = asked.total, asked.few()
        return len(captured), *total, asked.page(None, 10)[0]

    first, *found = look()
    again, *same = look()
    assert again < first
    assert found == same
    assert found[:2] == [4, None]
    for article in list(ArticleEdition.objects.all())[:3]:
        publishing.withdraw(article.parent, "Gone.", at=later(minutes=1))
    assert look()[1:3] != (4, None)
    assert look()[1] == 2


@pytest.mark.slow
def test_a_page_takes_eight_queries_at_the_most_whatever_it_lists(look, monkeypatch):
    monkeypatch.setattr(record_version, "REFRESH_SECONDS", 3600)
    authors = [make.author(name, slug=name.lower()) for name in ("Ada", "Ben", "Cem")]
    topics = [
        make.topic(name, slug=name.lower(), kind=kind)
        for name, kind in (("Coast", "region"), ("Gas", "theme"), ("Oil", "theme"))
    ]
    for n in range(30):
        published(
            make.article(f"Gas {n}", [authors[n % 3]], topics=[topics[0], topics[1 + n % 2]], tags=[make.tag()]), NOON
        )
    for query in (
        "", "?q=gas", "?author=ada", "?author=ada&topic=coast&q=gas", "?year=2026&order=date&q=gas",
        "?author=ada&author=ben&topic=coast&topic=gas&q=gas",
    ):  # fmt: skip
        look(f"/analysis/{query}", NOW)
        with CaptureQueriesContext(connection) as captured:
            assert look(f"/analysis/{query}", NOW).status_code == 200
        assert len(captured) <= 8, (query, [each["sql"][:150] for each in captured])


def test_combined_filters_and_words_are_not_for_search_engines(look):
    published(make.article("Gas"), NOON)
    assert "X-Robots-Tag" not in look("/analysis/?year=2026&year=2025", NOW).headers
    assert look("/analysis/?year=2026&year=2025&tag=x", NOW)["X-Robots-Tag"] == "noindex, follow"
    assert look("/analysis/?q=gas", NOW)["X-Robots-Tag"] == "noindex, follow"


def test_an_overloaded_machine_refuses_combined_filters_first(look, monkeypatch, settings):
    published(make.article("Gas"), NOON)
    settings.OVERLOAD_PER_CPU = 1.0
    monkeypatch.setattr("web.overload.os.getloadavg", lambda: (1.1 * (os.cpu_count() or 1), 0, 0))
    answer = look("/analysis/?year=2026&year=2025&tag=x", NOW)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert look("/analysis/?year=2026", NOW).status_code == 200


def test_what_was_sought_is_marked_and_nothing_else_is_markup(look):
    published(
        make.article("Gas & <b>ports</b>", points=["Of pipelines."], body="<p>On <em>gas</em> &lt;i&gt;.</p>"), NOON
    )
    page = look("/analysis/?q=gas", NOW).content.decode()
    assert "<mark>Gas</mark> &amp; &lt;b&gt;ports&lt;/b&gt;" in page
    assert "On <mark>gas</mark> &lt;i&gt;." in page


def test_the_caption_of_a_figure_is_found_and_shown(look):
    article = make.article("Gas", body="<p>Nothing of it.</p>")
    make.figured(article, "A well that was drilled.")
    published(article, NOON)
    assert "A well that was <mark>drilled</mark>." in look("/analysis/?q=drilling", NOW).content.decode()


def test_a_facet_without_its_own_choice_is_counted_over_the_whole_archive_however_little_the_choice_finds(monkeypatch):
    ada, ben = make.author("Ada", slug="ada"), make.author("Ben", slug="ben")
    for n in range(5):
        published(make.article(f"Gas {n}", [ben], published_on=date(2026, 1, 1 + n)), NOON)
    published(make.article("Coal", [ada], published_on=date(2026, 2, 1)), NOON)
    monkeypatch.setattr(results, "FEW", 2)
    asked = read_filter(QueryDict("author=ada"), NOW)
    shown = facet_lists(asked, asked.results(others=asked.chosen_facets))
    counts = {value.slug: value.count for facet in shown if facet.name == "author" for value in facet.values}
    assert counts == {"ada": 1, "ben": 5}


@pytest.mark.parametrize("name", ["author", "tag", "topic"])
def test_a_chosen_value_too_rare_to_be_listed_is_told_with_its_count(monkeypatch, name):
    often, rare = (
        {"authors": [make.author(slug=slug)], "topics": [make.topic(slug=slug)], "tags": [make.tag(slug=slug)]}
        for slug in ("often", "rare")
    )
    for borne in (often, often, often, rare):
        published(make.article(**borne), NOON)
    monkeypatch.setattr("search.facet_lists.SHOWN", 1)
    asked = read_filter(QueryDict(f"{name}=rare"), NOW)
    shown = facet_lists(asked, asked.results(others=asked.chosen_facets))
    [values] = [facet.values for facet in shown if name in (facet.name, {"region": "topic"}.get(facet.name))]
    assert [(value.slug, value.count, value.is_chosen) for value in values] == [("rare", 1, True), ("often", 3, False)]


def test_many_are_told_as_many_and_counts_that_are_not_exact_are_not_told(monkeypatch):
    for n in range(4):
        published(make.article(f"Gas {n}", [make.author("Ada", slug=f"ada-{n}")]), NOON)
    monkeypatch.setattr(results, "COUNTED", 2)
    monkeypatch.setattr(results, "FEW", 1)
    monkeypatch.setattr(lists, "SAMPLE", 2)
    asked = read_filter(QueryDict("q=gas"), NOW)
    shown = asked.results()
    assert (shown.total, shown.total_label) == (3, "2+")
    values = [value for facet in facet_lists(asked, shown) for value in facet.values]
    assert values
    assert {value.count for value in values} == {None}
