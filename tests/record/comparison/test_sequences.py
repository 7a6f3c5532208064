"""What two sequences have in common."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.comparison import sequences
from record.comparison.sequences import in_common, staying

few = st.lists(st.sampled_from("abcdef"), max_size=14)


@pytest.fixture
def are_all_long(monkeypatch):
    monkeypatch.setattr(sequences, "EXACT", 0)


def longest(before: list, after: list) -> int:
    """Return the length of a longest common subsequence, reckoned the plain way."""
    rows = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for here, item in enumerate(before):
        for there, other in enumerate(after):
            rows[here + 1][there + 1] = (
                rows[here][there] + 1 if item == other else max(rows[here][there + 1], rows[here + 1][there])
            )
    return rows[-1][-1]


def are_equal_and_in_order(pairs: list[tuple[int, int]], before: list, after: list) -> bool:
    return all(before[here] == after[there] for here, there in pairs) and all(
        here < later and there < other for (here, there), (later, other) in pairwise(pairs)
    )


@given(few, few)
def test_pairs_are_of_equal_items_in_the_order_of_both(before, after):
    assert are_equal_and_in_order(in_common(before, after), before, after)


@given(few, few)
def test_so_are_those_of_long_stretches(are_all_long, before, after):
    assert are_equal_and_in_order(in_common(before, after), before, after)


@given(st.lists(st.integers(0, 40), max_size=12, unique=True), st.lists(st.integers(0, 40), max_size=12, unique=True))
def test_of_long_stretches_whose_items_occur_once_as_many_as_can_be_are_found(are_all_long, before, after):
    assert len(in_common(before, after)) == longest(before, after)


@pytest.mark.parametrize(("before", "after", "pairs"), [
    ("aXbYb", "bYaXb", [(2, 0), (3, 1), (4, 4)]),  # X and Y occur once; both cannot stay
    ("xabab", "babay", []),  # nothing occurs once on both sides, and no end is equal
    ("pqaar", "sqaat", [(1, 1), (2, 2), (3, 3)]),  # around an item that occurs once, equal neighbors stay
    ("aab", "baab", [(0, 1), (1, 2), (2, 3)]),
    ("", "ab", []),
])  # fmt: skip
def test_long_stretches_are_split_at_items_that_occur_once(are_all_long, before, after, pairs):
    assert in_common(before, after) == pairs


@given(few, few)
def test_short_stretches_are_compared_whole(before, after):
    assert bool(in_common(before, after)) == bool(set(before) & set(after))
    assert in_common(before, before) == [(n, n) for n in range(len(before))]


@given(st.permutations(range(9)))
def test_as_many_rows_stay_as_can_be(places):
    kept = [places[n] for n in staying(places)]
    assert kept == sorted(kept)
    assert len(kept) == longest(places, sorted(places))
