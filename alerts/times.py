"""When digests are sent: in the morning, in the organization's time zone."""

from datetime import datetime, time, timedelta

from alerts.models import Subscription
from record.organization import site_time_zone

MORNING = time(7)
MONDAY = 0


def digest_moment(often: str, after: datetime) -> datetime:
    """Return the first 07:00 (daily digest) or Monday 07:00 (weekly digest) not before `after`.

    07:00 is local time in the organization's zone, also across clock changes.
    """
    zone = site_time_zone()
    day = after.astimezone(zone).date()
    if datetime.combine(day, MORNING, zone) < after:
        day += timedelta(days=1)
    if often == Subscription.Often.WEEKLY:
        day += timedelta(days=(MONDAY - day.weekday()) % 7)
    return datetime.combine(day, MORNING, zone)
