"""Figures and embeds take the places of their marks, and no word is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.marks import Place, filled, in_place, mark_of, parts, signed
from tests import strategies
from text import prose
from text.footnotes import with_notes

blocks = st.lists(
    st.sampled_from([
        "<p>[figure 1]</p>", "<p> [ Figure&nbsp;2 ] </p>", "<p>[FIGURE 3]</p>", "<p>[figure 0]</p>", "<p>As [figure 1] shows.</p>",
        "<p>Ports[^1] wait.</p>", "<p>[^1]: [figure 2]</p>", "<blockquote><p>[figure 1]</p></blockquote>", "<h2>[figure 2]</h2>",
        '<p><a href="https://example.org/&lt;p>[figure 1]&lt;/p>">there</a></p>', "<ul><li><p>[figure 3]</p></li></ul>",
        f"<p>[figure {'9' * 5000}]</p>", "<p>[figure 1]<br></p>",
        "<p>[embed 1]</p>", "<p>[Embed 2]</p>", "<p>[embed 1], [figure 1]</p>",
    ]),
    max_size=8,
)  # fmt: skip


counts = st.fixed_dictionaries({"figure": st.integers(0, 4), "embed": st.integers(0, 3)})
FIRST = Place("figure", 1)


def places(wanted: dict[str, int]) -> list[Place]:
    return [Place(kind, number) for kind, count in wanted.items() for number in range(1, count + 1)]


@given(blocks, counts)
def test_every_figure_and_embed_stands_once_and_all_else_as_it_was_written(body, wanted):
    placed = in_place(body, wanted)
    assert sorted(each for each in placed if isinstance(each, Place)) == sorted(places(wanted))
    kept = [each for each in placed if isinstance(each, str)]
    rest = iter(body)
    assert all(block in rest for block in kept), "in another order"
    marked = {mark_of(block) for block in body} & set(places(wanted))
    assert len(kept) == len(body) - len(marked)


@given(blocks, counts)
def test_notes_do_not_move_what_is_placed(body, wanted):
    markup, _notes = with_notes(signed(body, wanted))
    found = [each for each in parts(markup) if isinstance(each, Place)]
    assert found == [each for each in in_place(body, wanted) if isinstance(each, Place)]
    shown = {kind: [f"<{kind}>{n}</{kind}>" for n in range(1, count + 1)] for kind, count in wanted.items()}
    page = filled(markup, shown)
    assert [Place(kind, int(n)) for kind, n in re.findall(r"<(figure|embed)>(\d+)</", page)] == found
    assert prose.printable(page) == page


@given(st.lists(strategies.block, max_size=4))
def test_a_text_without_figures_is_what_it_was(body):
    assert filled(signed(body, {}), {}) == "\n".join(body)


@pytest.mark.parametrize(
    "mark", ["[figure 1]", "[Figure 1]", " [ FIGURE  01 ] ", "[figure1]", "[figure&nbsp;1]", "&#91;figure 1]", "[figure ١]"]
)  # fmt: skip
def test_a_paragraph_that_is_the_mark_is_the_place(mark):
    assert in_place(["<p>A</p>", f"<p>{mark}</p>", "<p>B</p>"], {"figure": 1}) == ["<p>A</p>", FIRST, "<p>B</p>"]


@pytest.mark.parametrize(
    "block",
    [
        "<p>See [figure 1].</p>", "<p>[figure 2]</p>", "<p>[figure 0]</p>", "<p>[figure -1]</p>", "<p>[figure one]</p>",
        "<p>[figure 999999999999999999]</p>", "<h2>[figure 1]</h2>", "<blockquote><p>[figure 1]</p></blockquote>",
        '<p><a href="https://example.org/">[figure 1]</a></p>', "<p>[figure 1] [figure 1]</p>",
    ],
)  # fmt: skip
def test_anything_else_stays_as_written_and_the_figure_follows(block):
    assert in_place([block], {"figure": 1}) == [block, FIRST]


def test_a_mark_that_stands_twice_places_its_figure_once():
    assert in_place(["<p>[figure 1]</p>", "<p>[figure 1]</p>"], {"figure": 1}) == [FIRST, "<p>[figure 1]</p>"]


def test_figures_and_then_embeds_without_a_mark_follow_in_order():
    placed = in_place(["<p>[figure 2]</p>", "<p>A</p>"], {"figure": 3, "embed": 1})
    assert placed == [Place("figure", 2), "<p>A</p>", FIRST, Place("figure", 3), Place("embed", 1)]
