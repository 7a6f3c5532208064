"""A query: which days it spans, which tokens it asks for, and whether days are all it asks for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.index import ALL
from search.keys import HIGHEST, LOWEST, key_of, quarter_of
from search.query import MOST_PERIODS, Query
from search.words import Phrase, Words

SPRING = {"first": date(2026, 3, 1), "last": date(2026, 5, 31)}
WORDS = Words(required=((Phrase(("gas",)),),))


def test_a_query_for_nothing_asks_for_every_day():
    assert Query().days == (date.min, date.max)
    assert Query().bounds() == (LOWEST, HIGHEST)
    assert Query().tokens() == [(ALL,)]
    assert Query().years() == set()


def test_days_alone_are_told_from_days_and_more():
    assert Query(**SPRING).days == (SPRING["first"], SPRING["last"])
    assert Query(first=SPRING["first"]).days == (SPRING["first"], date.max)
    assert Query(last=SPRING["last"]).days == (date.min, SPRING["last"])
    for more in (
        {"words": WORDS},
        {"chosen": ()},
        {"token_sets": (("a1",),)},
        {"token_sets": (("y2026", "y2025"),)},
        {"token_sets": (("y2026",), ("a1",))},
    ):
        assert Query(**SPRING, **more).days is None


def test_a_year_is_a_span_of_days_within_the_span_asked_for():
    year = {"token_sets": (("y2026",),)}
    assert Query(**year).days == (date(2026, 1, 1), date(2026, 12, 31))
    assert Query(**year, **SPRING).days == (SPRING["first"], SPRING["last"])
    assert Query(**year, first=date(2025, 5, 1), last=date(2026, 2, 1)).days == (date(2026, 1, 1), date(2026, 2, 1))


def test_years_asked_for_are_those_that_every_set_of_years_allows():
    assert Query(token_sets=(("y2025", "y2026"), ("y2026", "y2027"), ("a1",))).years() == {"2026"}
    assert Query(token_sets=(("y2025", "a1"),)).years() == set()


@pytest.mark.parametrize("day", [SPRING["first"], date(2026, 4, 15), SPRING["last"]])
def test_the_keys_of_a_span_are_those_of_its_days(day):
    least, below = Query(**SPRING).bounds()
    assert least <= key_of(day, 1) < key_of(day, 2**32 - 1) < below


def test_the_keys_of_the_days_beside_a_span_are_not_within_it():
    least, below = Query(**SPRING).bounds()
    assert key_of(SPRING["first"] - timedelta(days=1), 2**32 - 1) < least
    assert key_of(SPRING["last"] + timedelta(days=1), 1) >= below
    assert Query(last=date.max).bounds() == (LOWEST, HIGHEST)


@given(st.dates(date(2000, 1, 1), date(2010, 12, 31)), st.integers(0, 2000), st.integers(0, 2000))
def test_every_day_of_a_span_bears_one_of_its_tokens_and_whole_years_are_asked_for_as_such(first, length, at):
    last = first + timedelta(days=length)
    day = first + timedelta(days=at % (length + 1))
    [span] = Query(first=first, last=last).tokens()
    assert {f"y{day.year}", quarter_of(day)} & set(span)
    whole = {
        f"y{year}"
        for year in range(first.year, last.year + 1)
        if first <= date(year, 1, 1) and date(year, 12, 31) <= last
    }
    assert {token for token in span if token[0] == "y"} == whole
    assert {token[1:5] for token in span} == {str(year) for year in range(first.year, last.year + 1)}


def test_a_span_that_needs_too_many_tokens_is_told_by_keys_alone():
    last = date(2099, 12, 31)
    longest, longer = date(2100 - MOST_PERIODS, 1, 1), date(2099 - MOST_PERIODS, 1, 1)
    assert len(Query(first=longest, last=last).tokens()[0]) == MOST_PERIODS
    assert Query(first=longer, last=last).tokens() == [(ALL,)]


def test_tokens_of_a_span_stand_beside_the_others_unless_they_are_left_out():
    query = Query(token_sets=(("a1", "a2"),), first=date(2026, 1, 1), last=date(2026, 12, 31))
    assert query.tokens() == [("a1", "a2"), ("y2026",)]
    assert query.tokens(with_span=False) == [("a1", "a2")]
    assert Query(first=SPRING["last"], last=SPRING["first"]).tokens() == [(ALL,)]
    one_day = date(2026, 5, 1)
    assert Query(first=one_day, last=one_day).tokens() == [("q20262",)]
    assert Query(first=one_day).tokens() == [(ALL,)]
