"""Doing what is due. Any number of runners may do so at once."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.db import transaction
from django.utils import timezone

from editorial.mailing.posting import NotTaken, Post, Refusal
from editorial.models.outbox import OutboxEntry
from editorial.outbox.kinds import MAIL, Outgoing, act_of
from editorial.outbox.purging import PURGE, purge_later

# Longer than sending one message can take (each answer of the server is waited for EMAIL_TIMEOUT); then another runner
# takes what one that stopped had in hand.
IN_HAND = timedelta(minutes=15)
PAUSES = [timedelta(minutes=n) for n in (1, 5, 15, 60, 180, 360, 720)]  # then once a day, without end
REFUSALS = 5  # by the server, for good (5xx): the mailbox is none. That is tried over hours, then given up.

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Done:
    """What became of an entry: `error` is empty where it was done."""

    entry: OutboxEntry
    error: str = ""


def run_due(at: datetime | None = None) -> Iterator[Done]:
    """Do what is due at the moment, in order, and yield what became of each.

    What is written meanwhile and due is done, too. Nothing is tried twice: what fails is due later than this moment.
    """
    at = at or timezone.now()
    post = Post()
    try:
        while entry := _claim(at, is_mail_away=post.is_away):
            yield Done(entry, _do(entry, at, post))
    finally:
        post.close()


def pause(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else timedelta(days=1)


def _claim(at: datetime, is_mail_away: bool) -> OutboxEntry | None:
    """Take the next entry in hand, so that no other runner does; None where nothing is due.

    PostgreSQL passes by rows another runner is just taking; SQLite has one writer at a time.
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
    """Do an entry that is in hand; return why it failed, else an empty text."""
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
    except Exception as failed:  # whatever it is: it must not keep the others waiting, and is told in the admin
        log.exception("Outbox: %s failed", entry)
        return _note_failure(entry, at, f"{type(failed).__name__}: {failed}")
    return ""


def _send(entry: OutboxEntry, at: datetime, post: Post, outgoing: Outgoing) -> None:
    """Send, and note it at once. Between the two lies all that can make a message go out twice."""
    post.send(outgoing.message)
    with transaction.atomic():
        _note_done(entry, at)
        outgoing.noted()


def _still_in_hand(entry: OutboxEntry) -> bool:
    """Return whether the entry is still this runner's, and not taken back; lock it until the transaction ends."""
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
