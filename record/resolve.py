"""Finds authors, topics and series by address: the current slug, or one that an edition once printed."""

from typing import TypeVar

from django.http import Http404

from record.addresses import Moved
from record.mergeable import Mergeable
from record.models import Address

Row = TypeVar("Row", bound=Mergeable)


def find_taxonomy_row(model: type[Row], collection: str, slug: str) -> Row:
    """Return the row for /collection/slug/, following merges. Raises Http404 if there is none.

    The caller must check that the row is public before calling `stay_or_move`, because a redirect reveals that it
    exists.
    """
    row = model._default_manager.filter(slug=slug).first()
    if row is None:
        claimed = Address.objects.filter(collection=collection, slug=slug).values_list("parent_id", flat=True).first()
        row = model._default_manager.filter(pk=claimed).first()
    if row is None:
        raise Http404(f"Nothing is under /{collection}/{slug}/.")
    return row.survivor()


def stay_or_move(row: Mergeable, slug: str) -> None:
    """Raise Moved if the address of `row`, which must be public, no longer uses `slug`."""
    if row.slug != slug:
        raise Moved(row.slug)


def merged_ids(row: Mergeable) -> list[int]:
    """Return the ids of `row` and of all rows merged into it, directly or indirectly."""
    ids, fresh = [row.pk], [row.pk]
    while fresh:
        fresh = list(type(row)._default_manager.filter(merged_into__in=fresh).values_list("pk", flat=True))
        ids += fresh
    return ids
