"""Keys: a day and an id in one number; and the tokens of quarters."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.keys import HIGHEST, ID, LOWEST, day_of, id_of, key_of, quarter_of, quarters

editions = st.tuples(st.dates(), st.integers(1, ID))


@given(editions, editions)
def test_keys_are_ordered_by_day_and_then_by_id_and_give_both_back(one, other):
    assert (key_of(*one) < key_of(*other)) == (one < other)
    assert (day_of(key_of(*one)), id_of(key_of(*one))) == one
    assert LOWEST < key_of(*one) < HIGHEST


@pytest.mark.parametrize(
    ("month", "token"),
    [
        (1, "q20261"),
        (3, "q20261"),
        (4, "q20262"),
        (6, "q20262"),
        (7, "q20263"),
        (9, "q20263"),
        (10, "q20264"),
        (12, "q20264"),
    ],
)
def test_a_day_bears_the_token_of_its_quarter(month, token):
    assert quarter_of(date(2026, month, 1)) == token


def test_quarters_run_back_from_the_last_day_to_the_first_across_years():
    assert list(quarters(date(2025, 8, 31), date(2026, 4, 1))) == ["q20262", "q20261", "q20254", "q20253"]
    assert list(quarters(date(2026, 4, 1), date(2026, 6, 30))) == ["q20262"]
    assert list(quarters(date(2026, 7, 1), date(2026, 6, 30))) == []
