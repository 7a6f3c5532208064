"""What the outbox does for alerts: from an edition that went live to a message for each who follows it."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.mailing import article_letter
from editorial.languages import speaking, speaking_house
from editorial.mailing.automatic import absolute, automatic_message, home
from editorial.mailing.letters import Leaving, Letter
from editorial.models import Edition
from editorial.models.outbox import OutboxEntry
from editorial.outbox import entries, kinds
from editorial.outbox.editions import EDITION
from editorial.outbox.kinds import Outgoing
from editorial.publishables import all_types
from editorial.renditions import Source
from snapshot.alerts import following
from snapshot.alerts.asking import CONFIRM, DIGEST, FORGET, forget, write_digest
from snapshot.alerts.letters import MOST_SHOWN, alert_letter, alerts_letter, confirmation_letter, source_for_mail
from snapshot.alerts.matching import matching
from snapshot.alerts.tokens import CONFIRM as TO_CONFIRM
from snapshot.alerts.tokens import LEAVE, token_of
from snapshot.mailing.edition import snapshot_letter
from snapshot.models.alerts import AlertedEdition, Subscription

ALERT = "alert"  # the kind: one edition to one subscriber
Often = Subscription.Often


def edition_went_live(entry: OutboxEntry, at: datetime) -> None:
    """Write an alert for each who wants it at once, and note the edition for the digests of the others."""
    name = entry.payload["type"]
    edition = find_edition(name, entry.payload["edition"], at)
    if edition is None:  # withdrawn before anybody was told
        return
    found = matching(name, edition)
    note_editions([(pk, name, edition.pk) for pk, _often in found])
    entries.write_all(alert_cause(pk, name, edition.pk, at) for pk, often in found if often == Often.AT_ONCE)
    for pk, often in found:
        if often != Often.AT_ONCE:
            write_digest(pk, often, edition.live_from)


def alert_cause(pk: int, name: str, edition_id: int, at: datetime, **more) -> tuple[str, str, datetime, dict]:
    """Return what the outbox takes: that subscription `pk` is told of an edition, once."""
    payload = {"subscription": pk, "type": name, "edition": edition_id, **more}
    return ALERT, f"{pk} {name} {edition_id}", at, payload


def note_editions(rows: list[tuple[int, str, int]]) -> None:
    """Note editions for subscriptions: (subscription, type, edition). One that is noted already stays as it is."""
    AlertedEdition.objects.bulk_create(
        [AlertedEdition(subscription_id=pk, type=name, edition_id=edition) for pk, name, edition in rows],
        batch_size=entries.BATCH,
        ignore_conflicts=True,
    )


def send_alert(entry: OutboxEntry, at: datetime) -> Outgoing | None:
    """Tell one subscriber of one edition; nothing where they left, were told, or it was withdrawn meanwhile."""
    name, pk = entry.payload["type"], entry.payload["edition"]
    noted = AlertedEdition.objects.filter(
        subscription=entry.payload["subscription"], type=name, edition_id=pk, told_at=None
    )
    row, edition = noted.select_related("subscription").first(), find_edition(name, pk, at)
    if row is None or edition is None:
        return None
    with speaking(edition.language):
        words = _words(row.subscription, at)
        leaving = leaving_of(row.subscription, words)
    make = _whole_letter if entry.payload.get("is_whole") else alert_letter
    letter = make(source_for_mail(name, edition), leaving)
    message = automatic_message(letter, entry, at, row.subscription.address, leaving, words)
    return Outgoing(message, lambda: noted.update(told_at=at) and None)


def _whole_letter(source: Source, leaving: Leaving) -> Letter:
    """Return the letter that an editor sends: all of the edition."""
    make = article_letter if source.name == "article" else snapshot_letter
    return make(source, home(), leaving)


def send_digest(entry: OutboxEntry, at: datetime) -> Outgoing | None:
    """Tell one subscriber of all that was noted and is still public; nothing where that is nothing."""
    with speaking_house():
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
    return Outgoing(message, lambda: _note_told(subscription.pk, told, at))


def _up_to(latest: dict[tuple[str, int], tuple[Edition, bool]]) -> set[tuple[str, int]]:
    """Return the editions shown and all before them: one that is noted later, for its entry waited, is no news."""
    found: set[tuple[str, int]] = set()
    for kind in all_types():
        shown = {parent: edition.number for (name, parent), (edition, _) in latest.items() if name == kind.name}
        rows = kind.edition.objects.filter(parent_id__in=shown).values_list("pk", "parent_id", "number")
        found |= {(kind.name, pk) for pk, parent, number in rows if number <= shown[parent]}
    return found


def _note_told(pk: int, told: set[tuple[str, int]], at: datetime) -> None:
    """Note what a digest told of: what was noted for it, and what it showed in its place though that is noted later."""
    if Subscription.objects.select_for_update().filter(pk=pk).first():  # they may have left this very moment
        note_editions([(pk, name, edition) for name, edition in told])
        for name in {name for name, _edition in told}:
            editions = [edition for each, edition in told if each == name]
            rows = AlertedEdition.objects.filter(subscription=pk, type=name, edition_id__in=editions, told_at=None)
            rows.update(told_at=at)


def _latest(rows: list[AlertedEdition], at: datetime) -> dict[tuple[str, int], tuple[Edition, bool]]:
    """Return, for each thing of which editions were noted, what is public of it and whether that was corrected.

    Shown is what readers find by now, also where only a minor change followed what was noted.
    """
    found: dict[tuple[str, int], tuple[Edition, bool]] = {}
    for kind in all_types():
        ids = [row.edition_id for row in rows if row.type == kind.name]
        noted = {
            each.parent_id: each for each in kind.edition.objects.citable(at).filter(pk__in=ids).order_by("number")
        }
        public = kind.edition.objects.public(at).filter(parent_id__in=noted).defer("search_text")
        for edition in public:
            last = noted[edition.parent_id]
            edition.note = last.note
            found[kind.name, edition.parent_id] = edition, last.kind == Edition.Kind.CORRECTION
    return found


def send_confirmation(entry: OutboxEntry, at: datetime) -> Outgoing | None:
    """Ask whether it was they who asked."""
    subscription = Subscription.objects.filter(pk=entry.payload["subscription"], confirmed_at=None).first()
    with speaking_house():
        followed = following.of_row(subscription, at) if subscription else None
        if followed is None:
            return None
        url = absolute(reverse("alerts-confirm", kwargs={"token": token_of(subscription, TO_CONFIRM)}))
        letter = confirmation_letter(followed, str(subscription.get_often_display()), url)
    return Outgoing(automatic_message(letter, entry, at, subscription.address))


def leaving_of(subscription: Subscription, words: str) -> Leaving:
    """Return how the subscriber leaves."""
    url = absolute(reverse("alerts-leave", kwargs={"token": token_of(subscription, LEAVE)}))
    return Leaving(_("You are sent this because you asked to be told of: %(what)s.") % {"what": words}, url)


def find_edition(name: str, pk: int, at: datetime) -> Edition | None:
    """Return the edition if readers can see it, with its content; one that is not the newest any more, too."""
    kind = next(kind for kind in all_types() if kind.name == name)
    return kind.edition.objects.citable(at).filter(pk=pk).select_related("content").first()


def _words(subscription: Subscription, at: datetime) -> str:
    followed = following.of_row(subscription, at)
    return followed.words if followed else str(subscription.get_follows_display())


def register() -> None:
    """Make the acts known to the outbox."""
    kinds.register(EDITION, edition_went_live)
    kinds.register(ALERT, send_alert, is_mail=True)
    kinds.register(DIGEST, send_digest, is_mail=True)
    kinds.register(CONFIRM, send_confirmation, is_mail=True)
    kinds.register(FORGET, forget)
