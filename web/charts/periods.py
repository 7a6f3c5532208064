"""Splits a time span into months or, if there would be too many, into years, decades or centuries, without gaps."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from django.utils.translation import pgettext_lazy

from web.charts import labels

MOST = 60  # marks in one chart
UNITS = {
    "month": pgettext_lazy("of time", "month"), "year": pgettext_lazy("of time", "year"),
    "decade": pgettext_lazy("of time", "decade"), "century": pgettext_lazy("of time", "century"),
}  # fmt: skip
YEARS = {"year": 1, "decade": 10, "century": 100}  # years per period; months have no entry


@dataclass(frozen=True)
class Period:
    """A period with its first and last day and the number of articles published in it."""

    unit: str
    first: date
    last: date
    count: int

    @property
    def name(self) -> str:
        """Return “March 2026”, “2026”, or “2020–2029”."""
        if self.unit == "month":
            return labels.month(self.first)
        if self.unit == "year":
            return f"{self.first.year}"
        return f"{self.first.year}–{self.last.year}"


def periods(counts: Iterable[tuple[date, int]], most_months: int = MOST) -> list[Period]:
    """Return the periods from the first day to the last with their counts, including empty ones.

    `counts`: (any day of a month, count); a month can occur more than once. More than `most_months` months become
    years, more than MOST years become decades, and so on, so that one wrong date does not create thousands of marks.
    """
    counts = list(counts)
    if not counts:
        return []
    days = [day for day, _ in counts]
    unit = _unit(min(days), max(days), most_months)
    found = Counter()
    for day, count in counts:
        found[_place(day, unit)] += count
    return [Period(unit, *_bounds(place, unit), found[place]) for place in range(min(found), max(found) + 1)]


def _unit(first: date, last: date, most_months: int) -> str:
    for unit, most in (("month", most_months), ("year", MOST), ("decade", MOST)):
        if _place(last, unit) - _place(first, unit) < most:
            return unit
    return "century"


def _place(day: date, unit: str) -> int:
    return day.year * 12 + day.month - 1 if unit == "month" else day.year // YEARS[unit]


def _bounds(place: int, unit: str) -> tuple[date, date]:
    if unit == "month":
        first = date(place // 12, place % 12 + 1, 1)
        return first, _day_before(place + 1)
    length = YEARS[unit]
    return date(max(place * length, MINYEAR), 1, 1), date(min((place + 1) * length - 1, MAXYEAR), 12, 31)


def _day_before(month: int) -> date:
    return date.max if month // 12 > MAXYEAR else date(month // 12, month % 12 + 1, 1) - timedelta(days=1)
