"""The editions of one parent as a sequence: numbered without a gap, each ending where the next begins."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from editorial import addresses, freezing
from editorial.models import Edition, Publishable
from editorial.outbox import editions as outbox
from editorial.publishables import PublishableType
from editorial.terms import Refused, Terms, refuse

# From the moment an edition goes live: its content, "work" and what the "edition" part holds besides number, kind
# and note.
Content = Callable[[datetime], dict]

OWN = ("number", "kind", "note")


def last_of(kind: PublishableType, parent_id: int) -> Edition | None:
    """Return the newest edition, scheduled or not, withdrawn or not."""
    return kind.edition.objects.filter(parent=parent_id).select_related("content").order_by("-number").first()


def append(
    kind: PublishableType, copy: Publishable, content: Content, published_by: str, live_from: datetime, terms: Terms
) -> Edition | None:
    """Freeze `content` as the next edition of `copy`; None where that would repeat the last one.

    Of the terms only kind and note count here.
    """
    before = last_of(kind, copy.pk)
    if before and live_from <= before.live_from:
        # Two editions within one tick of the clock: the later one still comes later.
        live_from = before.live_from + timedelta(microseconds=1)
    frozen = content(live_from)
    work, part = frozen["work"], frozen["edition"]
    if before and not before.withdrawn_at and says_the_same(before, work, part):
        return None
    part = {
        **part,
        "number": before.number + 1 if before else 1,
        "kind": str(_kind_of_edition(terms.kind, before)),
        "note": terms.note,
    }
    if before and before.live_until is None:
        end(kind, before, live_from)
    edition = kind.edition.objects.create(
        parent=copy,
        number=part["number"],
        kind=part["kind"],
        note=terms.note,
        content=freezing.keep({"work": work, "edition": part}),
        published_by=published_by,
        live_from=live_from,
        **kind.columns(work, part),
    )
    kind.link(edition, work, part)
    outbox.announce(kind.name, edition)
    addresses.claim(kind.collection, edition.slug, copy.pk)
    for collection, slug, house_id in kind.houses(work):
        if not addresses.is_taken(collection, slug, house_id):
            addresses.claim(collection, slug, house_id)
    return edition


def take_away(kind: PublishableType, pending: Edition) -> None:
    """Delete a scheduled edition, free its number and reopen its predecessor. Raises Refused where it is in use."""
    names = kind.stands_in(pending)
    if names:
        refuse([_("Its scheduled edition stands in: %s. Cancel or change that first.") % ", ".join(names)])
    before = predecessor(kind, pending)
    slug, parent_id = pending.slug, pending.parent_id
    kind.unlink(pending)
    outbox.unsay(kind.name, pending)
    try:
        kind.edition.objects.filter(pk=pending.pk).delete()
    except ProtectedError as kept:
        uses = ", ".join(sorted(str(row) for row in kept.protected_objects))
        raise Refused([_("Its scheduled edition is kept at the desk: %s. Change that first.") % uses]) from None
    end(kind, before, None)
    if not kind.edition.objects.filter(parent_id=parent_id, slug=slug).exists():
        addresses.release(kind.collection, slug, parent_id)


def end(kind: PublishableType, edition: Edition | None, live_until: datetime | None) -> None:
    """Let `edition` end at the moment, or never; in the links that copy its window too."""
    if edition:
        edition.live_until = live_until
        edition.save(update_fields=["live_until"])
        kind.move_window(edition)


def predecessor(kind: PublishableType, edition: Edition) -> Edition | None:
    """Return the edition before this one."""
    return kind.edition.objects.filter(parent_id=edition.parent_id, number=edition.number - 1).first()


def own_content(edition: Edition) -> dict:
    """Return the content of `edition` as `Content` gives it: without number, kind and note."""
    frozen = freezing.read(edition.content)
    return {"work": frozen["work"], "edition": {k: v for k, v in frozen["edition"].items() if k not in OWN}}


def says_the_same(edition: Edition, work: dict, part: dict) -> bool:
    """Return whether `edition` says just this, whatever its number, kind and note."""
    return own_content(edition) == {"work": work, "edition": part}


def desk_agrees(kind: PublishableType, copy: Publishable) -> dict | None:
    """Return the work of the newest edition where the working copy says just that, and it was not withdrawn."""
    last = last_of(kind, copy.pk)
    work = freezing.read(last.content)["work"] if last and not last.withdrawn_at else None
    return work if work and work == kind.freeze(copy) else None


def _kind_of_edition(wanted: str | None, before: Edition | None) -> str:
    if before is None:
        return Edition.Kind.FIRST
    return wanted if wanted and wanted != Edition.Kind.FIRST else Edition.Kind.UPDATE
