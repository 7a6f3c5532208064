"""Which days are named below a line of time: as few as have room on a phone, and round ones."""

from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta

from editorial.drawing import words

AT_MOST = 4
DAYS = (1, 2, 7, 14)
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000, 12000, 60000)


def day_ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Return up to AT_MOST days from `first` to `last`, each with how it is written; `first` where no other will do."""
    for step in DAYS:
        if (last - first).days // step < AT_MOST:
            count = (last - first).days // step + 1
            days = [first + timedelta(days=step * n) for n in range(count)]
            return [(day, words.short_day(day)) for day in days]
    for step in MONTHS:
        days = list(_firsts(first, last, step))
        if len(days) <= AT_MOST:
            break
    form = words.year if step >= 12 else words.short_month
    return [(day, form(day)) for day in days] or [(first, words.day(first))]


def _firsts(first: date, last: date, step: int) -> Iterator[date]:
    """Yield the first days of the months from one day to another whose place in the calendar `step` divides."""
    month = -(-(first.year * 12 + first.month - 1 + (first.day > 1)) // step) * step
    while month // 12 <= MAXYEAR and (day := date(month // 12, month % 12 + 1, 1)) <= last:
        yield day
        month += step
