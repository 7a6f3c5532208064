"""Add, reschedule and cancel outbox entries, always in the transaction that causes the change."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from outbox.models import OutboxEntry

KEPT = timedelta(days=30)  # completed entries stay visible this long
BATCH = 500


def write(kind: str, key: str, due_at: datetime, payload: dict | None = None) -> None:
    """Schedule something to happen once, at `due_at` or later. Repeating the same kind and key has no effect."""
    write_all([(kind, key, due_at, payload or {})])


def write_all(causes: Iterable[tuple[str, str, datetime, dict]]) -> None:
    """Schedule many entries: (kind, key, due_at, payload)."""
    rows = [
        OutboxEntry(kind=kind, key=key, due_at=due_at, try_at=due_at, payload=payload)
        for kind, key, due_at, payload in causes
    ]
    OutboxEntry.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def take_back(kind: str, key: str) -> None:
    """Cancel an entry that has not run yet. Completed entries stay."""
    OutboxEntry.objects.waiting().filter(kind=kind, key=key).delete()


def move(kind: str, key: str, due_at: datetime) -> None:
    OutboxEntry.objects.waiting().filter(kind=kind, key=key).update(due_at=due_at, try_at=due_at)


def try_again(entries: Iterable[int], at: datetime) -> int:
    """Schedule failed entries for another try and return how many were found."""
    return (
        OutboxEntry.objects.troubled().filter(pk__in=list(entries)).update(try_at=at, done_at=None, is_given_up=False)
    )
