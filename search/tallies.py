"""Counts of all public editions by facet value and by month, kept in the database so that no reader waits for them.

A tally counts exactly the editions marked `is_counted`. search/tally_writer.py, called by run_due, adds what has gone
live since and subtracts what has ended. Until then, readers do the same in memory, so their counts are exact at any
moment, whatever the clock did: this usually concerns a handful of editions, which two partial indexes find.
"""
# ruff: noqa: S608 - only our own names are written into SQL; values are parameters

import hashlib
from bisect import insort
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

import orjson
from django.utils import timezone

from record import record_version
from record.models import Edition
from record.replica import connection
from search import counts
from search.counts import Counts, Source
from search.index import Index

MONTHS = "month"  # a tally's counts by month are under this name; its values are like “2026-05”
MOST_SINCE = 5_000  # editions that a reader's request adds or subtracts; with more, it counts without the tally
PRESENT = timedelta(minutes=1)  # a tally is about now, so a filter for another moment counts without it


@dataclass(frozen=True)
class Whole:
    """All public editions of an index, and the sources of the facets by which they are counted."""

    index: Index
    edition: type[Edition]
    facets: Mapping[str, Source]

    @property
    def sources(self) -> dict[str, Source]:
        table = self.edition._meta.db_table
        sql = (
            "SELECT CAST(substr(CAST(published_on AS text), 1, 7) AS text) AS value, id AS edition FROM edition "
            "WHERE published_on IS NOT NULL"
        )
        return {**self.facets, MONTHS: Source(sql, table=table, column="published_on")}

    @property
    def basis(self) -> str:
        """Return a digest of what determines the counts besides the editions: the tree of topics, merged authors."""
        asked = {name: (each.sql, each.whole) for name, each in self.sources.items()}
        return hashlib.sha256(repr(sorted(asked.items())).encode()).hexdigest()


@dataclass(frozen=True)
class Kept:
    """A tally as stored, and the ids of the editions that it lacks, or counts although they are no longer public."""

    counts: Counts
    basis: str
    missing: list[int]
    ended: list[int]

    def is_usable(self, whole: Whole) -> bool:
        """Return whether it counts as the site counts now, and lacks few editions."""
        return self.basis == whole.basis and len(self.missing) + len(self.ended) <= MOST_SINCE


def current(whole: Whole, at: datetime) -> Counts | None:
    """Return the counts of the public editions by facet, and by month under MONTHS, cached per record version.

    Returns None if they are not kept: in a new database, or if `at` is not the present.
    """
    now = timezone.now()
    if not now - PRESENT <= at <= now:
        return None
    return record_version.cached(f"tally of {whole.index.name}", lambda: _current(whole, now))


def total(tallied: Counts) -> int:
    return sum(tallied[MONTHS].values())


def months(tallied: Counts) -> dict[date, int]:
    """Return first of the month → number of editions."""
    return {date.fromisoformat(f"{month}-01"): number for month, number in tallied[MONTHS].items()}


def _current(whole: Whole, at: datetime) -> Counts | None:
    kept = read(whole, at)
    return up_to_date(whole, kept) if kept and kept.is_usable(whole) else None


def read(whole: Whole, at: datetime) -> Kept | None:
    """Read the tally, and what has changed since. One query, so that both are from the same moment."""
    table, moment = whole.edition._meta.db_table, connection.ops.adapt_datetimefield_value(at)
    lacks = f'FROM "{table}" WHERE NOT is_counted AND withdrawn_at IS NULL AND live_from <= %s AND live_until'
    left = f'FROM "{table}" WHERE is_counted AND'
    sql = (
        'SELECT 0, 0, counts, basis FROM "search_tally" WHERE "index" = %s '
        f"UNION ALL SELECT 1, id, '', '' {lacks} IS NULL "
        f"UNION ALL SELECT 1, id, '', '' {lacks} > %s "
        f"UNION ALL SELECT -1, id, '', '' {left} (live_until IS NOT NULL OR withdrawn_at IS NOT NULL)"
        " AND (live_until <= %s OR withdrawn_at IS NOT NULL) "
        f"UNION ALL SELECT -1, id, '', '' {left} live_from > %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [whole.index.name, *[moment] * 5])
        rows = cursor.fetchall()
    changed: dict[int, list[int]] = {1: [], -1: [], 0: []}
    for sign, pk, _counts, _basis in rows:
        changed[sign].append(pk)
    for sign, _pk, found, basis in rows:
        if sign == 0:
            return Kept(_stored(found), basis, changed[1], sorted({*changed[-1]}))
    return None


@lru_cache(maxsize=4)
def _stored(counts: str) -> Counts:
    """Return the counts as search/tally_writer.py wrote them, read once. Don't change them."""
    return {name: dict(pairs) for name, pairs in orjson.loads(counts).items()}


def up_to_date(whole: Whole, kept: Kept) -> Counts:
    """Return the counts with the editions that are missing, and without those that have ended."""
    found = kept.counts
    for sign, ids in ((1, kept.missing), (-1, kept.ended)):
        if ids:
            found = _added(found, counts.count([(whole.sources, ids)]), sign)
    return found


def _added(to: Counts, changes: Counts, sign: int) -> Counts:
    return {name: _summed(numbers, changes[name], sign) if changes[name] else numbers for name, numbers in to.items()}


def _summed(numbers: Mapping[object, int], changes: Mapping[object, int], sign: int) -> dict[object, int]:
    """Return the counts in order again: only the changed ones have to find their place."""
    rows = [pair for pair in numbers.items() if pair[0] not in changes]
    for value, number in changes.items():
        if summed := numbers.get(value, 0) + sign * number:
            insort(rows, (value, summed), key=counts.rank)
    return dict(rows)
