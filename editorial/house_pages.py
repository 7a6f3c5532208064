"""Finding house data by its address: its slug now, else one that an edition once printed."""

from typing import TypeVar

from django.http import Http404

from editorial.addresses import Moved
from editorial.house_data import Mergeable
from editorial.models import Address

Row = TypeVar("Row", bound=Mergeable)


def find_house(model: type[Row], collection: str, slug: str) -> Row:
    """Return the row that /collection/slug/ is about, mergings followed. Raises Http404 where there is none.

    Whether it is public is the caller's question, and comes first: `stay_or_move` would tell that it exists.
    """
    row = model._default_manager.filter(slug=slug).first()
    if row is None:
        claimed = Address.objects.filter(collection=collection, slug=slug).values_list("parent_id", flat=True).first()
        row = model._default_manager.filter(pk=claimed).first()
    if row is None:
        raise Http404(f"Nothing is under /{collection}/{slug}/.")
    return row.survivor()


def stay_or_move(row: Mergeable, slug: str) -> None:
    """Raise Moved where the address of `row`, which is public, is another than `slug`."""
    if row.slug != slug:
        raise Moved(row.slug)


def merged_ids(row: Mergeable) -> list[int]:
    """Return the id of `row` and of all that was merged into it, however far."""
    ids, fresh = [row.pk], [row.pk]
    while fresh:
        fresh = list(type(row)._default_manager.filter(merged_into__in=fresh).values_list("pk", flat=True))
        ids += fresh
    return ids
