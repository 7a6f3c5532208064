"""The timeline: marks stand where their days are, in lanes, and never on each other."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from web.charts.days import AT_MOST, day_ticks
from web.charts.scales import width_of
from web.charts.timeline import APART, MOST_ROWS, Item, across, timeline

DAY = date(2026, 3, 1)
days = st.lists(st.dates() | st.dates(DAY, DAY + timedelta(days=40)), max_size=40)


def items(given) -> list[Item]:
    return [Item(n, f"Article {n}", day, f"#entry-{n}") for n, day in enumerate(given, 1)]


@given(days, days)
def test_no_two_marks_of_a_lane_touch_and_each_is_drawn_or_counted_as_left_out(one, other):
    picture = timeline([("One", "#one", items(one)), ("Other", "#other", items(other))], title="Time")
    assert (picture is None) == (len(one) + len(other) < 3)
    for lane in picture.lanes if picture else ():
        for mark in lane.marks:
            assert 0 <= mark.row < MOST_ROWS
            assert lane.start_y < mark.y < lane.end_y
        for row in range(MOST_ROWS):
            places = [mark.x for mark in lane.marks if mark.row == row]
            assert all(after - before >= APART for before, after in pairwise(places))
        assert len(lane.marks) + lane.left_out == len(lane.items)


@given(st.dates(), st.dates(), st.dates())
def test_a_later_day_never_stands_before_an_earlier_one(one, two, three):
    first, between, last = sorted([one, two, three])
    assert 0 < across(first, first, last) <= across(between, first, last) <= across(last, first, last) < 100


@given(days)
def test_no_two_dates_below_the_lanes_touch(given):
    picture = timeline([("One", "#one", items(given))], title="Time")
    places = [tick.text_x for tick in picture.ticks] if picture else []
    assert all(after - before >= width_of(len("Mar 2026")) * 0.95 for before, after in pairwise(places))


@given(st.dates(), st.dates())
def test_a_few_days_are_named_in_order_within_the_span(one, two):
    first, last = sorted([one, two])
    named = [day for day, _ in day_ticks(first, last)]
    assert 1 <= len(named) <= AT_MOST
    assert named == sorted(set(named))
    assert first <= named[0] <= named[-1] <= last


def test_days_are_named_as_finely_as_the_span_asks():
    assert day_ticks(DAY, DAY) == [(DAY, "Mar 1")]
    assert [text for _, text in day_ticks(DAY, date(2026, 3, 20))] == ["Mar 1", "Mar 8", "Mar 15"]
    assert [text for _, text in day_ticks(DAY, date(2026, 6, 20))] == ["Mar 2026", "May 2026"]
    assert [text for _, text in day_ticks(date(2020, 6, 1), date(2026, 6, 20))] == ["2022", "2024", "2026"]


def test_what_finds_no_room_is_said_and_stands_in_the_table():
    picture = timeline([("One", "#one", items([DAY] * 204))], title="Time")
    (lane,) = picture.lanes
    assert (len(lane.marks), len(lane.items), lane.left_out) == (5, 204, 199)
    assert "199 articles are listed only in the table below" in picture.description


def test_a_lane_without_a_dated_article_is_left_out():
    picture = timeline([("One", "#one", []), ("Two", "#two", items([DAY] * 3))], title="Time")
    assert [lane.name for lane in picture.lanes] == ["Two"]
