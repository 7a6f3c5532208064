"""Time zones whose clocks behave in as many ways as there are, and when they change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

CHANGING = [
    "Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "America/Santiago",
    "Pacific/Chatham", "Asia/Beirut", "Europe/Chisinau", "America/Havana", "Africa/Cairo", "Atlantic/Azores",
    "Asia/Jerusalem", "Europe/Dublin",
]  # fmt: skip
STEADY = ["America/Sao_Paulo", "Asia/Kolkata", "Asia/Tehran", "Asia/Yerevan"]
ALL = CHANGING + STEADY
BEGIN, END = datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Change:
    """A change of the clocks: the first moment after it, and how far they go forward (back: negative)."""

    zone: ZoneInfo
    at: datetime
    by: timedelta


def changes_of(name: str) -> Iterator[Change]:
    """Yield each change of a year, found by asking every quarter of an hour and then every second."""
    zone, here, step = ZoneInfo(name), BEGIN, timedelta(minutes=15)
    while here < END:
        by = offset(here + step, zone) - offset(here, zone)
        if by:
            seconds = (here + timedelta(seconds=n) for n in range(1, 901))
            yield Change(zone, next(each for each in seconds if offset(each, zone) != offset(here, zone)), by)
        here += step


def change_of(name: str, forward: bool) -> Change:
    """Return the year's change forward, or the one back."""
    return next(change for change in changes_of(name) if (change.by > timedelta(0)) is forward)


def offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset()


def shown(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return what clocks in the zone show at the moment, without a zone."""
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)
