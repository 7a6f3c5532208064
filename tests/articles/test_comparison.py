"""Two editions of an article compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.comparison import ARTICLE, compare
from record.comparison.replay import replay
from record.imprint import EMPTY
from tests import strategies

names = st.sampled_from(["Ada Writer", "Bo Reader", "Cy %s Critic"])
houses = st.lists(st.fixed_dictionaries({"id": st.integers(1, 4), "name": names, "slug": st.just("x")}), max_size=3)
points = st.lists(
    st.fixed_dictionaries({"key": st.sampled_from("abcd"), "text": strategies.inline}), max_size=4, unique_by=lambda each: each["key"]
)  # fmt: skip
pictures = st.fixed_dictionaries(
    {
        "id": st.integers(1, 2), "digest": st.sampled_from(["a" * 64, "b" * 64]), "width": st.just(9), "height": st.just(9),
        "widths": st.just([9]), **dict.fromkeys(("alternative_text", "caption", "credit"), strategies.maybe_line),
        "license": st.sampled_from(["", "own", "CC-BY-4.0"]), "is_decorative": st.booleans(), "focus": st.just([50, 50]),
    }
)  # fmt: skip
figures = st.lists(
    st.builds(lambda key, picture: {"key": key, **picture}, st.sampled_from("abc"), pictures),
    max_size=3,
    unique_by=lambda each: each["key"],
)
embeds = st.lists(
    st.fixed_dictionaries(
        {
            "key": st.sampled_from("abc"), "provider": st.just("YouTube"), "address": st.sampled_from(["one", "two"]),
            "title": strategies.line, "source": strategies.maybe_line, "picture": st.none() | pictures,
        }
    ), max_size=3, unique_by=lambda each: each["key"],
)  # fmt: skip
attachments = st.lists(
    st.fixed_dictionaries(
        {
            "key": st.sampled_from("abc"), "title": strategies.line, "id": st.integers(1, 2), "name": st.just("a.pdf"),
            "digest": st.sampled_from(["a" * 64, "b" * 64]), "size": st.integers(1, 2),
        }
    ), max_size=3, unique_by=lambda each: each["key"],
)  # fmt: skip
imprints = st.fixed_dictionaries(
    {
        "type": st.none() | st.just({"id": 1, "name": "Report", "slug": "report", "cited_as": "report"}),
        "license": st.sampled_from(["", "CC-BY-4.0", "all rights reserved"]), "own": st.just([]),
        "funders": st.lists(st.fixed_dictionaries(
            {"name": names, "identifier": st.just(""), "grants": st.lists(st.just("N-1"), max_size=1)}
        ), max_size=2),
        **dict.fromkeys(("disclosure", "ai_statement"), strategies.maybe_line),
    }
)  # fmt: skip
works = st.fixed_dictionaries(
    {
        "schema": st.just("article/1"), "title": strategies.line, "slug": st.sampled_from(["one", "two"]),
        **dict.fromkeys(("standfirst", "volume", "issue", "summary_label", "source_url", "doi"), strategies.maybe_line),
        "language": st.sampled_from(["en", "hy"]), "published_on": st.sampled_from([None, "2026-03-01", "2026-04-01"]),
        "series": st.none() | st.fixed_dictionaries({"id": st.integers(1, 2), "name": names, "slug": st.just("s")}),
        "translation_of": st.none() | st.integers(1, 2), "authors": houses, "topics": houses, "tags": houses,
        "imprint": imprints,
        "picture": st.none() | pictures, "figures": figures, "embeds": embeds,
        "attachments": attachments,
        "points": points, "body": st.lists(strategies.inline.map("<p>{}</p>".format), max_size=5),
    }
)  # fmt: skip


@given(works, works)
def test_the_comparison_replayed_on_the_first_edition_yields_the_second(before, after):
    found = compare({"work": before, "edition": {}}, {"work": after, "edition": {}})
    assert replay(ARTICLE, before, found.difference.changes) == after
    assert found.is_same == (before == after)
    assert not (found.is_same and found.change_lines)


@given(works)
def test_an_edition_compared_with_itself_says_nothing(work):
    found = compare({"work": work, "edition": {}}, {"work": dict(work), "edition": {}})
    assert (found.change_lines, found.shown_pairs) == ((), [])


PICTURE = {
    "id": 1, "digest": "a" * 64, "width": 9, "height": 9, "widths": [9], "alternative_text": "A crane", "caption": "",
    "credit": "", "license": "own", "is_decorative": False, "focus": [50, 50],
}  # fmt: skip
FIGURE, OTHER = {"key": "f", **PICTURE}, {"key": "g", **PICTURE, "alternative_text": "A quay"}
EMBED = {
    "key": "e", "provider": "YouTube", "address": "https://www.youtube.com/watch?v=abcdefghijk", "title": "A quay", "source": "",
    "picture": None,
}  # fmt: skip
FILM = {**EMBED, "key": "m", "address": "https://vimeo.com/1", "provider": "Vimeo"}
FILE = {"key": "k", "title": "Full report", "id": 1, "digest": "a" * 64, "name": "a.pdf", "size": 1}


def content(**differences) -> dict:
    texts = ("slug", "standfirst", "volume", "issue", "summary_label", "source_url", "doi")
    blank = {
        "schema": "article/1", "title": "T", **dict.fromkeys(texts, ""), "language": "en", "published_on": "2026-03-01",
        "series": None, "translation_of": None, "authors": [], "topics": [], "tags": [], "points": [], "body": [],
        "picture": None, "figures": [], "embeds": [], "attachments": [], "imprint": EMPTY,
    }  # fmt: skip
    return {"work": {**blank, **differences}, "edition": {"kind": "update"}}


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({}, {"published_on": "2026-04-02"}, "Changed the date"),
        ({"authors": [{"id": 1, "name": "Ada", "slug": "a"}]}, {}, "Removed the author Ada"),
        ({"authors": [{"id": 1, "name": "Ada", "slug": "a"}]}, {"authors": [{"id": 1, "name": "Ada W.", "slug": "a"}]}, "The author Ada is now printed as Ada W."),
        ({"authors": [{"id": 1, "name": "Ada", "slug": "a", "role": ""}]}, {"authors": [{"id": 1, "name": "Ada", "slug": "a", "role": "Fellow"}]}, "Changed what is printed about the author Ada"),
        ({}, {"topics": [{"id": 1, "name": "100 %", "slug": "a", "kind": "region"}]}, "Filed under the topic 100 %"),
        ({"body": ["<p>One.</p>", "<p>Two.</p>"]}, {"body": ["<p>Two.</p>", "<p>One.</p>"]}, "Moved a paragraph of the text from"),
        ({"body": ["<ul><li>a b c d</li></ul>"]}, {"body": ["<ul><li>a b c e</li></ul>"]}, "List 1 of the text changed"),
        ({}, {"picture": PICTURE}, "Added a picture"),
        ({"picture": PICTURE}, {}, "Removed the picture"),
        ({"picture": PICTURE}, {"picture": PICTURE | {"digest": "b" * 64}}, "Replaced the picture"),
        ({"picture": PICTURE}, {"picture": PICTURE | {"alternative_text": "Two cranes"}}, "Changed the picture’s alternative text"),
        ({"picture": PICTURE}, {"picture": PICTURE | {"caption": "At dusk"}}, "Changed the picture’s caption"),
        ({"picture": PICTURE}, {"picture": PICTURE | {"license": "CC0-1.0"}}, "Changed the picture’s license"),
        ({"picture": PICTURE}, {"picture": PICTURE | {"focus": [0, 50]}}, "Moved the picture’s focus"),
        ({}, {"figures": [FIGURE]}, "Added figure 1"),
        ({"figures": [FIGURE, OTHER]}, {"figures": [FIGURE]}, "Removed figure 2"),
        ({"figures": [FIGURE, OTHER]}, {"figures": [OTHER, FIGURE]}, "Moved a figure from 2nd to 1st place among the figures"),
        ({"figures": [FIGURE]}, {"figures": [FIGURE | {"digest": "b" * 64, "id": 2, "alternative_text": "A map"}]}, "Replaced the picture of figure 1"),
        ({"figures": [FIGURE]}, {"figures": [FIGURE | {"caption": "At 100 %"}]}, "Changed the caption of figure 1"),
        ({"figures": [FIGURE, OTHER]}, {"figures": [FIGURE, OTHER | {"alternative_text": "A bay"}]}, "Changed the alternative text of figure 2"),
        ({"figures": [FIGURE]}, {"figures": [FIGURE | {"credit": "Ada"}]}, "Changed the credit of figure 1"),
        ({"figures": [FIGURE]}, {"figures": [FIGURE | {"license": "CC0-1.0"}]}, "Changed the license of figure 1"),
        ({"figures": [FIGURE]}, {"figures": [FIGURE | {"is_decorative": True}]}, "Marked figure 1 as decorative"),
        ({"figures": [FIGURE]}, {"figures": [FIGURE | {"focus": [0, 50]}]}, "Moved the focus of figure 1"),
        ({}, {"embeds": [EMBED]}, "Added embed 1"),
        ({"embeds": [EMBED, FILM]}, {"embeds": [EMBED]}, "Removed embed 2"),
        ({"embeds": [EMBED, FILM]}, {"embeds": [FILM, EMBED]}, "Moved an embed from 2nd to 1st place among the embeds"),
        ({"embeds": [EMBED]}, {"embeds": [EMBED | {"title": "At 100 %"}]}, "Changed the title of embed 1"),
        ({"embeds": [EMBED]}, {"embeds": [EMBED | {"source": "Ada"}]}, "Changed the source of embed 1"),
        ({"embeds": [EMBED]}, {"embeds": [EMBED | {"address": "https://vimeo.com/1", "provider": "Vimeo"}]}, "Changed the address of embed 1"),
        ({"embeds": [FILM, EMBED]}, {"embeds": [FILM, EMBED | {"picture": PICTURE}]}, "Changed the picture of embed 2"),
        ({}, {"attachments": [FILE]}, "Attached “Full report”"),
        ({"attachments": [FILE]}, {}, "Removed the attachment “Full report”"),
        ({"attachments": [FILE]}, {"attachments": [FILE | {"title": "Report"}]}, "Renamed the attachment “Full report” to “Report”"),
        ({"attachments": [FILE]}, {"attachments": [FILE | {"digest": "b" * 64, "size": 2, "id": 2}]}, "Replaced the file of the attachment “Full report”"),
        ({"attachments": [FILE, FILE | {"key": "z"}]}, {"attachments": [FILE | {"key": "z"}, FILE]}, "Moved the attachment “Full report” from"),
        ({"series": {"id": 1, "name": "Old", "slug": "o"}}, {"series": {"id": 2, "name": "New", "slug": "n"}}, "Changed the series"),
        ({"points": [{"key": "a", "text": "One."}]}, {"points": []}, "Removed the 1st point of “T”"),
    ],
)  # fmt: skip
def test_each_change_has_its_words(before, after, words):
    [told] = compare(content(**before), content(**after)).change_lines
    assert told.words.startswith(words)


def test_an_address_of_an_author_that_changed_is_no_change_for_readers():
    before, after = ([{"id": 1, "name": "Ada", "slug": slug}] for slug in ("ada", "ada-writer"))
    assert compare(content(authors=before), content(authors=after)).change_lines == ()


def test_a_moved_paragraph_is_quoted():
    blocks = ["<p>Cranes stand idle on the quay.</p>", "<p>Trains wait.</p>", "<p>The ice goes late.</p>"]
    [told] = compare(content(body=blocks), content(body=[blocks[2], *blocks[:2]])).change_lines
    assert (told.words, [run.text for run in told.runs]) == (
        "Moved a paragraph of the text from 3rd to 1st place", ["The ice goes late."],
    )  # fmt: skip


def test_what_looks_like_markup_in_a_title_is_text():
    compared = compare(content(title="A <i>B</i> &amp; C"), content(title="A <i>B</i> &amp; D"))
    [told] = compared.change_lines
    assert "".join(run.text for run in told.runs) == "A <i>B</i> &amp; CD"
    [pair] = [pair for pair in compared.shown_pairs if pair.before and "A <i>B</i>" in str(pair.before)]
    assert "&amp;" in str(pair.after)
