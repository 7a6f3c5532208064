"""The acts that make and end editions. Each is one transaction, or refuses with every reason at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from editorial import addresses, freezing, record_version, revisions
from editorial.clock import zone_name
from editorial.models import Edition, Publishable
from editorial.publishables import Finding, PublishableType, type_of

ACTS_LOCK = 20260301  # any number that nothing else of ours locks by (pg_advisory_xact_lock)


class Refused(Exception):
    """An act that may not be done. `reasons` are whole sentences for the editor."""

    def __init__(self, reasons: list[str]):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class Pending(Enum):
    """What becomes of a scheduled edition when another is published meanwhile.

    FREEZE_AGAIN: it stays at its moment, with the working copy's present content. Where that would say nothing
    that is not published now already, the act is refused: an embargo does not end by the way. Where the other
    is itself scheduled, both mean that it takes the old one's place: at most one edition is ever scheduled.
    """

    CANCEL = "cancel"
    FREEZE_AGAIN = "freeze-again"


@dataclass(frozen=True)
class Terms:
    """How an edition is published: when, of which kind, with what note, and what becomes of a scheduled one."""

    live_from: datetime | None = None  # None: now
    kind: str | None = None  # None: first, or update
    note: str = ""
    pending: Pending | None = None


def findings(copy: Publishable, live_from: datetime) -> list[Finding]:
    """Return what an editor should know before `copy` is published to go live at the moment."""
    kind = type_of(copy)
    found = kind.findings(copy, live_from)
    if copy.slug and addresses.is_taken(kind.collection, copy.slug, copy.pk):
        found.append(
            Finding("address-taken", _("The address “%s” was published for something else.") % copy.slug, True, "slug")
        )
    return found


def differs(copy: Publishable, live_from: datetime) -> bool:
    """Return whether publishing `copy` for the moment would say anything the last edition does not."""
    kind = type_of(copy)
    before = kind.edition.objects.filter(parent=copy).order_by("-number").first()
    if before is None or before.withdrawn_at or any(finding.is_error for finding in findings(copy, live_from)):
        return True
    work = kind.freeze(copy)
    return not _is_same(before, work, kind.resolve(copy, work, live_from))


def one_act_at_a_time() -> None:
    """Wait until no other act is under way, and let none begin before this transaction ends.

    Two at once would judge each other's editions from before, or stop each other halfway: an act takes the rows of
    many articles, addresses and the record version. SQLite has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ACTS_LOCK])


@transaction.atomic
def publish(
    copy: Publishable, by: AbstractBaseUser | None, terms: Terms | None = None, at: datetime | None = None
) -> Edition:
    """Freeze the working copy as its next edition, live from the moment the terms say, and return it.

    `at` is the present moment. Raises Refused with all reasons; nothing is changed then.
    """
    one_act_at_a_time()
    at, terms = at or timezone.now(), terms or Terms()
    kind = type_of(copy)
    copy = kind.copy.objects.select_for_update().get(pk=copy.pk)
    live_from = max(terms.live_from or at, at)
    pending = kind.edition.objects.filter(parent=copy, live_from__gt=at).first()
    _refuse([finding.message for finding in findings(copy, live_from) if finding.is_error])
    if pending and terms.pending is None:
        _refuse(
            [
                _("An edition is already scheduled for %s. Say whether it is canceled or frozen again.")
                % when(pending.live_from)
            ]
        )
    if pending:
        _delete_pending(kind, pending)
    edition = _insert(kind, copy, by, live_from, terms)
    if edition is None:
        last = kind.edition.objects.filter(parent=copy).order_by("-number").first()
        raise Refused([_("Nothing has changed since edition %d.") % last.number])
    if pending and terms.pending is Pending.FREEZE_AGAIN and live_from == at:
        again = _insert(kind, copy, by, pending.live_from, Terms(kind=pending.kind, note=pending.note))
        if again is None:
            words = _("The desk says what is scheduled for %s. Published now, nothing would be left for then.")
            raise Refused([words % when(pending.live_from), _("Cancel the scheduled edition, or reschedule it.")])
    revisions.keep_revision(copy, by, at, freezing.read(edition.content)["work"])
    revisions.seal(copy, at)
    kind.copy.objects.filter(pk=copy.pk).update(state=Publishable.State.AS_PUBLISHED)
    record_version.raise_version()
    return edition


@transaction.atomic
def cancel(edition: Edition, at: datetime | None = None) -> None:
    """Delete a scheduled edition: it was never public. Frees its number and reopens its predecessor."""
    one_act_at_a_time()
    at = at or timezone.now()
    kind, edition = type_of(edition), _still_there(edition)
    if edition.live_from <= at:
        _refuse([_("Edition %d is already public. It can be withdrawn, not canceled.") % edition.number])
    _delete_pending(kind, edition)
    kind.copy.objects.filter(pk=edition.parent_id).update(state=Publishable.State.DRAFT)
    record_version.raise_version()


@transaction.atomic
def reschedule(edition: Edition, live_from: datetime, at: datetime | None = None) -> Edition:
    """Move a scheduled edition to another moment, its content as frozen."""
    one_act_at_a_time()
    at = at or timezone.now()
    kind, edition = type_of(edition), _still_there(edition)
    if edition.live_from <= at:
        _refuse([_("Edition %d is already public; its moment stands.") % edition.number])
    if live_from <= at:
        _refuse([_("That moment has passed. Publish it now instead.")])
    names = kind.stands_in(edition) if live_from > edition.live_from else []
    if names:
        _refuse([_("It cannot be postponed while it stands in: %s.") % ", ".join(names)])
    _refuse(kind.not_ready_by(edition, live_from))
    edition.live_from = live_from
    edition.save(update_fields=["live_from"])
    kind.move_window(edition)
    _end(kind, _predecessor(kind, edition), live_from)
    record_version.raise_version()
    return edition


@transaction.atomic
def withdraw(
    copy: Publishable,
    notice: str,
    replaced_by: Publishable | None = None,
    only: Edition | None = None,
    at: datetime | None = None,
) -> list[str]:
    """Withdraw every edition of `copy` (or `only` one), canceling what is scheduled. Return where it stands.

    `notice` is what readers are told; `replaced_by` is where they are sent instead.
    """
    one_act_at_a_time()
    at = at or timezone.now()
    kind = type_of(copy)
    copy = kind.copy.objects.select_for_update().get(pk=copy.pk)
    editions = kind.edition.objects.filter(parent=copy).order_by("number")
    begun = [edition for edition in editions if edition.live_from <= at and edition.withdrawn_at is None]
    chosen = [edition for edition in begun if only is None or edition.pk == only.pk]
    if not chosen:
        _refuse([_("Nothing of it is public, so there is nothing to withdraw.")])
    if replaced_by is not None and replaced_by.pk == copy.pk:
        _refuse([_("It cannot stand in its own place.")])
    named = sorted({name for edition in chosen for name in kind.stands_in(edition)})
    for pending in [edition for edition in editions if edition.live_from > at and only is None]:
        _delete_pending(kind, pending)
    for edition in chosen:
        edition.withdrawn_at = at
        edition.withdrawal_notice = notice
        edition.replaced_by = replaced_by
        edition.save(update_fields=["withdrawn_at", "withdrawal_notice", "replaced_by"])
        kind.move_window(edition)
    kind.copy.objects.filter(pk=copy.pk).update(state=Publishable.State.DRAFT)
    record_version.raise_version()
    return named


def when(moment: datetime) -> str:
    """Return the moment in the active zone, named, as a sentence uses it."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATETIME_FORMAT')} ({zone_name(local)})"


def _insert(
    kind: PublishableType, copy: Publishable, by: AbstractBaseUser | None, live_from: datetime, terms: Terms
) -> Edition | None:
    """Freeze `copy` as its next edition; None where that would repeat the last one."""
    before = kind.edition.objects.filter(parent=copy).order_by("-number").first()
    if before and live_from <= before.live_from:
        # Two editions within one tick of the clock: the later one still comes later.
        live_from = before.live_from + timedelta(microseconds=1)
    work = kind.freeze(copy)
    part = {
        "number": before.number + 1 if before else 1,
        "kind": str(_kind_of_edition(terms.kind, before)),
        "note": terms.note,
        **kind.resolve(copy, work, live_from),
    }
    if before and not before.withdrawn_at and _is_same(before, work, part):
        return None
    if before and before.live_until is None:
        _end(kind, before, live_from)
    edition = kind.edition.objects.create(
        parent=copy,
        number=part["number"],
        kind=part["kind"],
        note=terms.note,
        content=freezing.keep({"work": work, "edition": part}),
        published_by=revisions.name_of(by),
        live_from=live_from,
        **kind.columns(work, part),
    )
    kind.link(edition, work, part)
    addresses.claim(kind.collection, edition.slug, copy.pk)
    for collection, slug, house_id in kind.houses(work):
        if not addresses.is_taken(collection, slug, house_id):
            addresses.claim(collection, slug, house_id)
    return edition


def _kind_of_edition(wanted: str | None, before: Edition | None) -> str:
    if before is None:
        return Edition.Kind.FIRST
    return wanted if wanted and wanted != Edition.Kind.FIRST else Edition.Kind.UPDATE


def _still_there(edition: Edition) -> Edition:
    """Return the edition as it is now; refuse where another act has taken it away meanwhile."""
    now = type(edition).objects.filter(pk=edition.pk).first()
    if now is None:
        raise Refused([_("Edition %d was canceled meanwhile.") % edition.number])
    return now


def _end(kind: PublishableType, edition: Edition | None, live_until: datetime | None) -> None:
    """Let `edition` end at the moment, or never; in the links that copy its window too."""
    if edition:
        edition.live_until = live_until
        edition.save(update_fields=["live_until"])
        kind.move_window(edition)


def _is_same(before: Edition, work: dict, part: dict) -> bool:
    frozen = freezing.read(before.content)
    own = ("number", "kind", "note")
    resolved = {key: value for key, value in part.items() if key not in own}
    return (
        frozen["work"] == work
        and {key: value for key, value in frozen["edition"].items() if key not in own} == resolved
    )


def _delete_pending(kind: PublishableType, pending: Edition) -> None:
    names = kind.stands_in(pending)
    if names:
        _refuse([_("Its scheduled edition stands in: %s. Cancel or change that first.") % ", ".join(names)])
    before = _predecessor(kind, pending)
    slug, parent_id = pending.slug, pending.parent_id
    kind.unlink(pending)
    try:
        kind.edition.objects.filter(pk=pending.pk).delete()
    except ProtectedError as kept:
        uses = ", ".join(sorted(str(row) for row in kept.protected_objects))
        raise Refused([_("Its scheduled edition is kept at the desk: %s. Change that first.") % uses]) from None
    _end(kind, before, None)
    if not kind.edition.objects.filter(parent_id=parent_id, slug=slug).exists():
        addresses.release(kind.collection, slug, parent_id)


def _predecessor(kind: PublishableType, edition: Edition) -> Edition | None:
    return kind.edition.objects.filter(parent_id=edition.parent_id, number=edition.number - 1).first()


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise Refused(reasons)
