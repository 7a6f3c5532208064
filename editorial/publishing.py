"""The acts that make and end editions. Each is one transaction, or refuses with every reason at once."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from editorial import addresses, record_version, revisions, sequence
from editorial.clock import zone_name
from editorial.models import Edition, Publishable
from editorial.outbox import editions as outbox
from editorial.publishables import Finding, PublishableType, type_of
from editorial.terms import Pending, Refused, Terms, refuse

__all__ = [
    "Pending", "Refused", "Terms", "amend", "cancel", "differs", "findings", "one_act_at_a_time", "publish",
    "reschedule", "when", "withdraw",
]  # fmt: skip

ACTS_LOCK = 20260301  # any number that nothing else of ours locks by (pg_advisory_xact_lock)


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
    before = sequence.last_of(kind, copy.pk)
    if before is None or before.withdrawn_at or any(finding.is_error for finding in findings(copy, live_from)):
        return True
    work = kind.freeze(copy)
    return not sequence.says_the_same(before, work, kind.resolve(copy, work, live_from))


def one_act_at_a_time() -> None:
    """Wait until no other act is under way, and let none begin before this transaction ends.

    Two at once would judge each other's editions from before, or stop each other halfway: an act takes the rows of
    many articles, addresses and the record version. SQLite has one writer at a time anyway.

    An act reads the clock after this: by a moment from before, what another published meanwhile would look scheduled.
    So pages give acts no moment of their own.
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
    refuse([finding.message for finding in findings(copy, live_from) if finding.is_error])
    if pending and terms.pending is None:
        refuse(
            [
                _("An edition is already scheduled for %s. Say whether it is canceled or frozen again.")
                % when(pending.live_from)
            ]
        )
    if pending:
        sequence.take_away(kind, pending)
    work, name = kind.freeze(copy), revisions.name_of(by)

    def content(moment: datetime) -> dict:
        return {"work": work, "edition": kind.resolve(copy, work, moment)}

    edition = sequence.append(kind, copy, content, name, live_from, terms)
    if edition is None:
        raise _nothing_new(sequence.last_of(kind, copy.pk))
    if pending and terms.pending is Pending.FREEZE_AGAIN and live_from == at:
        again = sequence.append(kind, copy, content, name, pending.live_from, _same_terms(pending))
        if again is None:
            words = _("The desk says what is scheduled for %s. Published now, nothing would be left for then.")
            raise Refused([words % when(pending.live_from), _("Cancel the scheduled edition, or reschedule it.")])
    revisions.keep_revision(copy, by, at, work)
    revisions.seal(copy, at)
    kind.copy.objects.filter(pk=copy.pk).update(state=Publishable.State.AS_PUBLISHED)
    record_version.raise_version(is_seen=live_from <= at)
    return edition


@transaction.atomic
def amend(
    copy: Publishable,
    change: Callable[[dict, datetime], dict],
    by: AbstractBaseUser | None,
    terms: Terms,
    at: datetime | None = None,
) -> Edition:
    """Publish what readers have of `copy` now once more with a change, whatever stands at the desk. Return the edition.

    `change` takes a content ("work" and the "edition" part, without number, kind and note) and the moment at which
    it goes live, and returns that content changed. A scheduled edition keeps its moment, its words and its name, and
    is frozen again with the same change. Raises Refused: where nothing is public, where the change changes nothing,
    and where it leaves what is scheduled with nothing to say.
    """
    one_act_at_a_time()
    at = at or timezone.now()
    kind = type_of(copy)
    copy = kind.copy.objects.select_for_update().get(pk=copy.pk)
    live_from = max(terms.live_from or at, at)
    live = kind.edition.objects.public(at).filter(parent=copy).select_related("content").first()
    if live is None:
        refuse([_("Nothing of “%s” is public.") % copy])
    pending = kind.edition.objects.filter(parent=copy, live_from__gt=at).select_related("content").first()
    if pending and live_from > at:
        refuse([_("An edition of “%(title)s” is scheduled for %(when)s already, and only one can be.")
                % {"title": live.title, "when": when(pending.live_from)}])  # fmt: skip
    if pending:
        sequence.take_away(kind, pending)

    def changed(edition: Edition) -> sequence.Content:
        return lambda moment: change(sequence.own_content(edition), moment)

    edition = sequence.append(kind, copy, changed(live), revisions.name_of(by), live_from, terms)
    if edition is None:
        raise _nothing_new(live)
    if pending:
        again = sequence.append(
            kind, copy, changed(pending), pending.published_by, pending.live_from, _same_terms(pending)
        )
        if again is None:
            words = _("What is scheduled for %s says just this. Published now, nothing would be left for then.")
            raise Refused([words % when(pending.live_from)])
    published = _note_state(kind, copy)
    if published:
        revisions.keep_revision(copy, by, at, published)
        revisions.seal(copy, at)
    record_version.raise_version(is_seen=live_from <= at)
    return edition


@transaction.atomic
def cancel(edition: Edition, at: datetime | None = None) -> None:
    """Delete a scheduled edition: it was never public. Frees its number and reopens its predecessor."""
    one_act_at_a_time()
    at = at or timezone.now()
    kind, edition = type_of(edition), _still_there(edition)
    if edition.live_from <= at:
        refuse([_("Edition %d is already public. It can be withdrawn, not canceled.") % edition.number])
    sequence.take_away(kind, edition)
    _note_state(kind, edition.parent)
    record_version.raise_version(is_seen=False)


@transaction.atomic
def reschedule(edition: Edition, live_from: datetime, at: datetime | None = None) -> Edition:
    """Move a scheduled edition to another moment, its content as frozen."""
    one_act_at_a_time()
    at = at or timezone.now()
    kind, edition = type_of(edition), _still_there(edition)
    if edition.live_from <= at:
        refuse([_("Edition %d is already public; its moment stands.") % edition.number])
    if live_from <= at:
        refuse([_("That moment has passed. Publish it now instead.")])
    names = kind.stands_in(edition) if live_from > edition.live_from else []
    if names:
        refuse([_("It cannot be postponed while it stands in: %s.") % ", ".join(names)])
    refuse(kind.not_ready_by(edition, live_from))
    edition.live_from = live_from
    edition.save(update_fields=["live_from"])
    kind.move_window(edition)
    outbox.postpone(kind.name, edition)
    sequence.end(kind, sequence.predecessor(kind, edition), live_from)
    record_version.raise_version(is_seen=False)
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
        refuse([_("Nothing of it is public, so there is nothing to withdraw.")])
    if replaced_by is not None and replaced_by.pk == copy.pk:
        refuse([_("It cannot stand in its own place.")])
    named = sorted({name for edition in chosen for name in kind.stands_in(edition)})
    for pending in [edition for edition in editions if edition.live_from > at and only is None]:
        sequence.take_away(kind, pending)
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


def _still_there(edition: Edition) -> Edition:
    """Return the edition as it is now; refuse where another act has taken it away meanwhile."""
    now = type(edition).objects.filter(pk=edition.pk).first()
    if now is None:
        raise Refused([_("Edition %d was canceled meanwhile.") % edition.number])
    return now


def _note_state(kind: PublishableType, copy: Publishable) -> dict | None:
    """Note whether the desk says what the newest edition does; return that where it does. A review goes on."""
    published, rows = sequence.desk_agrees(kind, copy), kind.copy.objects.filter(pk=copy.pk)
    if published:
        rows.update(state=Publishable.State.AS_PUBLISHED)
    else:
        rows.filter(state=Publishable.State.AS_PUBLISHED).update(state=Publishable.State.DRAFT)
    return published


def _same_terms(pending: Edition) -> Terms:
    return Terms(kind=pending.kind, note=pending.note)


def _nothing_new(last: Edition) -> Refused:
    return Refused([_("Nothing has changed since edition %d.") % last.number])
