"""Figures take the places of their marks, and no word is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.figures import figure_line, in_place, number_of, parts, shown_figures, signed, with_figures
from media.pictures.frozen import frozen_figures
from tests import make, strategies
from text import prose
from text.footnotes import with_notes

blocks = st.lists(
    st.sampled_from([
        "<p>[figure 1]</p>", "<p> [ Figure&nbsp;2 ] </p>", "<p>[FIGURE 3]</p>", "<p>[figure 0]</p>", "<p>As [figure 1] shows.</p>",
        "<p>Ports[^1] wait.</p>", "<p>[^1]: [figure 2]</p>", "<blockquote><p>[figure 1]</p></blockquote>", "<h2>[figure 2]</h2>",
        '<p><a href="https://example.org/&lt;p>[figure 1]&lt;/p>">there</a></p>', "<ul><li><p>[figure 3]</p></li></ul>",
        f"<p>[figure {'9' * 5000}]</p>", "<p>[figure 1]<br></p>",
    ]),
    max_size=8,
)  # fmt: skip


@given(blocks, st.integers(0, 4))
def test_every_figure_stands_once_and_all_else_as_it_was_written(body, count):
    placed = in_place(body, count)
    assert sorted(each for each in placed if isinstance(each, int)) == list(range(1, count + 1))
    kept = [each for each in placed if isinstance(each, str)]
    rest = iter(body)
    assert all(block in rest for block in kept), "in another order"
    marked = {number_of(block) for block in body} & set(range(1, count + 1))
    assert len(kept) == len(body) - len(marked)


@given(blocks, st.integers(0, 4))
def test_notes_do_not_move_what_is_placed(body, count):
    markup, _notes = with_notes(signed(body, count))
    numbers = [each for each in parts(markup) if isinstance(each, int)]
    assert numbers == [each for each in in_place(body, count) if isinstance(each, int)]
    shown = with_figures(markup, [f"<figure>{number}</figure>" for number in range(1, count + 1)])
    assert [int(number) for number in re.findall(r"<figure>(\d+)</figure>", shown)] == numbers
    assert prose.printable(shown) == shown


@given(st.lists(strategies.block, max_size=4))
def test_a_text_without_figures_is_what_it_was(body):
    assert with_figures(signed(body, 0), []) == "\n".join(body)


@pytest.mark.parametrize(
    "mark", ["[figure 1]", "[Figure 1]", " [ FIGURE  01 ] ", "[figure1]", "[figure&nbsp;1]", "&#91;figure 1]", "[figure ١]"]
)  # fmt: skip
def test_a_paragraph_that_is_the_mark_is_the_place(mark):
    assert in_place(["<p>A</p>", f"<p>{mark}</p>", "<p>B</p>"], 1) == ["<p>A</p>", 1, "<p>B</p>"]


@pytest.mark.parametrize(
    "block",
    [
        "<p>See [figure 1].</p>", "<p>[figure 2]</p>", "<p>[figure 0]</p>", "<p>[figure -1]</p>", "<p>[figure one]</p>",
        "<p>[figure 999999999999999999]</p>", "<h2>[figure 1]</h2>", "<blockquote><p>[figure 1]</p></blockquote>",
        '<p><a href="https://example.org/">[figure 1]</a></p>', "<p>[figure 1] [figure 1]</p>",
    ],
)  # fmt: skip
def test_anything_else_stays_as_written_and_the_figure_follows(block):
    assert in_place([block], 1) == [block, 1]


def test_a_mark_that_stands_twice_places_its_figure_once():
    assert in_place(["<p>[figure 1]</p>", "<p>[figure 1]</p>"], 1) == [1, "<p>[figure 1]</p>"]


def test_figures_without_a_mark_follow_in_order():
    assert in_place(["<p>[figure 2]</p>", "<p>A</p>"], 3) == [2, "<p>A</p>", 1, 3]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"caption": "At dusk", "credit": "Ada", "license": "CC0-1.0"}, "[Figure 1: At dusk (Ada, CC0 1.0)]"),
        ({"alternative_text": "A crane"}, "[Figure 1: A crane]"),
        ({"alternative_text": "", "is_decorative": True, "credit": "Ada"}, "[Figure 1: Ada]"),
        ({"alternative_text": "", "is_decorative": True}, "[Figure 1]"),
    ],
)
def test_in_plain_text_it_is_a_line(said, line):
    row = make.figured(make.article(), shown=make.picture(**said))
    [figure] = shown_figures(frozen_figures([row]))
    assert figure_line(figure) == line


@pytest.mark.django_db
def test_a_caption_of_its_own_stands_in_the_place_of_the_pictures():
    article, picture = make.article(), make.picture(caption="In the library")
    rows = [make.figured(article, "Here", picture), make.figured(article, "", picture)]
    assert [each["caption"] for each in frozen_figures(rows)] == ["Here", "In the library"]
