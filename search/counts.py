"""Counts of a filter's results by author, topic, tag, series, language and year.

A count is exact or it is not shown. For a small result, each facet is counted by edition id. For a large one without
words and with at most one facet value, it is counted once per record version and cached. For any other large result,
the values of the newest editions are offered without counts.
"""
# ruff: noqa: S608 - only our own names are written into SQL; values are parameters

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from record.record_version import cached
from record.replica import connection

MOST_KEPT = 200  # filters cached for one record version
# Facet → value (an id, a language tag, a year) → number of editions. The most frequent value comes first; ties are
# sorted by value, because databases guarantee no order.
Counts = dict[str, dict[object, int]]


@dataclass(frozen=True)
class Source:
    """How to read the values of a facet: SQL that joins `found` (a column `id`) and returns value and edition id.

    `table`: the editions' table, if the value is one of its columns. The SQL then reads the column and `id` from
    `edition`, which holds the rows found. All facets of this kind share one read.
    `is_many`: an edition can have the same value several times and is counted once.
    `above`: maps each value to the values it counts toward, including itself, if the SQL returns only the rows.
    `whole` is then SQL that resolves this itself; for small results, joining in Python is faster than in the database.
    """

    sql: str
    is_many: bool = False
    table: str = ""
    column: str = ""
    above: Mapping[int, Sequence[int]] | None = None
    whole: str = ""

    def grouped(self, place: int, is_few: bool) -> str:
        """Return SQL for the facet's number, its values and counts.

        For small results with `above`, values and editions.
        """
        if self.above is not None and is_few:
            return f"SELECT {place}, CAST(value AS text), edition FROM ({self.sql}) AS facet_{place}"
        counted = "count(DISTINCT edition)" if self.is_many else "count(*)"
        sql = self.whole or self.sql
        return f"SELECT {place}, CAST(value AS text), {counted} FROM ({sql}) AS facet_{place} GROUP BY value"


def count(asked: Sequence[tuple[Mapping[str, Source], Iterable[int]]]) -> Counts:
    """Return the counts of the facets, each over the edition ids paired with it. Runs one query."""
    return _count([(sources, *_these(ids)) for sources, ids in asked], is_few=True)


def editions_of(sources: Mapping[str, Source], ids: Iterable[int]) -> dict[str, dict[int, set[int]]]:
    """Return facet name → value → ids of the given editions that have that value. Runs one query."""
    found: dict[str, dict[int, set[int]]] = {name: {} for name in sources}
    parts = [f"SELECT {place}, value, edition FROM ({each.sql}) AS rows_{place}" for place, each in _places(sources)]
    for place, value, edition in _rows([(parts, _tables(sources), *_these(ids))]):
        name = list(sources)[place]
        above = sources[name].above
        for each in above.get(value, ()) if above is not None else (value,):
            found[name].setdefault(each, set()).add(edition)
    return found


def _these(ids: Iterable[int]) -> tuple[str, list]:
    if connection.vendor == "sqlite":
        return "SELECT value FROM json_each(%s)", [json.dumps(list(ids))]
    return "SELECT unnest(%s::bigint[])", [list(ids)]


def count_all(sources: Mapping[str, Source], sql: str, parameters: list) -> Counts:
    """Return the counts over all editions that the SQL selects. Runs one query, which is slow for many editions."""
    return _count([(sources, sql, parameters)], is_few=False)


def _count(asked: Sequence[tuple[Mapping[str, Source], str, list]], is_few: bool) -> Counts:
    sources = [(name, source) for each, _sql, _parameters in asked for name, source in each.items()]
    rows: dict[str, list[tuple]] = {name: [] for name, _source in sources}
    parts, first = [], 0
    for each, found, parameters in asked:
        grouped = [one.grouped(place, is_few) for place, one in _places(each, first)]
        parts.append((grouped, _tables(each, is_few), found, parameters))
        first += len(each)
    for place, value, number in _rows(parts):
        rows[sources[place][0]].append((int(value) if value.isdecimal() else value, number))
    return {
        name: ordered(_over(source.above, rows[name]) if source.above is not None and is_few else dict(rows[name]))
        for name, source in sources
    }


def ordered(counts: Mapping[object, int]) -> dict[object, int]:
    """Return the counts, most frequent value first, as `Counts` requires."""
    return dict(sorted(counts.items(), key=rank))


def rank(row: tuple[object, int]) -> tuple[int, str]:
    """Return the place of a pair of value and count in that order."""
    return -row[1], str(row[0])


def _places(sources: Mapping[str, Source], first: int = 0) -> Iterable[tuple[int, Source]]:
    return enumerate(sources.values(), first)


def _tables(sources: Mapping[str, Source], is_few: bool = True) -> str:
    """Return SQL that defines `edition` after `found` if a source reads it.

    For small results the rows are fetched only once.
    """
    columns = sorted({"id", *(each.column for each in sources.values() if each.table)})
    rows = ", ".join(f"whole.{column}" for column in columns)
    held = "MATERIALIZED" if is_few else "NOT MATERIALIZED"
    return "".join(
        f', edition AS {held} (SELECT {rows} FROM found JOIN "{table}" AS whole ON whole.id = found.id)'
        for table in {each.table for each in sources.values() if each.table}
    )


def _rows(asked: Sequence[tuple[Sequence[str], str, str, list]]) -> list[tuple]:
    """Return the rows of all parts, each joined to its `found`. Runs one query, or none if there are no parts."""
    whole = [
        f"SELECT * FROM (WITH found(id) AS MATERIALIZED ({found}){tables} {' UNION ALL '.join(parts)}) AS asked_{place}"
        for place, (parts, tables, found, _parameters) in enumerate(asked)
        if parts
    ]
    if not whole:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(whole), [one for parts, _t, _f, given in asked if parts for one in given])
        return cursor.fetchall()


def _over(above: Mapping[int, Sequence[int]], rows: Iterable[tuple[int, int]]) -> dict[object, int]:
    """Return the number of editions under each value, from pairs (value, edition)."""
    editions: dict[object, set[int]] = {}
    for value, edition in rows:
        for each in above.get(value, ()):
            editions.setdefault(each, set()).add(edition)
    return {value: len(found) for value, found in editions.items()}


def cached_counts(name: str, load: Callable[[], Counts]) -> Counts:
    """Return the counts cached under `name` for this record version; call `load` if there are none."""
    counted: dict[str, Counts] = cached("facet counts", dict)
    if name not in counted:
        if len(counted) >= MOST_KEPT:
            counted.clear()
        counted[name] = load()
    return counted[name]
