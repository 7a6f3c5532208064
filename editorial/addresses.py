"""Addresses: claimed by publishing, kept for ever, answered by the moment."""

from datetime import datetime

from django.http import Http404

from editorial.models import Address, Edition


class Moved(Exception):
    """What was asked for now has another slug: answer 301.

    `is_another`: something else stands in its place, whose edition numbers are its own.
    """

    def __init__(self, slug: str, is_another: bool = False):
        super().__init__(slug)
        self.slug = slug
        self.is_another = is_another


class Gone(Exception):
    """What was asked for was withdrawn: answer 410 with the notice."""

    def __init__(self, title: str, notice: str):
        super().__init__(title)
        self.title = title
        self.notice = notice


# Words that stand in place of a slug in addresses of lists: /analysis/feed.atom, /analysis/export.csv.
RESERVED = {"feed", "export"}


def is_taken(collection: str, slug: str, parent_id: int | None) -> bool:
    """Return whether `slug` is claimed in `collection` by another than `parent_id`, or reserved."""
    claimed = Address.objects.filter(collection=collection, slug=slug).exclude(parent_id=parent_id)
    return slug in RESERVED or claimed.exists()


def claim(collection: str, slug: str, parent_id: int) -> None:
    """Claim `slug` for `parent_id`. The caller has asked `is_taken`; a race ends in IntegrityError."""
    Address.objects.get_or_create(collection=collection, slug=slug, parent_id=parent_id)


def release(collection: str, slug: str, parent_id: int) -> None:
    """Give up a claim that no edition bears any more."""
    Address.objects.filter(collection=collection, slug=slug, parent_id=parent_id).delete()


def find_current(edition: type[Edition], collection: str, slug: str, at: datetime) -> Edition:
    """Return the edition public under `slug` at the moment, its content loaded.

    One query where it stands. Raises Moved where its slug is another now, Gone where it was withdrawn and
    Http404 where no edition claiming the slug was ever public.
    """
    public = edition.objects.public(at)
    found = public.filter(slug=slug).select_related("content").first()
    if found:
        return found
    parent_id = _claimed_by(edition, collection, slug, at)
    current = public.filter(parent_id=parent_id).only("slug").first()
    if current:
        raise Moved(current.slug)
    raise gone(edition, parent_id, at)


def find_numbered(edition: type[Edition], collection: str, slug: str, number: int, at: datetime) -> Edition:
    """Return edition `number` of what stands, or stood, under `slug`, its content loaded.

    One query where it stands. Raises as find_current.
    """
    if number >= 2**31:  # more than the column holds
        raise Http404(f"There is no edition {number}.")
    begun = edition.objects.filter(number=number, live_from__lte=at).select_related("content")
    standing_there = edition.objects.public(at).filter(slug=slug).values("parent_id")
    found = begun.filter(parent_id__in=standing_there).first()
    if found is None:
        found = begun.filter(parent_id=find_parent(edition, collection, slug, at)).first()
    if found is None:
        raise Http404(f"There is no edition {number}.")
    if found.withdrawn_at:
        raise _replaced_or_gone(edition, found, at)
    return found


def find_parent(edition: type[Edition], collection: str, slug: str, at: datetime) -> int:
    """Return the id of what stands under `slug`: public now under that very slug, or only older editions citable."""
    found = edition.objects.public(at).filter(slug=slug).values_list("parent_id", flat=True).first()
    if found:
        return found
    parent_id = _claimed_by(edition, collection, slug, at)
    shown = edition.objects.public(at).filter(parent_id=parent_id).only("slug").first()
    if shown and shown.slug != slug:
        raise Moved(shown.slug)
    return parent_id


def _claimed_by(edition: type[Edition], collection: str, slug: str, at: datetime) -> int:
    parent_id = Address.objects.filter(collection=collection, slug=slug).values_list("parent_id", flat=True).first()
    was_public = parent_id and edition.objects.filter(parent_id=parent_id, slug=slug, live_from__lte=at).exists()
    if not was_public:
        raise Http404(f"Nothing was ever published under /{collection}/{slug}/.")
    return parent_id


def gone(edition: type[Edition], parent_id: int, at: datetime) -> Exception:
    """Return what to raise where no edition of the parent is left to show: Moved to what replaces it, or Gone.

    Http404 where none had begun by the moment.
    """
    last = _last_begun(edition, parent_id, at)
    return _replaced_or_gone(edition, last, at) if last else Http404("Nothing of it was ever published.")


def _replaced_or_gone(edition: type[Edition], withdrawn: Edition, at: datetime) -> Exception:
    """Follow what stands in its place, which may have been replaced itself, to the first that is public."""
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
