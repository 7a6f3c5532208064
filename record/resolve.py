"""Finds authors, topics and series by address: the current slug, or one that an edition once printed."""

from typing import TypeVar

from django.db.models import Q

from record.addresses import Moved
from record.mergeable import Mergeable
from record.models import Address

Row = TypeVar("Row", bound=Mergeable)


def find_taxonomy_row(model: type[Row], collection: str, slug: str) -> Row:
    """Return the row for /collection/slug/, following merges. One query if it was never merged.

    If there is none, return an unsaved row, which has nothing public: the caller answers as for a hidden row, after
    the same queries. The caller must check that the row is public before calling `stay_or_move`, because a redirect
    reveals that it exists.
    """
    claimed = Address.objects.filter(collection=collection, slug=slug).values("parent_id")
    rows = list(model._default_manager.filter(Q(slug=slug) | Q(pk__in=claimed)))
    row = next((row for row in rows if row.slug == slug), None) or next(iter(rows), None)
    return row.survivor() if row else model(pk=0, slug=slug)


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
