"""Scales: round numbers, and marks that grow with what they count."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from web.charts.scales import LEVELS, length, level, ticks

counts = st.integers(min_value=0, max_value=10**9)


@given(counts, st.integers(min_value=1, max_value=12))
def test_ticks_are_whole_evenly_apart_few_and_reach_the_highest(highest, at_most):
    marks = ticks(highest, at_most)
    assert marks[0] == 0
    assert marks[-1] >= highest > marks[-2] or highest == 0
    assert len(marks) <= at_most + 1
    assert len({after - before for before, after in pairwise(marks)}) == 1


def test_ticks_are_numbers_a_reader_would_choose():
    assert ticks(7) == [0, 2, 4, 6, 8]
    assert ticks(1) == [0, 1]
    assert ticks(100_000) == [0, 50_000, 100_000]


@given(counts, counts)
def test_more_is_never_drawn_shorter_and_anything_is_seen(one, other):
    fewer, more = sorted([one, other])
    assert length(fewer, more or 1, 8, 0.2) <= length(more, more or 1, 8, 0.2) <= 8
    assert (length(fewer, more or 1, 8, 0.2) >= 0.2) == (fewer > 0)


@given(counts, counts)
def test_more_is_never_lighter_and_only_nothing_is_blank(one, other):
    fewer, more = sorted([one, other])
    assert level(fewer, more) <= level(more, more) <= LEVELS
    assert (level(fewer, more) == 0) == (fewer == 0)
    assert level(more, more) == LEVELS or more < LEVELS
