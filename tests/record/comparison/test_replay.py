"""A comparison, replayed on the first content, gives the second exactly."""

import copy

from hypothesis import given
from hypothesis import strategies as st

from record.comparison.changes import Act, compare
from record.comparison.replay import replay
from record.comparison.shapes import Rows, Shape

TEXTS = Rows()
ITEM = Shape(rows={"points": Rows(Shape(), key="key", text="text")}, parts={"entry": Shape(rows={"lines": TEXTS})})
BOARD = Shape(
    rows={
        "intro": TEXTS,
        "sections": Rows(
            Shape(rows={"items": Rows(ITEM, key="key", also=("article",), is_shared=True)}),
            key="key",
            also=("title",),
        ),
    }
)

words = st.sampled_from(["one", "two", "three four", "one two", "", "three"])
keys = st.sampled_from("abcdefgh")
points = st.lists(st.fixed_dictionaries({"key": keys, "text": words}), max_size=3)
entries = st.fixed_dictionaries(
    {"number": st.integers(0, 2)}, optional={"lines": st.lists(words, max_size=3), "withdrawn": words}
)
items = st.fixed_dictionaries(
    {"key": keys, "article": st.integers(1, 5), "note": words, "points": points, "entry": entries}
)
sections = st.fixed_dictionaries({"key": keys, "title": words, "items": st.lists(items, max_size=4)})
boards = st.fixed_dictionaries(
    {"title": words, "intro": st.lists(words, max_size=5), "sections": st.lists(sections, max_size=4)}
)


@given(boards, boards)
def test_replayed_on_the_first_a_comparison_gives_the_second(before, after):
    untouched = copy.deepcopy(before)
    assert replay(BOARD, before, compare(BOARD, before, after).changes) == after
    assert before == untouched


@given(boards)
def test_a_content_compared_with_itself_says_nothing(board):
    assert compare(BOARD, board, copy.deepcopy(board)).changes == ()


@given(boards, boards)
def test_a_comparison_that_says_nothing_means_that_both_are_equal(before, after):
    assert (compare(BOARD, before, after).changes == ()) == (before == after)


def board(**sections):
    return {
        "title": "T",
        "intro": [],
        "sections": [
            {"key": key, "title": key, "items": [item(name) for name in names]} for key, names in sections.items()
        ],
    }


def item(name: str) -> dict:
    return {"key": name, "article": ord(name), "note": "", "points": [], "entry": {"number": 1}}


def acts(before: dict, after: dict) -> list[tuple]:
    return [(change.act, change.row) for change in compare(BOARD, before, after).changes]


def test_what_went_to_the_front_is_one_move_not_a_shift_of_all_others():
    assert acts(board(one="abcdef"), board(one="fabcde")) == [(Act.MOVE, "f")]


def test_a_row_that_passed_to_another_parent_is_a_move_not_a_removal_and_an_addition():
    [change] = compare(BOARD, board(one="abc", two="de"), board(one="ac", two="bde")).changes
    assert (change.act, change.row, change.at, change.to) == (Act.MOVE, "b", 1, 0)
    assert (change.path, change.into) == (("sections", "one", "items"), ("sections", "two", "items"))


def test_what_was_taken_out_and_placed_anew_is_known_again_by_its_article():
    after = board(one="ac", two="de")
    after["sections"][1]["items"].insert(0, {**item("b"), "key": "z"})
    assert acts(board(one="abc", two="de"), after) == [(Act.MOVE, "b"), (Act.SET, "")]


def test_a_section_that_went_leaves_its_rows_to_the_section_that_took_them():
    found = acts(board(one="ab", two="c"), board(two="cab"))
    assert sorted(found) == [(Act.MOVE, "a"), (Act.MOVE, "b"), (Act.REMOVE, "one")]


@given(st.permutations("abcdefg"), st.permutations("abcdefg"))
def test_no_smaller_number_of_moves_explains_a_new_order(before, after):
    moves = len(acts(board(one=before), board(one=after)))
    place = {name: n for n, name in enumerate(before)}
    order = [place[name] for name in after]
    longest = [1] * len(order)
    for n in range(len(order)):
        longest[n] = 1 + max((longest[m] for m in range(n) if order[m] < order[n]), default=0)
    assert moves == len(order) - max(longest)
