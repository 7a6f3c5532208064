"""When digests are sent: in the morning, on the house's clock."""

from datetime import datetime, time, timedelta

from editorial.organization import house_zone
from snapshot.models.alerts import Subscription

MORNING = time(7)
MONDAY = 0


def digest_moment(often: str, after: datetime) -> datetime:
    """Return the first morning of a daily digest, or Monday morning of a weekly one, that is not before the moment.

    Morning is 07:00 where the house is, whatever its clocks did in the night.
    """
    zone = house_zone()
    day = after.astimezone(zone).date()
    if datetime.combine(day, MORNING, zone) < after:
        day += timedelta(days=1)
    if often == Subscription.Often.WEEKLY:
        day += timedelta(days=(MONDAY - day.weekday()) % 7)
    return datetime.combine(day, MORNING, zone)
