"""Writing into the outbox, and taking back. Call these in the transaction of the cause."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from editorial.models.outbox import OutboxEntry

KEPT = timedelta(days=30)  # how long what is done can still be looked at
BATCH = 500


def write(kind: str, key: str, due_at: datetime, payload: dict | None = None) -> None:
    """Let something happen once, from the moment on. The same cause written again changes nothing."""
    write_all([(kind, key, due_at, payload or {})])


def write_all(causes: Iterable[tuple[str, str, datetime, dict]]) -> None:
    """Write many: (kind, key, due_at, payload)."""
    rows = [
        OutboxEntry(kind=kind, key=key, due_at=due_at, try_at=due_at, payload=payload)
        for kind, key, due_at, payload in causes
    ]
    OutboxEntry.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def take_back(kind: str, key: str) -> None:
    """Let it not happen: its cause is gone. What has happened stands."""
    OutboxEntry.objects.waiting().filter(kind=kind, key=key).delete()


def move(kind: str, key: str, due_at: datetime) -> None:
    """Let it happen at another moment."""
    OutboxEntry.objects.waiting().filter(kind=kind, key=key).update(due_at=due_at, try_at=due_at)


def try_again(entries: Iterable[int], at: datetime) -> int:
    """Let the entries with these ids, which failed, be tried at the moment. Return how many are."""
    return (
        OutboxEntry.objects.troubled().filter(pk__in=list(entries)).update(try_at=at, done_at=None, is_given_up=False)
    )
