"""Times typed in the organization's zone, whose clocks skip an hour in spring and repeat one in autumn."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


def moments_of(typed: datetime, zone: ZoneInfo) -> list[datetime]:
    """Return the moments at which clocks in `zone` show `typed` (naive): one, none when skipped, two when repeated."""
    found = []
    for fold in (0, 1):
        moment = typed.replace(tzinfo=zone, fold=fold).astimezone(UTC)
        if moment.astimezone(zone).replace(tzinfo=None, fold=0) == typed and moment not in found:
            found.append(moment)
    return found


def next_shown(typed: datetime, zone: ZoneInfo) -> datetime:
    """Return the first time that clocks in `zone` show after `typed` (naive), which they skip."""
    before = typed.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = typed.replace(tzinfo=zone, fold=0).astimezone(UTC)
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == after.astimezone(zone).utcoffset():
            after = middle
        else:
            before = middle
    # Clocks change at a whole second, and only one whole second is between the two.
    return after.replace(microsecond=0).astimezone(zone)
