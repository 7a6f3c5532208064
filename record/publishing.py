"""The actions that create and end editions; each is one transaction, or is refused with all reasons at once."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from record import addresses, edition_log, record_version, replica, revisions, sequence
from record import announcements as outbox
from record.acts import Act, address_taken, collected, nothing_new, same_terms, when
from record.findings import Finding
from record.kinds import Kind, all_kinds, kind_of
from record.models import Edition, Publishable
from record.sequence import newest
from record.terms import Pending, Refused, Terms, refuse

__all__ = [
    "Pending", "Refused", "Terms", "address_taken", "amend", "cancel", "differs", "findings", "newest",
    "one_act_at_a_time", "publish", "publish_all", "reschedule", "when", "withdraw",
]  # fmt: skip

ACTS_LOCK = 20260301  # any number that none of our other locks uses (pg_advisory_xact_lock)


def findings(draft: Publishable, live_from: datetime, kind: Kind | None = None) -> list[Finding]:
    """Return the checks for publishing `draft` at that moment, errors and notices."""
    kind = kind or kind_of(draft)
    found = kind.findings(draft, live_from)
    return [*found, address_taken(draft.slug)] if addresses.is_taken(kind.collection, draft.slug, draft.pk) else found


def differs(draft: Publishable, live_from: datetime) -> bool:
    """Return whether publishing `draft` at that moment would differ from the last edition."""
    kind = kind_of(draft)
    before = sequence.last_of(kind, draft.pk)
    if before is None or before.withdrawn_at or any(finding.is_error for finding in findings(draft, live_from, kind)):
        return True
    work = kind.freeze(draft)
    return not sequence.is_identical(before, work, kind.edition_part(draft, work, live_from))


def one_act_at_a_time() -> None:
    """Wait for any other action to finish, and block new ones until this transaction ends.

    Two actions at once could check outdated editions, or deadlock: each locks rows of many articles, addresses and the
    record version. SQLite has only one writer at a time anyway.

    Read the clock only after this call; otherwise an edition published while waiting would look scheduled. That is why
    views do not pass their own moment to an action.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ACTS_LOCK])


def publish(
    draft: Publishable, by: AbstractBaseUser | None, terms: Terms | None = None, at: datetime | None = None
) -> Edition:
    """Freeze the draft as its next edition, live from `terms.live_from`, or now.

    `at` is the current time. Raises Refused with all reasons, and then changes nothing.
    """
    return publish_all([(draft, terms or Terms())], by, at)[0]


@transaction.atomic
def publish_all(
    drafts: Sequence[tuple[Publishable, Terms]],
    by: AbstractBaseUser | None,
    at: datetime | None = None,
    is_named: bool = False,
) -> list[Edition]:
    """Publish drafts of one kind in one act, all or none; return their editions in the same order.

    The number of SQL statements hardly grows with the number of drafts. Raises Refused with every reason; with
    `is_named`, each names its draft.
    """
    one_act_at_a_time()
    at, kind = at or timezone.now(), kind_of(drafts[0][0])
    locked = kind.locked([draft.pk for draft, _ in drafts])
    last = newest(kind, locked)
    taken = addresses.taken(kind.collection, {draft.slug: draft.pk for draft in locked.values()})
    acts, wanted, reasons, editions = [], [], [], []
    for draft, terms in drafts:
        act = Act(kind, locked[draft.pk], terms, at, last.get(draft.pk))
        with collected(reasons, act.draft.title if is_named else ""):
            act.clear_the_way(act.draft.slug in taken)
            wanted.append(act.next(revisions.name_of(by)))
            acts.append(act)
    with collected(reasons):
        editions = sequence.append_all(kind, wanted)
    for act, edition in zip(acts, editions, strict=False):  # there are none where one was refused
        with collected(reasons, act.draft.title if is_named else ""):
            act.freeze_again(edition)
    refuse(reasons)
    revisions.keep_sealed(kind, [(act.draft, act.work) for act in acts], by, at)
    kind.draft_model.objects.filter(pk__in=locked).update(state=Publishable.State.AS_PUBLISHED)
    _reach_readers(*(terms for _, terms in drafts))
    record_version.raise_version(is_seen=any(act.live_from <= at for act in acts))
    return editions


@transaction.atomic
def amend(
    draft: Publishable,
    change: Callable[[dict, datetime], dict],
    by: AbstractBaseUser | None,
    terms: Terms,
    at: datetime | None = None,
) -> Edition:
    """Publish the current public edition of `draft` again with a change, regardless of the draft.

    `change` receives a content (“work” and “edition”, without number, kind and note) and the moment it goes live, and
    returns the changed content. A scheduled edition keeps its time, content, note and publisher, and is frozen again
    with the same change. Raises Refused if nothing is public, if the change has no effect, or if the scheduled edition
    would no longer differ.
    """
    one_act_at_a_time()
    at = at or timezone.now()
    kind = kind_of(draft)
    draft = kind.draft_model.objects.select_for_update().get(pk=draft.pk)
    live_from = max(terms.live_from or at, at)
    live = kind.edition_model.objects.public(at).filter(parent=draft).select_related("content").first()
    if live is None:
        refuse([_("“%s” has no public edition.") % draft])
    pending = kind.edition_model.objects.filter(parent=draft, live_from__gt=at).select_related("content").first()
    if pending and live_from > at:
        refuse([_("An edition of “%(title)s” is already scheduled for %(when)s. Only one can be scheduled at a "
"time.")
                % {"title": live.title, "when": when(pending.live_from)}])  # fmt: skip
    if pending:
        sequence.delete_pending(kind, pending)

    def changed(edition: Edition) -> sequence.Content:
        return lambda moment: change(sequence.comparable_content(edition), moment)

    before = sequence.last_of(kind, draft.pk)
    edition = sequence.append(
        kind,
        sequence.Next(draft, changed(live), revisions.name_of(by), live_from, terms, before, is_public=live_from <= at),
    )
    if edition is None:
        raise nothing_new(live)
    if pending:
        by_whom, moment = pending.published_by, pending.live_from
        again = sequence.Next(draft, changed(pending), by_whom, moment, same_terms(pending), edition)
        if sequence.append(kind, again) is None:
            words = _("The edition scheduled for %s is identical. Cancel or reschedule that edition first.")
            raise Refused([words % when(moment)])
    work = kind.freeze(draft)
    if _update_state(kind, draft, work):
        revisions.keep_sealed(kind, [(draft, work)], by, at)
    _reach_readers(terms)
    record_version.raise_version(is_seen=live_from <= at)
    return edition


@transaction.atomic
def cancel(edition: Edition, at: datetime | None = None) -> None:
    """Delete a scheduled edition, free its number and reopen the previous edition."""
    one_act_at_a_time()
    at = at or timezone.now()
    kind, edition = kind_of(edition), _still_there(edition)
    if edition.live_from <= at:
        refuse([_("Edition %d is already public. It can be withdrawn, not canceled.") % edition.number])
    sequence.delete_pending(kind, edition)
    _update_state(kind, edition.parent, kind.freeze(edition.parent))
    record_version.raise_version(is_seen=False)


@transaction.atomic
def reschedule(edition: Edition, live_from: datetime, at: datetime | None = None) -> Edition:
    """Move a scheduled edition to another time; its content stays frozen."""
    one_act_at_a_time()
    at = at or timezone.now()
    kind, edition = kind_of(edition), _still_there(edition)
    if edition.live_from <= at:
        refuse([_("Edition %d is already public, so its time can't be changed.") % edition.number])
    if live_from <= at:
        refuse([_("That time has passed. Publish now instead.")])
    before = sequence.predecessor(kind, edition)
    if (before and live_from <= before.live_from) or (edition.live_until and live_from >= edition.live_until):
        refuse([_("The time must be between those of the editions before and after it.")])  # the clock was set back
    names = kind.containers(edition) if live_from > edition.live_from else []
    if names:
        refuse([_("It can't be postponed while it is used in: %s.") % ", ".join(names)])
    refuse(kind.blocking_reasons(edition, live_from))
    edition.live_from = live_from
    edition.save(update_fields=["live_from"])
    kind.sync_window(edition)
    edition_log.move(kind, edition)
    outbox.postpone(kind.name, edition)
    sequence.end(kind, before, live_from)
    record_version.raise_version(is_seen=False)
    return edition


@transaction.atomic
def withdraw(
    draft: Publishable,
    notice: str,
    replaced_by: Publishable | None = None,
    only: Edition | None = None,
    at: datetime | None = None,
) -> list[str]:
    """Withdraw every edition of `draft`, or `only` one. Return the names of the items that contain them.

    Without `only`, scheduled editions are canceled, too. Readers see `notice`, or are redirected to `replaced_by`.
    """
    one_act_at_a_time()
    at = at or timezone.now()
    kind = kind_of(draft)
    draft = kind.draft_model.objects.select_for_update().get(pk=draft.pk)
    editions = kind.edition_model.objects.filter(parent=draft).order_by("number")
    begun = [edition for edition in editions if edition.live_from <= at and edition.withdrawn_at is None]
    chosen = [edition for edition in begun if only is None or edition.pk == only.pk]
    if not chosen:
        refuse([_("It has no public edition, so there is nothing to withdraw.")])
    if replaced_by is not None and replaced_by.pk == draft.pk:
        refuse([_("An item can't replace itself.")])
    named = sorted({name for edition in chosen for name in kind.containers(edition)})
    for pending in [edition for edition in editions if edition.live_from > at and only is None]:
        sequence.delete_pending(kind, pending)
    for edition in chosen:
        edition.withdrawn_at = at
        edition.withdrawal_notice = notice
        edition.replaced_by = replaced_by
        edition.save(update_fields=["withdrawn_at", "withdrawal_notice", "replaced_by"])
        kind.sync_window(edition)
    edition_log.add_withdrawals(kind, chosen)
    for each in all_kinds():
        each.on_withdrawal(chosen)
    replica.wait_for_standby()
    kind.draft_model.objects.filter(pk=draft.pk).update(state=Publishable.State.DRAFT)
    record_version.raise_version()
    return named


def _still_there(edition: Edition) -> Edition:
    """Reload the edition. Raises Refused if someone has canceled it in the meantime."""
    now = type(edition).objects.filter(pk=edition.pk).first()
    if now is None:
        raise Refused([_("Edition %d has been canceled in the meantime.") % edition.number])
    return now


def _update_state(kind: Kind, draft: Publishable, work: dict) -> bool:
    """Set the state of a draft with that content. Return whether it matches the newest edition.

    If it does not match, “as published” becomes “draft”; a draft in review stays in review.
    """
    is_as_published, rows = sequence.is_as_published(kind, draft, work), kind.draft_model.objects.filter(pk=draft.pk)
    if is_as_published:
        rows.update(state=Publishable.State.AS_PUBLISHED)
    else:
        rows.filter(state=Publishable.State.AS_PUBLISHED).update(state=Publishable.State.DRAFT)
    return is_as_published


def _reach_readers(*terms: Terms) -> None:
    """Make the commit of a correction wait until readers of the standby see it, too."""
    if any(each.kind == Edition.Kind.CORRECTION for each in terms):
        replica.wait_for_standby()
