"""What helps a reader through a long text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text import prose
from text.reading_aids import minutes, with_anchors

titles = st.lists(st.sampled_from(["Costs", "Costs &amp; gains", "<em>Costs</em>", "…", "运输"]), max_size=6)


@pytest.mark.parametrize(
    ("texts", "taken"),
    [
        ([], 0), (["<p></p>"], 0), (["<p>One.</p>"], 1), (["<p>" + "word " * 238 * 4 + "</p>"], 4),
        (["<p>" + "字" * 520 + "</p>"], 2), (["<p>" + "слово " * 476 + "</p>"], 2),
    ],
)  # fmt: skip
def test_reading_takes_as_long_as_people_take(texts, taken):
    assert minutes(texts) == taken


@given(titles, st.sampled_from([2, 3]))
def test_each_heading_has_an_anchor_of_its_own_and_keeps_its_words(titles, level):
    markup = "".join(f"<h{level}>{title}</h{level}><p>Text.</p>" for title in titles)
    anchored, headings = with_anchors(markup)
    assert len({heading.anchor for heading in headings}) == len(titles)
    assert re.findall(r'id="([^"]+)"', anchored) == [heading.anchor for heading in headings]
    assert prose.plain(anchored) == prose.plain(markup)


def test_an_anchor_is_made_of_the_words():
    assert [heading.anchor for heading in with_anchors("<h2>The Cost of Transit</h2>")[1]] == [
        "part-the-cost-of-transit"
    ]
