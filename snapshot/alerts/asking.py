"""Asking for alerts, saying yes, and leaving. Whoever asks is answered alike, whatever is known of the address."""

from datetime import datetime, timedelta

from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from editorial.models.outbox import OutboxEntry
from editorial.organization import organization
from editorial.outbox import entries
from snapshot.alerts.following import Followed
from snapshot.alerts.times import digest_moment
from snapshot.models.alerts import AlertedEdition, Subscription

CONFIRM, FORGET, DIGEST = "confirm", "forget", "digest"  # kinds of outbox entries
VALID = timedelta(days=7)  # how long a confirmation is waited for; then the row is deleted
MOST_A_DAY = 3  # confirmations to one address: nobody's mailbox is filled through this form
MOST_AN_HOUR = 300  # to all together
MORE = ("follows", "query", "target_id", "address")


class TooMany(Exception):
    """More is asked for than a site like this gets: somebody's program is at it. Nothing is taken for a while."""


@transaction.atomic
def ask(followed: Followed, address: str, often: str, at: datetime) -> None:
    """Note that somebody asks for alerts to the address, and let a confirmation be mailed. Raises TooMany.

    Raises ValidationError where it is no address. Beyond three a day for one address nothing is done, and not said.
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
    """Let alerts begin. Return whether they do: not where the asking is too long ago.

    Asked for the same thing anew, the last answer counts: how often may change, and what is not yet told is kept.
    """
    try:
        return _confirm(subscription, at)
    except IntegrityError:  # the same was confirmed by another link at this very moment
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
        # The row of before stays, and with it the links in mails already sent.
        Subscription.objects.filter(pk=before.pk).update(often=row.often)
        row.delete()
        _collect_anew(before.pk, row.often, at)
    else:
        Subscription.objects.filter(pk=row.pk).update(confirmed_at=at)
    return True


def leave(subscription: Subscription) -> None:
    """Forget the subscription, its address and what it was told."""
    subscription.delete()


def forget(entry: OutboxEntry, at: datetime) -> None:
    """Delete a subscription that nobody confirmed: an outbox act."""
    Subscription.objects.filter(pk=entry.payload["subscription"], confirmed_at=None).delete()


def _collect_anew(pk: int, often: str, at: datetime) -> None:
    """See to it that what was noted for a digest is told, though it is another digest now, or none."""
    if AlertedEdition.objects.filter(subscription=pk, told_at=None).exists():
        write_digest(pk, often, at)


def write_digest(pk: int, often: str, at: datetime) -> None:
    """Write that a digest of the subscription is due next."""
    moment = digest_moment(often, at)
    entries.write(DIGEST, f"{pk} {moment:%Y-%m-%d}", moment, {"subscription": pk})
