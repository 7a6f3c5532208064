"""What is done is kept for a while, and then forgotten. That is an entry, too."""

from datetime import datetime, timedelta

from editorial.models.outbox import OutboxEntry
from editorial.outbox import entries
from editorial.outbox.entries import KEPT

PURGE = "purge"


def purge_later(done_at: datetime) -> None:
    """Write the purge of what is done on this day: one entry a day, however much that is."""
    day = (done_at + KEPT + timedelta(days=1)).replace(hour=3, minute=0, second=0, microsecond=0)
    entries.write(PURGE, day.date().isoformat(), day)


def purge(entry: OutboxEntry, at: datetime) -> None:
    """Forget what was done long ago; what was given up stays until somebody has seen to it or a year has passed."""
    old = OutboxEntry.objects.filter(done_at__lte=at - KEPT)
    old.filter(is_given_up=False).delete()
    old.filter(done_at__lte=at - 12 * KEPT).delete()
