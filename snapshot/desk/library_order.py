"""The library's orders and its cursors: a page begins where the last one ended, whatever was added meanwhile.

What has no date comes first: it is what somebody is just writing.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from articles.models import Article
from snapshot.desk.library_query import EDITED

# rank of the words . when . id
CURSOR = re.compile(r"([0-2])\.([0-9T:+\-]{0,32}(?:\.[0-9]{6})?(?:\+00:00)?)\.([0-9]{1,18})", re.ASCII)


@dataclass(frozen=True)
class Place:
    """The row after which a page begins."""

    rank: int
    when: date | datetime | None
    pk: int

    def __str__(self) -> str:
        return f"{self.rank}.{self.when.isoformat() if self.when else ''}.{self.pk}"


def place_of(cursor: str, order: str) -> Place | None:
    """Return the place a cursor names; None for the beginning. Raises ValueError for no cursor of this order."""
    if not cursor:
        return None
    found = CURSOR.fullmatch(cursor)
    try:
        return Place(int(found[1]), _when(found[2], order), int(found[3]))
    except (TypeError, ValueError):
        raise ValueError(_("The library gave out no such page.")) from None


def _when(text: str, order: str) -> date | datetime | None:
    if order != EDITED:
        return date.fromisoformat(text) if text else None
    when = datetime.fromisoformat(text)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def column_of(order: str) -> str:
    """Return the column an order goes by, newest first."""
    return "updated_at" if order == EDITED else "published_on"


def in_order(articles: QuerySet[Article], order: str, after: Place | None) -> QuerySet[Article]:
    """Return the articles in their order (within one rank of relevance), those after the place."""
    column = column_of(order)
    if after is not None:
        articles = articles.filter(_later_in_list(column, after))
    if order == EDITED:
        return articles.order_by("-updated_at", "-pk")
    return articles.order_by(F("published_on").desc(nulls_first=True), "-pk")


def sorted_after(places: list[Place], after: Place | None) -> list[Place]:
    """Return places in the order that `in_order` gives, rank by rank; those after the place."""

    def key(place: Place) -> tuple:
        when = (
            place.when if isinstance(place.when, datetime) else datetime.combine(place.when or date.max, time.min, UTC)
        )
        return (-place.rank, when, place.pk)

    ordered = sorted(places, key=key, reverse=True)
    return [place for place in ordered if key(place) < key(after)] if after else ordered


def _later_in_list(column: str, after: Place) -> Q:
    if after.when is None:
        return Q(**{f"{column}__isnull": False}) | Q(**{f"{column}__isnull": True, "pk__lt": after.pk})
    # The first part alone would do, but an index is entered only by a plain comparison.
    return Q(**{f"{column}__lte": after.when}) & (Q(**{f"{column}__lt": after.when}) | Q(pk__lt=after.pk))
