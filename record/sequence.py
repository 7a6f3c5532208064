"""The editions of one parent as a sequence, numbered without gaps, each ending when the next one starts."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, ProtectedError, Subquery
from django.utils.translation import gettext as _

from record import addresses, edition_log, freezing
from record import announcements as outbox
from record.kinds import Kind, Read
from record.models import Edition, Publishable
from record.terms import Refused, Terms, refuse

# Takes the moment an edition goes live and returns its content: “work”, and “edition” without number, kind and note.
Content = Callable[[datetime], dict]

OWN = ("number", "kind", "note")


@dataclass(frozen=True)
class Next:
    """An edition to append to `draft`, whose newest edition is `before`. Of the terms, only kind and note are used.

    `is_public` says that it is not scheduled.
    """

    draft: Publishable
    content: Content
    published_by: str
    live_from: datetime
    terms: Terms
    before: Edition | None
    is_public: bool = False


def newest(kind: Kind, parent_ids: Collection[int]) -> dict[int, Edition]:
    """Return the newest edition of each item, including scheduled and withdrawn ones, by item. One query."""
    rows = kind.edition_model.objects
    numbers = rows.filter(parent=OuterRef("parent")).order_by("-number").values("number")[:1]
    found = rows.filter(parent__in=parent_ids, number=Subquery(numbers)).select_related("content")
    return {edition.parent_id: edition for edition in found}


def last_of(kind: Kind, parent_id: int) -> Edition | None:
    """Return the newest edition, including scheduled and withdrawn ones."""
    return newest(kind, [parent_id]).get(parent_id)


def append(kind: Kind, wanted: Next) -> Edition | None:
    """Append one edition; see `append_all`."""
    return append_all(kind, [wanted])[0]


def append_all(kind: Kind, wanted: list[Next]) -> list[Edition | None]:
    """Freeze the contents as the next editions of their drafts; None for one that would repeat the last edition.

    The number of statements hardly depends on the number of editions, except for ending earlier ones. Raises Refused
    with all reasons if an edition cannot be rendered, or if a correction has no note.
    """
    found, reasons = [], []
    for each in wanted:
        try:
            found.append(_next_edition(kind, each))
        except Refused as refused:
            reasons += refused.reasons
            found.append(None)
    new = [each for each in found if each]
    if new:
        _save(kind, new)
        listed = [(each.edition, one.is_public) for each, one in zip(found, wanted, strict=True) if each]
        edition_log.add(kind, listed)
    for each in new:
        try:
            kind.rehearse(each.edition)
        except Refused as refused:
            reasons += refused.reasons
    refuse(reasons)
    return [each and each.edition for each in found]


def _next_edition(kind: Kind, wanted: Next) -> Read | None:
    """End the edition before, and return the next one, unsaved; None if it would repeat the last one."""
    before, live_from = wanted.before, wanted.live_from
    if before and live_from <= before.live_from:
        # If two editions have the same time, the second one still has to start later.
        live_from = before.live_from + timedelta(microseconds=1)
    frozen = wanted.content(live_from)
    work, part = frozen["work"], frozen["edition"]
    if before and not before.withdrawn_at and is_identical(before, work, part):
        return None
    kind_of_edition, note = str(_kind_of_edition(wanted.terms.kind, before)), wanted.terms.note
    if kind_of_edition == Edition.Kind.CORRECTION and not note.strip():
        refuse([_("“%s” is corrected: write a note that says what was wrong.") % work["title"]])
    part = {**part, "number": before.number + 1 if before else 1, "kind": kind_of_edition, "note": note}
    if before and before.live_until is None:
        end(kind, before, live_from)
    edition = kind.edition_model(
        parent=wanted.draft,
        number=part["number"],
        kind=part["kind"],
        note=note,
        published_by=wanted.published_by,
        live_from=live_from,
        **kind.columns(work, part),
    )
    return Read(edition, work, part)


def _save(kind: Kind, new: list[Read]) -> None:
    contents = freezing.store_all({"work": each.work, "edition": each.part} for each in new)
    for each, content in zip(new, contents, strict=True):
        each.edition.content = content
    editions = kind.edition_model.objects.bulk_create(each.edition for each in new)
    kind.link(new)
    outbox.announce(kind.name, editions)
    own = [(kind.collection, edition.slug, edition.parent_id) for edition in editions]
    addresses.claim(own, kind.claimed_addresses([each.work for each in new]))


def delete_pending(kind: Kind, pending: Edition) -> None:
    """Delete a scheduled edition, free its number and reopen the previous one. Raises Refused if something uses it."""
    names = kind.containers(pending)
    if names:
        refuse([_("The scheduled edition is used in: %s. Cancel or change that first.") % ", ".join(names)])
    before = predecessor(kind, pending)
    slug, parent_id = pending.slug, pending.parent_id
    edition_log.remove(kind, pending)
    kind.unlink(pending)
    outbox.cancel_announcement(kind.name, pending)
    try:
        kind.edition_model.objects.filter(pk=pending.pk).delete()
    except ProtectedError as kept:
        uses = ", ".join(sorted(str(row) for row in kept.protected_objects))
        raise Refused([_("The scheduled edition is kept by: %s. Change that first.") % uses]) from None
    end(kind, before, None)
    if not kind.edition_model.objects.filter(parent_id=parent_id, slug=slug).exists():
        addresses.release(kind.collection, slug, parent_id)


def end(kind: Kind, edition: Edition | None, live_until: datetime | None) -> None:
    """Set the end of `edition` (None for no end), also in the links that copy its dates."""
    if edition:
        edition.live_until = live_until
        edition.save(update_fields=["live_until"])
        kind.sync_window(edition)


def predecessor(kind: Kind, edition: Edition) -> Edition | None:
    return kind.edition_model.objects.filter(parent_id=edition.parent_id, number=edition.number - 1).first()


def comparable_content(edition: Edition) -> dict:
    """Return the content of `edition` in the form of `Content`: without number, kind and note."""
    frozen = freezing.read(edition.content)
    return {"work": frozen["work"], "edition": {k: v for k, v in frozen["edition"].items() if k not in OWN}}


def is_identical(edition: Edition, work: dict, part: dict) -> bool:
    """Return whether `edition` has this content, ignoring number, kind and note."""
    return comparable_content(edition) == {"work": work, "edition": part}


def is_as_published(kind: Kind, draft: Publishable, work: dict) -> bool:
    """Return whether `work`, the frozen draft, equals the newest edition, and that edition is not withdrawn."""
    last = last_of(kind, draft.pk)
    return bool(last and not last.withdrawn_at and freezing.read(last.content)["work"] == work)


def _kind_of_edition(wanted: str | None, before: Edition | None) -> str:
    if before is None:
        return Edition.Kind.FIRST
    return wanted if wanted and wanted != Edition.Kind.FIRST else Edition.Kind.UPDATE
