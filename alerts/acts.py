"""Outbox tasks for alerts: from an edition that went live to a message for each subscriber."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from alerts import following
from alerts.issues import record_digest
from alerts.letters import MOST_SHOWN, alert_letter, alerts_letter, confirmation_letter, source_for_mail
from alerts.matching import matching
from alerts.models import AlertedEdition, Subscription
from alerts.requests import CONFIRM, DIGEST, FORGET, delete_unconfirmed, write_digest
from alerts.tokens import CONFIRM as TO_CONFIRM
from alerts.tokens import LEAVE, token_of
from articles.mail import article_letter
from outbox import entries, kinds
from outbox.kinds import Outgoing
from outbox.models import OutboxEntry
from outputs.mail.automatic import absolute, automatic_message, home
from outputs.mail.letters import Leaving, Letter
from outputs.source import Source
from record.announcements import EDITION
from record.kinds import all_kinds, kind_named
from record.models import Edition
from snapshot.mail import snapshot_letter
from web.languages import override_language, override_site_language

ALERT = "alert"  # outbox kind: one edition to one subscriber
Often = Subscription.Often


def edition_went_live(entry: OutboxEntry, at: datetime) -> None:
    """Queue an alert for each immediate subscriber, and note the edition for everyone else's digest."""
    name = entry.payload["type"]
    edition = find_edition(name, entry.payload["edition"], at)
    if edition is None:  # withdrawn before any alert was sent
        return
    found = matching(name, edition)
    note_editions([(pk, name, edition.pk) for pk, _often in found])
    entries.write_all(alert_cause(pk, name, edition.pk, at) for pk, often in found if often == Often.AT_ONCE)
    for pk, often in found:
        if often != Often.AT_ONCE:
            write_digest(pk, often, edition.live_from)


def alert_cause(pk: int, name: str, edition_id: int, at: datetime, **more) -> tuple[str, str, datetime, dict]:
    """Return the outbox entry that sends an edition to subscription `pk`. Its key makes sure that it is sent once."""
    payload = {"subscription": pk, "type": name, "edition": edition_id, **more}
    return ALERT, f"{pk} {name} {edition_id}", at, payload


def note_editions(rows: list[tuple[int, str, int]]) -> None:
    """Note editions for subscriptions: (subscription, type, edition). Keeps existing rows unchanged."""
    AlertedEdition.objects.bulk_create(
        [AlertedEdition(subscription_id=pk, type=name, edition_id=edition) for pk, name, edition in rows],
        batch_size=entries.BATCH,
        ignore_conflicts=True,
    )


def send_alert(entry: OutboxEntry, at: datetime) -> Outgoing | None:
    """Return the alert of one edition. None if the subscriber left, already got it, or it was withdrawn."""
    name, pk = entry.payload["type"], entry.payload["edition"]
    noted = AlertedEdition.objects.filter(
        subscription=entry.payload["subscription"], type=name, edition_id=pk, told_at=None
    )
    row, edition = noted.select_related("subscription").first(), find_edition(name, pk, at)
    if row is None or edition is None:
        return None
    with override_language(edition.language):
        words = _words(row.subscription, at)
        leaving = leaving_of(row.subscription, words)
    make = _whole_letter if entry.payload.get("is_whole") else alert_letter
    letter = make(source_for_mail(name, edition), leaving)
    message = automatic_message(letter, entry, at, row.subscription.address, leaving, words)
    return Outgoing(message, lambda: noted.update(told_at=at) and None)


def _whole_letter(source: Source, leaving: Leaving) -> Letter:
    make = article_letter if source.name == "article" else snapshot_letter
    return make(source, home(), leaving)


def send_digest(entry: OutboxEntry, at: datetime) -> Outgoing | None:
    """Return the digest of everything noted that is still public, or None if that is nothing."""
    with override_site_language():
        return _digest(entry, at)


def _digest(entry: OutboxEntry, at: datetime) -> Outgoing | None:
    subscription = Subscription.objects.filter(pk=entry.payload["subscription"]).first()
    noted = AlertedEdition.objects.filter(subscription=subscription, told_at=None) if subscription else None
    rows = list(noted.order_by("pk")) if noted is not None else []
    latest = _latest(rows, at)
    if not latest:
        return None
    words = _words(subscription, at)
    followed = following.of_row(subscription, at) or following.Followed("", "", 0, words, reverse("home"))
    leaving = leaving_of(subscription, words)
    shown = sorted(latest.values(), key=lambda each: (each[0].published_on, each[0].pk), reverse=True)
    letter = alerts_letter(followed, shown[:MOST_SHOWN], len(shown[MOST_SHOWN:]), leaving)
    message = automatic_message(letter, entry, at, subscription.address, leaving, words)
    told = {(row.type, row.edition_id) for row in rows} | _up_to(latest)

    def noted() -> None:
        _record_notified(subscription.pk, told, at)
        record_digest(subscription, shown[:MOST_SHOWN], at)

    return Outgoing(message, noted)


def _up_to(latest: dict[tuple[str, int], tuple[Edition, bool]]) -> set[tuple[str, int]]:
    """Return the editions shown and all earlier ones, so that one noted late by a delayed entry isn't sent again."""
    found: set[tuple[str, int]] = set()
    for kind in all_kinds():
        shown = {parent: edition.number for (name, parent), (edition, _) in latest.items() if name == kind.name}
        rows = kind.edition_model.objects.filter(parent_id__in=shown).values_list("pk", "parent_id", "number")
        found |= {(kind.name, pk) for pk, parent, number in rows if number <= shown[parent]}
    return found


def _record_notified(pk: int, told: set[tuple[str, int]], at: datetime) -> None:
    """Mark as sent what was noted for a digest and what it showed instead, even if that is noted later."""
    if Subscription.objects.select_for_update().filter(pk=pk).first():  # they may have unsubscribed at this moment
        note_editions([(pk, name, edition) for name, edition in told])
        for name in {name for name, _edition in told}:
            editions = [edition for each, edition in told if each == name]
            rows = AlertedEdition.objects.filter(subscription=pk, type=name, edition_id__in=editions, told_at=None)
            rows.update(told_at=at)


def _latest(rows: list[AlertedEdition], at: datetime) -> dict[tuple[str, int], tuple[Edition, bool]]:
    """Return {(type, parent id): (public edition, whether the last noted edition is a correction)}.

    Readers see the current public edition, even if a minor change followed the noted one. It gets the noted one's note.
    """
    found: dict[tuple[str, int], tuple[Edition, bool]] = {}
    for kind in all_kinds():
        ids = [row.edition_id for row in rows if row.type == kind.name]
        noted = {
            each.parent_id: each
            for each in kind.edition_model.objects.citable(at).filter(pk__in=ids).order_by("number")
        }
        public = kind.edition_model.objects.public(at).filter(parent_id__in=noted).defer("search_text")
        for edition in public:
            last = noted[edition.parent_id]
            edition.note = last.note
            found[kind.name, edition.parent_id] = edition, last.kind == Edition.Kind.CORRECTION
    return found


def send_confirmation(entry: OutboxEntry, at: datetime) -> Outgoing | None:
    subscription = Subscription.objects.filter(pk=entry.payload["subscription"], confirmed_at=None).first()
    with override_site_language():
        followed = following.of_row(subscription, at) if subscription else None
        if followed is None:
            return None
        url = absolute(reverse("alerts-confirm", kwargs={"token": token_of(subscription, TO_CONFIRM)}))
        letter = confirmation_letter(followed, str(subscription.get_often_display()), url)
    return Outgoing(automatic_message(letter, entry, at, subscription.address))


def leaving_of(subscription: Subscription, words: str) -> Leaving:
    """Return the unsubscribe link and its text."""
    url = absolute(reverse("alerts-leave", kwargs={"token": token_of(subscription, LEAVE)}))
    return Leaving(_("You’re receiving this because you subscribed to: %(what)s.") % {"what": words}, url)


def find_edition(name: str, pk: int, at: datetime) -> Edition | None:
    """Return the edition with its content if it is public, also if it is not the newest. None otherwise."""
    kind = kind_named(name)
    return kind.edition_model.objects.citable(at).filter(pk=pk).select_related("content").first()


def _words(subscription: Subscription, at: datetime) -> str:
    followed = following.of_row(subscription, at)
    return followed.words if followed else str(subscription.get_follows_display())


def register() -> None:
    kinds.register(EDITION, edition_went_live)
    kinds.register(ALERT, send_alert, is_mail=True)
    kinds.register(DIGEST, send_digest, is_mail=True)
    kinds.register(CONFIRM, send_confirmation, is_mail=True)
    kinds.register(FORGET, delete_unconfirmed)
