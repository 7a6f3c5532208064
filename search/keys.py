"""The key of an edition in the index: its date and id in one number, so the highest key is the newest edition."""

from collections.abc import Iterator
from datetime import date

BITS = 32
ID = (1 << BITS) - 1
LOWEST, HIGHEST = 0, (date.max.toordinal() + 1) << BITS


def key_of(day: date, pk: int) -> int:
    """Return the key of an edition. Keys sort like pairs (date, id)."""
    return day.toordinal() << BITS | pk


def id_of(key: int) -> int:
    return key & ID


def day_of(key: int) -> date:
    return date.fromordinal(key >> BITS)


def quarter_of(day: date) -> str:
    return f"q{day.year:04}{(day.month + 2) // 3}"


def quarters(first: date, last: date) -> Iterator[str]:
    """Yield the tokens of the quarters from the one with `last` back to the one with `first`."""
    year, quarter = last.year, (last.month + 2) // 3
    while (year, quarter) >= (first.year, (first.month + 2) // 3):
        yield f"q{year:04}{quarter}"
        year, quarter = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
