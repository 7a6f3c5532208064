"""Moments typed on the house's clock, in zones whose clocks are changed in every way there is."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staff.moments import moments_of, next_shown
from tests.strategies import examples
from tests.zones import ALL, CHANGING, STEADY, change_of, changes_of, shown
from text.zones import zone_name

AROUND = timedelta(hours=4)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))


@pytest.mark.slow
def test_the_zones_are_of_both_kinds_and_each_that_changes_does_so_both_ways():
    assert len(ALL) >= 15
    for name in CHANGING:
        assert {change.by > timedelta(0) for change in changes_of(name)} == {True, False}, name
    for name in STEADY:
        assert list(changes_of(name)) == [], name


@examples(300)
@given(moment=moments, name=st.sampled_from(sorted(available_timezones())))
def test_every_moment_is_found_again_from_what_the_clock_shows_then(moment, name):
    zone = ZoneInfo(name)
    found = moments_of(shown(moment, zone), zone)
    assert moment in found
    assert all(shown(each, zone) == shown(moment, zone) for each in found)
    assert found == sorted(set(found))


@examples(300)
@given(
    typed=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)), name=st.sampled_from(sorted(available_timezones()))
)
def test_every_time_either_has_moments_at_which_it_is_shown_or_a_later_one_that_has(typed, name):
    zone = ZoneInfo(name)
    found = moments_of(typed, zone)
    assert all(shown(each, zone) == typed for each in found)
    if not found:
        assert shown(next_shown(typed, zone), zone) > typed


@pytest.mark.slow
@pytest.mark.parametrize("is_forward", [True, False])
@pytest.mark.parametrize("name", CHANGING)
def test_around_a_change_of_the_clocks_every_minute_has_exactly_the_moments_at_which_it_is_shown(name, is_forward):
    """The clock itself is asked at every minute of eight hours; what it never showed, or showed twice, is known then."""
    change = change_of(name, is_forward)
    expected = defaultdict(list)
    for minute in range(-240, 240):
        moment = change.at + timedelta(minutes=minute)
        expected[shown(moment, change.zone)].append(moment)
    typed = min(expected) + AROUND / 4
    counts = set()
    while typed < max(expected) - AROUND / 4:
        found = moments_of(typed, change.zone)
        assert found == expected[typed], typed
        counts.add(len(found))
        if not found:
            assert next_shown(typed, change.zone) == change.at
        typed += timedelta(minutes=1)
    assert counts == ({0, 1} if is_forward else {1, 2})


@pytest.mark.parametrize(
    ("zone", "moment", "name"),
    [
        ("Europe/London", datetime(2027, 7, 1, tzinfo=UTC), "BST"),
        ("Europe/London", datetime(2027, 1, 1, tzinfo=UTC), "GMT"),
        ("Australia/Lord_Howe", datetime(2027, 7, 1, tzinfo=UTC), "UTC+10:30"),
        ("America/Sao_Paulo", datetime(2027, 7, 1, tzinfo=UTC), "UTC-03:00"),
        ("UTC", datetime(2027, 7, 1, tzinfo=UTC), "UTC"),
    ],
)
def test_a_zone_is_called_by_its_letters_or_else_by_how_far_it_is_from_utc(zone, moment, name):
    assert zone_name(moment.astimezone(ZoneInfo(zone))) == name
