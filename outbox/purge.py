"""Deletes completed entries after a while; the purge is itself an outbox entry."""

from datetime import datetime, timedelta

from outbox import entries
from outbox.entries import KEPT
from outbox.models import OutboxEntry

PURGE = "purge"


def purge_later(done_at: datetime) -> None:
    """Schedule the purge of entries completed on this day: one entry per day, at 03:00 in the zone of `done_at`."""
    day = (done_at + KEPT + timedelta(days=1)).replace(hour=3, minute=0, second=0, microsecond=0)
    entries.write(PURGE, day.date().isoformat(), day)


def purge(entry: OutboxEntry, at: datetime) -> None:
    """Delete old completed entries. Entries that were given up stay until someone handles them, or for about a year."""
    old = OutboxEntry.objects.filter(done_at__lte=at - KEPT)
    old.filter(is_given_up=False).delete()
    old.filter(done_at__lte=at - 12 * KEPT).delete()
