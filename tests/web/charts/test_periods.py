"""Periods: every day is in one, none is left out, and there are never too many to draw."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from web.charts.periods import MOST, periods

counts = st.lists(st.tuples(st.dates(), st.integers(min_value=0, max_value=10**6)), max_size=20)


@given(counts)
def test_nothing_is_lost_and_nothing_counted_twice(given):
    assert sum(period.count for period in periods(given)) == sum(count for _, count in given)


@given(counts)
def test_periods_follow_each_other_without_a_gap_and_each_day_is_in_one(given):
    found = periods(given)
    for before, after in pairwise(found):
        assert before.last + timedelta(days=1) == after.first
    for day, _ in given:
        assert sum(period.first <= day <= period.last for period in found) == 1


@given(counts)
def test_there_are_never_too_many_to_draw(given):
    assert len(periods(given)) <= 101
    assert len(periods(given)) <= MOST or periods(given)[0].unit == "century"


def test_an_empty_month_within_the_span_counts_none():
    found = periods([(date(2025, 11, 30), 2), (date(2026, 1, 1), 1)])
    assert [(period.name, period.count) for period in found] == [
        ("November 2025", 2), ("December 2025", 0), ("January 2026", 1),
    ]  # fmt: skip


def test_sixty_months_are_months_and_sixty_one_are_years():
    assert {period.unit for period in periods([(date(2020, 1, 1), 1), (date(2024, 12, 1), 1)])} == {"month"}
    found = periods([(date(2020, 1, 1), 1), (date(2025, 1, 1), 1), (date(2020, 6, 1), 1)])
    assert [(period.name, period.count) for period in found][::5] == [("2020", 2), ("2025", 1)]


def test_of_nothing_there_are_no_periods():
    assert periods([]) == []
