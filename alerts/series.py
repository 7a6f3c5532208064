"""Mailings to a series' subscribers: an edition or a digest, sent by an editor once to each subscriber."""

import hashlib
import json
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from alerts.acts import alert_cause, find_edition, leaving_of, note_editions
from alerts.digest import digest_letter
from alerts.issues import record_mailing
from alerts.letters import source_for_mail
from alerts.models import AlertedEdition, SeriesMailing, Subscription
from articles.models.taxonomy import Series
from audit.trail import note
from outbox import entries, kinds
from outbox.kinds import Outgoing
from outbox.models import OutboxEntry
from outputs.mail.automatic import automatic_message, home
from permissions.matrix import Act
from record.kinds import kind_of
from record.models import Edition
from record.organization import organization
from record.resolve import merged_ids
from web.languages import override_language

LETTER = "letter"  # outbox kind: an editor's digest to one subscriber


def series_of(edition: Edition) -> Series | None:
    """Return the series whose subscribers can be sent an edition, following merges."""
    series = Series.objects.filter(pk=edition.series_id).first()
    return series.survivor() if series else None


def subscribers(series: Series) -> list[int]:
    """Return one subscription id per address."""
    followed = Subscription.objects.confirmed().filter(
        follows=Subscription.Follows.SERIES, target_id__in=merged_ids(series)
    )
    return sorted(followed.order_by().values("address").annotate(one=Min("pk")).values_list("one", flat=True))


def who_had(edition: Edition, ids: list[int]) -> set[int]:
    """Return those of the subscriptions that were already sent the edition."""
    rows = AlertedEdition.objects.filter(type=kind_of(edition).name, edition_id=edition.pk, told_at__isnull=False)
    return set(rows.filter(subscription__in=ids).values_list("subscription", flat=True))


def what_of(edition: Edition) -> str:
    """Return the key that records that an edition was sent."""
    return f"{kind_of(edition).name} {edition.pk}"


def what_of_digest(content: dict) -> str:
    """Return the key that records that a digest was sent. The same text and editions give the same key."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return f"digest {hashlib.sha256(text.encode()).hexdigest()}"


def sent_before(series: Series, what: str) -> SeriesMailing | None:
    """Return the earlier mailing of `what` to the series' subscribers, or None."""
    return SeriesMailing.objects.filter(series=series, what=what).first()


@transaction.atomic
def send_edition(
    edition: Edition, series: Series, by: AbstractBaseUser, at: datetime
) -> tuple[SeriesMailing, bool]:  # fmt: skip
    """Send the full edition to all subscribers who haven't had it. Return the mailing and whether it is new."""
    ids = subscribers(series)
    had = who_had(edition, ids)
    goes_to = [pk for pk in ids if pk not in had]
    mailing, is_new = SeriesMailing.objects.get_or_create(
        series=series, what=what_of(edition), defaults={"count": len(goes_to), "by": by, "sent_at": at}
    )
    if is_new:
        name = kind_of(edition).name
        note_editions([(pk, name, edition.pk) for pk in goes_to])
        entries.write_all(alert_cause(pk, name, edition.pk, at, is_whole=True) for pk in goes_to)
        note(Act.MAIL_SUBSCRIBERS, edition.parent, f"edition {edition.number}, {series.name}", by=by)
    return mailing, is_new


@transaction.atomic
def send_digest(content: dict, series: Series, by: AbstractBaseUser, at: datetime) -> tuple[SeriesMailing, bool]:
    """Send a digest {subject, note, editions: [ids]}. Return the mailing and whether it is new."""
    ids = subscribers(series)
    mailing, is_new = SeriesMailing.objects.get_or_create(
        series=series,
        what=what_of_digest(content),
        defaults={"count": len(ids), "by": by, "sent_at": at, "content": content},
    )
    if is_new:
        entries.write_all((LETTER, f"{mailing.pk} {pk}", at, {"mailing": mailing.pk, "subscription": pk}) for pk in ids)
        note(Act.MAIL_SUBSCRIBERS, series, content["subject"], by=by)
        if ids:
            record_mailing(mailing)
    return mailing, is_new


def send_letter(entry: OutboxEntry, at: datetime) -> Outgoing | None:
    """Return the digest for one subscriber. None if they left or all of it was withdrawn. An outbox task."""
    subscription = Subscription.objects.filter(pk=entry.payload["subscription"]).first()
    mailing = SeriesMailing.objects.filter(pk=entry.payload["mailing"]).select_related("series").first()
    if subscription is None or mailing is None:
        return None
    content = mailing.content
    editions = [edition for pk in content["editions"] if (edition := find_edition("snapshot", pk, at))]
    if not editions:
        return None
    languages = {edition.language for edition in editions}
    with override_language(languages.pop() if len(languages) == 1 else organization().language):
        words = _("everything in the series “%(name)s”") % {"name": mailing.series.name}
        leaving = leaving_of(subscription, words)
    sources = [source_for_mail("snapshot", edition) for edition in editions]
    letter = digest_letter(content["subject"], content["note"], sources, home(), leaving)
    return Outgoing(automatic_message(letter, entry, at, subscription.address, leaving, mailing.series.name))


def register() -> None:
    kinds.register(LETTER, send_letter, is_mail=True)
