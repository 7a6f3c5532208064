"""Bars by month: they never touch, they grow with what they count, and they lead to it."""

from datetime import date
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from web.charts.bars import month_bars

some = st.lists(st.tuples(st.dates(), st.integers(min_value=0, max_value=10**6)), max_size=80)
near = st.lists(
    st.tuples(st.dates(date(2021, 1, 1), date(2025, 12, 31)), st.integers(min_value=0, max_value=10**6)), max_size=80
)


def draw(counts, **differences):
    return month_bars(counts, lambda first, last: f"/?{first}/{last}", **{"title": "Bars", **differences})


@given(some | near)
def test_bars_stand_side_by_side_within_the_picture(counts):
    picture = draw(counts)
    bars = picture.bars if picture else []
    for before, after in pairwise(bars):
        assert before.x + before.width < after.x
        assert before.column + before.column_width <= after.column + 0.02
    for bar in bars:
        assert picture.left <= bar.x
        assert bar.x + bar.width <= 100
        assert bar.y >= 0
        assert abs(bar.y + bar.height - picture.base) < 0.02


@given(some | near)
def test_bars_are_as_high_as_they_are_in_number_and_every_article_is_seen(counts):
    picture = draw(counts)
    ordered = sorted(picture.bars if picture else [], key=lambda bar: bar.count)
    assert [bar.height for bar in ordered] == sorted(bar.height for bar in ordered)
    assert all((bar.height > 0.1) == (bar.count > 0) == bool(bar.url) for bar in ordered)


@given(some | near)
def test_the_bars_say_all_there_is(counts):
    picture = draw(counts)
    assert (
        sum(bar.count for bar in picture.bars) == sum(n for _, n in counts)
        if picture
        else not sum(n for _, n in counts)
    )


def test_the_highest_bar_is_named_only_if_it_is_one():
    march, april, may = (date(2026, month, 1) for month in (3, 4, 5))
    assert "the most, 3, in April 2026" in draw([(march, 2), (april, 3)]).description
    assert draw([(march, 3), (april, 1), (may, 3)]).description == "7 articles from March 2026 to May 2026."


@example([(date(2000, 1, 1), 799_130), (date(2000, 12, 21), 850)])
@given(some | near)
def test_words_below_the_bars_keep_apart(counts):
    picture = draw(counts)
    rows = {label.y for label in picture.labels} if picture else ()
    for y in rows:
        ends = [label.x for label in picture.labels if label.y == y]
        assert all(after - before > 7 for before, after in pairwise(ends))


def test_a_bar_leads_to_the_days_it_counts_and_is_called_by_them():
    (bar,) = draw([(date(2024, 2, 17), 1)]).bars
    assert (bar.url, bar.said) == ("/?2024-02-01/2024-02-29", "February 2024: 1 article")


def test_over_a_long_span_a_bar_leads_to_a_year():
    picture = draw([(date(2024, 2, 1), 1000), (date(2015, 2, 1), 1)])
    assert (picture.unit, len(picture.bars)) == ("year", 10)
    assert (picture.bars[-1].url, picture.bars[-1].said) == ("/?2024-01-01/2024-12-31", "2024: 1,000 articles")
    assert picture.bars[1].url == ""


def test_a_few_bars_bear_their_numbers_and_many_stand_before_lines():
    few, many = draw([(date(2024, 2, 1), 7)]), draw([(date(2021 + n // 12, n % 12 + 1, 1), 7) for n in range(60)])
    assert ([bar.value for bar in few.bars], few.lines) == (["7"], [])
    assert {bar.value for bar in many.bars} == {""}
    assert [line.text for line in many.lines] == ["2", "4", "6", "8"]


def test_of_nothing_nothing_is_drawn():
    assert draw([]) is None
    assert draw([(date(2024, 2, 1), 0)]) is None


def test_the_picture_describes_itself():
    picture = draw([(date(2025, 11, 1), 2), (date(2026, 1, 1), 100_000)])
    assert picture.description == (
        "100,002 articles by month, from November 2025 to January 2026; the most, 100,000, in January 2026."
    )
    assert draw([(date(2025, 11, 1), 2)]).description == "2 articles in November 2025."
    assert draw([(date(2025, 11, 1), 2)], description="Mine.").description == "Mine."
