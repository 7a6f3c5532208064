"""The results of a query: how many there are, and one page of them in order with the cursor of the next page.

Small results are fetched completely and sorted here. For large ones only the page is fetched, newest first or rank by
rank: words in titles, then in the lead (byline, summary), then in the text, newest first within each. Page 100
therefore costs as much as page 1, an index serves every order, and readers understand it.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache

from django.db.models import Max, Min, QuerySet
from django.utils.translation import gettext as _

from record.models import Edition
from record.prepared import Prepared
from record.record_version import cached
from search import query as search_query
from search.index import Index, Zone
from search.keys import HIGHEST, day_of, id_of, key_of
from search.query import Query
from text.formatting import number
from web.paging import following, invalid_cursor

COUNTED = 10_000  # a larger total is shown as “10,000+”
FEW = 5_000  # facets of up to this many results are counted
MOST_CACHED = 2_000  # queries whose counts are cached for one record version
DATE, RELEVANCE = "date", "relevance"
RANKS = ((Zone.TITLE, None), (Zone.LEAD, Zone.TITLE), (Zone.TEXT, Zone.LEAD))
CURSOR = re.compile(r"(?:([012])\.)?(\d{4}-\d{2}-\d{2})\.(\d{1,9})", re.ASCII)


@dataclass(frozen=True)
class Place:
    """The position of an edition in the order: its rank (0 when sorted by date) and its key."""

    rank: int
    key: int


@dataclass(frozen=True)
class CachedCount:
    """The number of results of a query, or a minimum if it is not exact. COUNTED + 1 means more than COUNTED."""

    number: int
    is_exact: bool


@dataclass
class SearchResults:
    """The results of `query` among the public editions of one kind at a moment.

    `others`: more queries by name; up to FEW + 1 keys of each are fetched in the same query. `whole` returns the number
    of all public editions, if it is known.
    """

    index: Index
    edition: type[Edition]
    query: Query
    at: datetime
    order: str = DATE
    others: Mapping[str, Query] = field(default_factory=dict)
    whole: Callable[[], int | None] = lambda: None

    @cached_property
    def _fetched(self) -> dict[str, list[int] | int]:
        """Return the keys for each query by name, or only the number if it is cached as large. Runs one query."""
        wanted = {name: (query, FEW) for name, query in self.others.items()} | {"all": (self.query, COUNTED)}
        kept = self._cached_counts()  # other threads add to it and empty it, so look up each query only once
        known = {query: found for query, _most in wanted.values() if (found := kept.get(query))}
        told = {
            name: known[query].number
            for name, (query, most) in wanted.items()
            if query in known and (known[query].is_exact or most == FEW)
        }
        asked = {
            name: (query, Zone.TEXT)
            for name, (query, _most) in wanted.items()
            if name not in told and query.days is None
        }
        found = search_query.keys(self.index, asked, self.at, {name: wanted[name][1] + 1 for name in asked})
        for name, keys in found.items():
            query, most = wanted[name]
            if len(keys) > FEW and query.chosen is None and (most == COUNTED or query not in known):
                self._cache_count(query, CachedCount(len(keys), is_exact=most == COUNTED))
        return told | found

    def _cached_counts(self) -> dict[Query, CachedCount]:
        """Return the cached counts of queries with many results in this record version.

        Fetching all their keys again is slow, and a page does not need them.
        """
        return cached(f"counts of {self.index.name}", dict)

    def _cache_count(self, query: Query, number: CachedCount) -> None:
        known = self._cached_counts()
        if len(known) >= MOST_CACHED:
            known.clear()
        known[query] = number

    @property
    def is_ranked(self) -> bool:
        return self.order == RELEVANCE and bool(self.query.words.required)

    @cached_property
    def total(self) -> int:
        """Return the number of results; COUNTED + 1 means more than COUNTED."""
        if self.query.days is not None:
            return self._how_many(self.query)
        keys = self._fetched["all"]
        return keys if isinstance(keys, int) else len(keys)

    @property
    def total_label(self) -> str:
        return number(self.total) if self.total <= COUNTED else _("%(most)s+") % {"most": number(COUNTED)}

    def few(self, name: str = "all") -> list[int] | None:
        """Return all keys of the query called `name`, unordered; None if there are more than FEW."""
        query = self.query if name == "all" else self.others[name]
        if query.days is not None:
            return self._few_of_days(query)
        keys = self._fetched[name]
        return keys if isinstance(keys, list) and len(keys) <= FEW else None

    def _few_of_days(self, query: Query) -> list[int] | None:
        if self._how_many(query) > FEW:
            return None
        if query not in self._of_days:  # facets and pictures both ask
            self._of_days[query] = self._newest_of_days(query, HIGHEST, FEW)
        return self._of_days[query]

    @cached_property
    def _of_days(self) -> dict[Query, list[int]]:
        return {}

    def _how_many(self, query: Query) -> int:
        """Return the number of results of a query for dates only; COUNTED + 1 means more than COUNTED."""
        if query == Query() and (whole := self.whole()) is not None:
            return min(whole, COUNTED + 1)
        known = self._cached_counts().get(query)
        if known is None:
            known = CachedCount(self._editions_of_days(query).order_by()[: COUNTED + 1].count(), is_exact=True)
            self._cache_count(query, known)
        return known.number

    def newest(self, most: int, name: str = "all") -> list[int]:
        """Return the keys of the newest results of the query called `name`, newest first."""
        query = self.query if name == "all" else self.others[name]
        if query.days is not None:
            return self._newest_of_days(query, HIGHEST, most)
        return search_query.newest(self.index, query, Zone.TEXT, self.at, HIGHEST, most, self._span)

    def titled(self, most: int) -> list[int]:
        """Return the ids of the newest editions with the words in their titles, newest first."""
        found = search_query.newest(self.index, self.query, Zone.TITLE, self.at, HIGHEST, most, self._span)
        return [id_of(key) for key in found]

    def page(self, cursor: str | None, size: int) -> tuple[list[int], str]:
        """Return the ids of a page, in order, and the cursor of the next page ("" on the last one).

        Raises BadRequest for a cursor that is not valid in this order.
        """
        places = self._places(self._begin(cursor), size + 1)
        shown = places[:size]
        return [id_of(place.key) for place in shown], self._told(shown[-1]) if places[size:] else ""

    def stream(self, batch: int = 1_000) -> Iterator[list[int]]:
        """Yield the ids of all results, in order, in batches."""
        after = None
        while places := self._places(after, batch):
            yield [id_of(place.key) for place in places]
            after = places[-1]

    def _places(self, after: Place | None, most: int) -> list[Place]:
        if self.query.days is not None:
            before = after.key if after else HIGHEST
            if self.query not in self._of_days:  # otherwise the facets have read them all
                return [Place(0, key) for key in self._newest_of_days(self.query, before, most)]
            return [Place(0, key) for key in self._of_days[self.query] if key < before][:most]
        keys = self._fetched["all"]
        if isinstance(keys, list) and len(keys) <= COUNTED:
            return self._sorted_after(after, most)
        return self._along(after, most)

    @cached_property
    def _sorted(self) -> list[tuple[int, int]]:
        """Return all results in order as pairs (rank, -key), which sort quickly: there can be ten thousand."""
        keys = self._fetched["all"]
        if not self.is_ranked:
            return sorted((0, -key) for key in keys)
        zones = {zone: (self.query, zone) for zone in (Zone.TITLE, Zone.LEAD)}
        found = search_query.keys(self.index, zones, self.at, dict.fromkeys(zones, COUNTED + 1))
        title, lead = set(found[Zone.TITLE]), set(found[Zone.LEAD])
        return sorted((0 if key in title else 1 if key in lead else 2, -key) for key in keys)

    def _sorted_after(self, after: Place | None, most: int) -> list[Place]:
        start = bisect_right(self._sorted, (after.rank, -after.key)) if after else 0
        return [Place(rank, -key) for rank, key in self._sorted[start : start + most]]

    def _along(self, after: Place | None, most: int) -> list[Place]:
        """Return the next results in order. Runs one query for each rank that it reaches."""
        places: list[Place] = []
        for rank, (zone, beyond) in enumerate(RANKS if self.is_ranked else [(Zone.TEXT, None)]):
            if len(places) == most or (after and rank < after.rank):
                continue
            before = after.key if after and after.rank == rank else HIGHEST
            found = search_query.newest(
                self.index, self.query, zone, self.at, before, most - len(places), self._span, beyond
            )
            places += [Place(rank, key) for key in found]
        return places

    def _newest_of_days(self, query: Query, before: int, most: int) -> list[int]:
        """Return the highest keys below `before` for a query for dates only, from the index of the editions' table."""
        if query == Query() and before == HIGHEST:
            return [key_of(day, pk) for day, pk in _newest(most).tuples(self.edition, at=self.at)]
        editions = self._editions_of_days(query)
        if before < HIGHEST:
            editions = following(editions, day_of(before), id_of(before))
        rows = editions.order_by("-published_on", "-pk").values_list("published_on", "pk")
        return [key_of(day, pk) for day, pk in rows[:most]]

    def _editions_of_days(self, query: Query) -> QuerySet:
        return of_days(self.edition.objects.public(self.at), *query.days)

    def _span(self) -> tuple[date, date]:
        """Return the dates of the archive's oldest and newest editions. One query in a record version."""

        def load() -> tuple[date, date]:
            found = self.edition.objects.aggregate(first=Min("published_on"), last=Max("published_on"))
            return found["first"] or date.min, found["last"] or date.min

        return cached(f"span of {self.index.name}", load)

    def _begin(self, cursor: str | None) -> Place | None:
        if cursor is None:
            return None
        found = CURSOR.fullmatch(cursor)
        if not found or bool(found[1]) != self.is_ranked:
            raise invalid_cursor()
        try:
            return Place(int(found[1] or 0), key_of(date.fromisoformat(found[2]), int(found[3])))
        except ValueError:
            raise invalid_cursor() from None

    def _told(self, place: Place) -> str:
        rank = f"{place.rank}." if self.is_ranked else ""
        return f"{rank}{day_of(place.key).isoformat()}.{id_of(place.key)}"


@lru_cache(maxsize=16)
def _newest(most: int) -> Prepared:
    """Return the query for the first page of everything."""

    def build(edition: type[Edition], at: datetime) -> QuerySet:
        return edition.objects.public(at).order_by("-published_on", "-pk").values_list("published_on", "pk")[:most]

    return Prepared(build)


def of_days(editions: QuerySet, first: date, last: date) -> QuerySet:
    if first > date.min:
        editions = editions.filter(published_on__gte=first)
    return editions.filter(published_on__lte=last) if last < date.max else editions
