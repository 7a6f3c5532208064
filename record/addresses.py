"""Addresses: reserved permanently by publishing, and resolved for a given moment."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, QuerySet
from django.http import Http404

from record.models import Address, Edition, FrozenContent
from record.prepared import Given, Prepared


class Moved(Exception):
    """The requested item now has another slug: respond with 301.

    `is_another` means that another item replaces it, with its own edition numbers.
    """

    def __init__(self, slug: str, is_another: bool = False):
        super().__init__(slug)
        self.slug = slug
        self.is_another = is_another


class Gone(Exception):
    """The requested item was withdrawn: respond with 410 and the notice."""

    def __init__(self, title: str, notice: str):
        super().__init__(title)
        self.title = title
        self.notice = notice


# Words used in place of a slug in list addresses: /analysis/feed.atom, /analysis/export.csv.
RESERVED = {"feed", "export"}


def is_taken(collection: str, slug: str, parent_id: int | None) -> bool:
    """Return whether `slug` is reserved, or claimed by an item other than `parent_id`."""
    claimed = Address.objects.filter(collection=collection, slug=slug).exclude(parent_id=parent_id)
    return slug in RESERVED or claimed.exists()


def taken(collection: str, slugs: dict[str, int]) -> set[str]:
    """Return the slugs that are reserved or claimed by an item other than the given id. One query."""
    rows = Address.objects.filter(collection=collection, slug__in=slugs).values_list("slug", "parent_id")
    return {slug for slug, parent_id in rows if parent_id != slugs[slug]} | (RESERVED & slugs.keys())


def claim(own: Iterable[tuple[str, str, int]], houses: Iterable[tuple[str, str, int]] = ()) -> None:
    """Claim all of `own`, and those of `houses` (authors and topics named) that are free: collection, slug, id.

    Two statements. Check `own` with `taken` first; a race raises IntegrityError.
    """
    own = {(collection, slug): pk for collection, slug, pk in own}
    wanted = {(collection, slug): pk for collection, slug, pk in houses if slug not in RESERVED} | own
    collections, slugs = zip(*wanted, strict=True)
    rows = Address.objects.filter(collection__in=set(collections), slug__in=set(slugs))
    claimed = {(row.collection, row.slug): row.parent_id for row in rows}
    # If another transaction has claimed an own address first, the constraint raises.
    free = [place for place in wanted if place not in claimed or claimed[place] != own.get(place, claimed[place])]
    Address.objects.bulk_create(Address(collection=place[0], slug=place[1], parent_id=wanted[place]) for place in free)


def release(collection: str, slug: str, parent_id: int) -> None:
    Address.objects.filter(collection=collection, slug=slug, parent_id=parent_id).delete()


def _current(edition: type[Edition], at: Given, slug: Given) -> QuerySet:
    return edition.objects.public(at).filter(slug=slug).order_by()


def _numbered(edition: type[Edition], at: Given, slug: Given, number: Given) -> QuerySet:
    public_there = edition.objects.public(at).filter(slug=slug).values("parent_id")
    return edition.objects.filter(number=number, live_from__lte=at, parent_id__in=public_there).order_by()


def _with_content(editions: QuerySet) -> QuerySet:
    return editions.annotate(content_text=F("content__text"))


_current_id = Prepared(lambda edition, **given: _current(edition, **given).values_list("pk"))
_numbered_id = Prepared(
    lambda edition, **given: _numbered(edition, **given).filter(withdrawn_at=None).values_list("pk")
)
_current_edition = Prepared(lambda edition, **given: _with_content(_current(edition, **given)))
_numbered_edition = Prepared(lambda edition, **given: _with_content(_numbered(edition, **given)))


def current_id(edition: type[Edition], slug: str, at: datetime) -> int | None:
    """Return the id of the edition public under `slug` at the moment: one query, compiled once."""
    found = _current_id.tuples(edition, at=at, slug=slug)
    return found[0][0] if found else None


def numbered_id(edition: type[Edition], slug: str, number: int, at: datetime) -> int | None:
    """Return the id of the citable edition `number` of the item public under `slug`: one query, compiled once."""
    found = _numbered_id.tuples(edition, at=at, slug=slug, number=number) if number < 2**31 else []
    return found[0][0] if found else None


def find_current(edition: type[Edition], collection: str, slug: str, at: datetime) -> Edition:
    """Return the edition public under `slug` at the moment, with its content.

    One query if the slug is current. Raises Moved if the item has another slug now, Gone if it was withdrawn, and
    Http404 if no edition with this slug was ever public.
    """
    if found := _current_edition(edition, at=at, slug=slug):
        return _read(found[0])
    parent_id = _claimed_by(edition, collection, slug, at)
    current = edition.objects.public(at).filter(parent_id=parent_id).only("slug").first()
    if current:
        raise Moved(current.slug)
    raise replacement_or_gone(edition, parent_id, at)


def _read(edition: Edition) -> Edition:
    """Give the edition the content that was read with it."""
    edition.content = FrozenContent(digest=edition.content_id, text=vars(edition).pop("content_text"))
    return edition


def find_numbered(edition: type[Edition], collection: str, slug: str, number: int, at: datetime) -> Edition:
    """Return edition `number` of the item that has or had `slug`, with its content.

    One query if the slug is current. Raises the same exceptions as find_current.
    """
    if number >= 2**31:  # more than the column can hold
        raise Http404(f"There is no edition {number}.")
    found = next(map(_read, _numbered_edition(edition, at=at, slug=slug, number=number)), None)
    if found is None:
        begun = edition.objects.filter(number=number, live_from__lte=at).select_related("content")
        found = begun.filter(parent_id=find_parent(edition, collection, slug, at)).first()
    if found is None:
        raise Http404(f"There is no edition {number}.")
    if found.withdrawn_at:
        raise _replacement_or_gone(edition, found, at)
    return found


def find_parent(edition: type[Edition], collection: str, slug: str, at: datetime) -> int:
    """Return the id of the item with `slug`, including items with no public edition now. Raises Moved or Http404."""
    found = edition.objects.public(at).filter(slug=slug).values_list("parent_id", flat=True).first()
    if found:
        return found
    parent_id = _claimed_by(edition, collection, slug, at)
    shown = edition.objects.public(at).filter(parent_id=parent_id).only("slug").first()
    if shown and shown.slug != slug:
        raise Moved(shown.slug)
    return parent_id


def _claimed_by(edition: type[Edition], collection: str, slug: str, at: datetime) -> int:
    """Return the id of the item that once was public under `slug`. One query, also for one that is still scheduled."""
    claimed = Address.objects.filter(collection=collection, slug=slug).values("parent_id")
    once = edition.objects.filter(parent_id__in=claimed, slug=slug, live_from__lte=at).order_by()
    parent_id = once.values_list("parent_id", flat=True).first()
    if parent_id is None:
        raise Http404(f"Nothing was ever published under /{collection}/{slug}/.")
    return parent_id


def replacement_or_gone(edition: type[Edition], parent_id: int, at: datetime) -> Exception:
    """Return the exception if no edition of the parent can be shown: Moved to its replacement, or Gone.

    Http404 if none had gone live by the moment.
    """
    last = _last_begun(edition, parent_id, at)
    return _replacement_or_gone(edition, last, at) if last else Http404("It was never published.")


def _replacement_or_gone(edition: type[Edition], withdrawn: Edition, at: datetime) -> Exception:
    """Follow the chain of replacements to the first public one."""
    seen, last = set(), withdrawn
    while last and last.replaced_by_id and last.parent_id not in seen:
        instead = edition.objects.public(at).filter(parent_id=last.replaced_by_id).only("slug").first()
        if instead:
            return Moved(instead.slug, is_another=True)
        seen.add(last.parent_id)
        last = _last_begun(edition, last.replaced_by_id, at)
    return Gone(withdrawn.title, withdrawn.withdrawal_notice)


def _last_begun(edition: type[Edition], parent_id: int, at: datetime) -> Edition | None:
    return edition.objects.filter(parent_id=parent_id, live_from__lte=at).order_by("-number").first()
