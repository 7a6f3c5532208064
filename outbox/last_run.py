"""When a runner last looked for due entries; without one, mail, alerts and purges wait, so someone must be warned."""

from datetime import datetime, timedelta

from outbox.models import LastRun

NOTED_EVERY = timedelta(minutes=1)
OVERDUE = timedelta(minutes=5)


def note_run(at: datetime) -> bool:
    """Record that a runner is active. Return False if the last record is less than a minute old."""
    if LastRun.objects.filter(at__gt=at - NOTED_EVERY, at__lte=at).exists():
        return False
    LastRun.objects.update_or_create(pk=1, defaults={"at": at})
    return True


def last_run() -> datetime | None:
    return LastRun.objects.values_list("at", flat=True).first()


def is_overdue(last: datetime | None, at: datetime) -> bool:
    """Return whether no runner has been active for five minutes."""
    return last is None or last <= at - OVERDUE
