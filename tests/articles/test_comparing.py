"""Two editions of an article compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.comparing import ARTICLE, compare
from editorial.comparing.replaying import replay
from tests import strategies

names = st.sampled_from(["Ada Writer", "Bo Reader", "Cy %s Critic"])
houses = st.lists(st.fixed_dictionaries({"id": st.integers(1, 4), "name": names, "slug": st.just("x")}), max_size=3)
points = st.lists(
    st.fixed_dictionaries({"key": st.sampled_from("abcd"), "text": strategies.inline}), max_size=4, unique_by=lambda each: each["key"]
)  # fmt: skip
works = st.fixed_dictionaries(
    {
        "schema": st.just("article/1"), "title": strategies.line, "slug": st.sampled_from(["one", "two"]),
        **dict.fromkeys(("standfirst", "volume", "issue", "summary_label", "source_url", "doi"), strategies.maybe_line),
        "language": st.sampled_from(["en", "hy"]), "published_on": st.sampled_from([None, "2026-03-01", "2026-04-01"]),
        "series": st.none() | st.fixed_dictionaries({"id": st.integers(1, 2), "name": names, "slug": st.just("s")}),
        "translation_of": st.none() | st.integers(1, 2), "authors": houses, "topics": houses, "tags": houses,
        "points": points, "body": st.lists(strategies.inline.map("<p>{}</p>".format), max_size=5),
    }
)  # fmt: skip


@given(works, works)
def test_the_comparison_replayed_on_the_first_edition_yields_the_second(before, after):
    found = compare({"work": before, "edition": {}}, {"work": after, "edition": {}})
    assert replay(ARTICLE, before, found.difference.changes) == after
    assert found.is_same == (before == after)
    assert not (found.is_same and found.told)


@given(works)
def test_an_edition_compared_with_itself_says_nothing(work):
    found = compare({"work": work, "edition": {}}, {"work": dict(work), "edition": {}})
    assert (found.told, found.shown_pairs) == ((), [])


def content(**differences) -> dict:
    texts = ("slug", "standfirst", "volume", "issue", "summary_label", "source_url", "doi")
    blank = {
        "schema": "article/1", "title": "T", **dict.fromkeys(texts, ""), "language": "en", "published_on": "2026-03-01",
        "series": None, "translation_of": None, "authors": [], "topics": [], "tags": [], "points": [], "body": [],
    }  # fmt: skip
    return {"work": {**blank, **differences}, "edition": {"kind": "update"}}


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({}, {"published_on": "2026-04-02"}, "Changed the date"),
        ({"authors": [{"id": 1, "name": "Ada", "slug": "a"}]}, {}, "Removed the author Ada"),
        ({"authors": [{"id": 1, "name": "Ada", "slug": "a"}]}, {"authors": [{"id": 1, "name": "Ada W.", "slug": "a"}]}, "The author Ada is now printed as Ada W."),
        ({}, {"topics": [{"id": 1, "name": "100 %", "slug": "a", "kind": "region"}]}, "Filed under the topic 100 %"),
        ({"body": ["<p>One.</p>", "<p>Two.</p>"]}, {"body": ["<p>Two.</p>", "<p>One.</p>"]}, "Moved a paragraph of the text from"),
        ({"body": ["<ul><li>a b c d</li></ul>"]}, {"body": ["<ul><li>a b c e</li></ul>"]}, "List 1 of the text changed"),
        ({"series": {"id": 1, "name": "Old", "slug": "o"}}, {"series": {"id": 2, "name": "New", "slug": "n"}}, "Changed the series"),
        ({"points": [{"key": "a", "text": "One."}]}, {"points": []}, "Removed the 1st point of “T”"),
    ],
)  # fmt: skip
def test_each_change_has_its_words(before, after, words):
    [told] = compare(content(**before), content(**after)).told
    assert told.words.startswith(words)
