"""Processes due outbox entries; any number of runners can work at the same time."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.db import transaction
from django.utils import timezone

from outbox.kinds import MAIL, Outgoing, act_of
from outbox.models import OutboxEntry
from outbox.post import NotTaken, Post, Refusal
from outbox.purge import PURGE, purge_later

# Longer than sending one message can take (we wait up to EMAIL_TIMEOUT for each server response). After that, another
# runner takes over an entry whose runner has stopped.
IN_HAND = timedelta(minutes=15)
PAUSES = [timedelta(minutes=n) for n in (1, 5, 15, 60, 180, 360, 720)]  # after these, once a day without limit
REFUSALS = 5  # permanent refusals (5xx), such as an unknown mailbox; tried again over several hours, then given up

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Done:
    """The result for one entry; `error` is empty on success."""

    entry: OutboxEntry
    error: str = ""


def run_due(at: datetime | None = None) -> Iterator[Done]:
    """Process all entries due at the moment, in order, and yield each result.

    This includes entries added meanwhile if they are due. No entry is tried twice, because a failed one gets a later
    time.
    """
    at = at or timezone.now()
    post = Post()
    try:
        while entry := _claim(at, is_mail_away=post.is_away):
            yield Done(entry, _do(entry, at, post))
    finally:
        post.close()


def pause(attempts: int) -> timedelta:
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else timedelta(days=1)


def _claim(at: datetime, is_mail_away: bool) -> OutboxEntry | None:
    """Reserve the next due entry for this runner, or return None if nothing is due.

    PostgreSQL skips rows that another runner has locked; SQLite has only one writer at a time.
    """
    with transaction.atomic():
        due = OutboxEntry.objects.due(at)
        if is_mail_away:
            due = due.exclude(kind__in=MAIL)
        entry = due.select_for_update(skip_locked=True).first()
        if entry:
            entry.attempts += 1
            entry.try_at = at + IN_HAND
            entry.save(update_fields=["attempts", "try_at"])
    return entry


def _do(entry: OutboxEntry, at: datetime, post: Post) -> str:
    """Process a claimed entry. Return the error message, or "" on success."""
    try:
        with transaction.atomic():
            if not _still_in_hand(entry):
                return ""
            outgoing = act_of(entry)(entry, at)
            if outgoing is None:
                _note_done(entry, at)
        if outgoing:
            _send(entry, at, post, outgoing)
    except Refusal as refused:
        return _note_failure(entry, at, str(refused), is_given_up=entry.attempts >= REFUSALS)
    except (NotTaken, SMTPException) as failed:
        return _note_failure(entry, at, str(failed))
    except Exception as failed:  # no failure may block the other entries; the admin shows the error
        log.exception("Outbox: %s failed", entry)
        return _note_failure(entry, at, f"{type(failed).__name__}: {failed}")
    return ""


def _send(entry: OutboxEntry, at: datetime, post: Post, outgoing: Outgoing) -> None:
    """Send the message and mark the entry as done at once. Only a crash in between can cause a duplicate message."""
    post.send(outgoing.message)
    with transaction.atomic():
        _note_done(entry, at)
        outgoing.noted()


def _still_in_hand(entry: OutboxEntry) -> bool:
    """Return whether this runner still owns the entry and it was not canceled; lock the row for this transaction."""
    rows = OutboxEntry.objects.waiting().filter(pk=entry.pk, attempts=entry.attempts)
    return rows.select_for_update().first() is not None


def _note_done(entry: OutboxEntry, at: datetime) -> None:
    OutboxEntry.objects.filter(pk=entry.pk).update(done_at=at, last_error="", is_given_up=False)
    if entry.kind != PURGE:
        purge_later(at)


def _note_failure(entry: OutboxEntry, at: datetime, reason: str, is_given_up: bool = False) -> str:
    reason = " ".join(reason.split())[:1000] or "No reason was given."
    OutboxEntry.objects.waiting().filter(pk=entry.pk, attempts=entry.attempts).update(
        last_error=reason,
        try_at=at + pause(entry.attempts),
        done_at=at if is_given_up else None,
        is_given_up=is_given_up,
    )
    return reason
