"""Dates to label on a timeline: round ones, and few enough to fit on a phone."""

from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta

from web.charts import labels

AT_MOST = 3  # on a phone, and in the margin of a page, a label takes almost a quarter
DAYS = (1, 2, 7, 14)
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000, 12000, 60000)


def day_ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Return up to AT_MOST days from `first` to `last` with their labels, or `first` alone if no other day fits."""
    for step in DAYS:
        if (last - first).days // step < AT_MOST:
            count = (last - first).days // step + 1
            days = [first + timedelta(days=step * n) for n in range(count)]
            return [(day, labels.short_day(day)) for day in days]
    for step in MONTHS:
        days = list(_firsts(first, last, step))
        if len(days) <= AT_MOST:
            break
    form = labels.year if step >= 12 else labels.short_month
    return [(day, form(day)) for day in days] or [(first, labels.day(first))]


def _firsts(first: date, last: date, step: int) -> Iterator[date]:
    """Yield the first day of each month from `first` to `last` whose month number is divisible by `step`."""
    month = -(-(first.year * 12 + first.month - 1 + (first.day > 1)) // step) * step
    while month // 12 <= MAXYEAR and (day := date(month // 12, month % 12 + 1, 1)) <= last:
        yield day
        month += step
