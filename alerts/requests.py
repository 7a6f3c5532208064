"""Subscribing, confirming and unsubscribing. Responses never reveal whether an address is known."""

from datetime import datetime, timedelta

from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from alerts.following import Followed
from alerts.models import AlertedEdition, Subscription
from alerts.times import digest_moment
from outbox import entries
from outbox.models import OutboxEntry
from record.organization import organization

CONFIRM, FORGET, DIGEST = "confirm", "forget", "digest"  # outbox kinds
VALID = timedelta(days=7)  # time to confirm; then the row is deleted
MOST_A_DAY = 3  # confirmations per address, so that the form can't flood a mailbox
MOST_AN_HOUR = 300  # confirmations in total
MORE = ("follows", "query", "target_id", "address")


class TooMany(Exception):
    """More requests than normal traffic, probably by a bot. No requests are accepted for a while."""


@transaction.atomic
def ask(followed: Followed, address: str, often: str, at: datetime) -> None:
    """Create an unconfirmed subscription and queue its confirmation mail.

    Raises TooMany, or ValidationError for an invalid address. Silently does nothing after three requests a day for one
    address.
    """
    address = address.strip().lower()
    validate_email(address)
    asked = Subscription.objects.all()
    if asked.filter(asked_at__gt=at - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        raise TooMany
    if asked.filter(address=address, asked_at__gt=at - timedelta(days=1)).count() >= MOST_A_DAY:
        return
    made = Subscription.objects.create(
        address=address, often=often, language=organization().language, asked_at=at, **followed.kept
    )
    entries.write(CONFIRM, str(made.pk), at, {"subscription": made.pk})
    entries.write(FORGET, str(made.pk), at + VALID, {"subscription": made.pk})


def confirm(subscription: Subscription, at: datetime) -> bool:
    """Activate the subscription. Return False if the request has expired.

    If the same subject was subscribed before, the new frequency replaces the old one and pending editions are kept.
    """
    try:
        return _confirm(subscription, at)
    except IntegrityError:  # another link confirmed the same subject at this moment
        return _confirm(subscription, at)


@transaction.atomic
def _confirm(subscription: Subscription, at: datetime) -> bool:
    row = Subscription.objects.select_for_update().filter(pk=subscription.pk).first()
    if row is None or (row.confirmed_at is None and row.asked_at + VALID <= at):
        return False
    if row.confirmed_at:
        return True
    same = Subscription.objects.confirmed().filter(**{name: getattr(row, name) for name in MORE})
    before = same.select_for_update().first()
    if before:
        # Keep the earlier row, so that the links in mail already sent still work.
        Subscription.objects.filter(pk=before.pk).update(often=row.often)
        row.delete()
        _collect_anew(before.pk, row.often, at)
    else:
        Subscription.objects.filter(pk=row.pk).update(confirmed_at=at)
    return True


def leave(subscription: Subscription) -> None:
    """Delete the subscription with its address and the record of what was sent."""
    subscription.delete()


def delete_unconfirmed(entry: OutboxEntry, at: datetime) -> None:
    Subscription.objects.filter(pk=entry.payload["subscription"], confirmed_at=None).delete()


def _collect_anew(pk: int, often: str, at: datetime) -> None:
    """Queue a digest for pending editions after the frequency changed."""
    if AlertedEdition.objects.filter(subscription=pk, told_at=None).exists():
        write_digest(pk, often, at)


def write_digest(pk: int, often: str, at: datetime) -> None:
    moment = digest_moment(often, at)
    entries.write(DIGEST, f"{pk} {moment:%Y-%m-%d}", moment, {"subscription": pk})
