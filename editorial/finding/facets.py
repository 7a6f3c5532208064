"""Counting what a filter finds by author, topic, tag, series, language and year. Exact, or not told as a count.

Of few editions each facet is counted by their ids. Of many, without words and with one facet value at the most, it is
counted once for each record version and kept. Of other many, the values of the newest are offered without counts.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from editorial.record_version import held

MOST_KEPT = 200  # filters counted for one record version
# Facet → value (an id, a tag of a language, a year) → how many. The most frequent first, and those with equally many in
# an order of their own: databases have none.
Counts = dict[str, dict[object, int]]


@dataclass(frozen=True)
class Source:
    """Where the values of a facet stand: SQL that joins `found` (a column `id`) and gives value and edition id.

    `table`: that of the editions, where the values stand in a column of theirs; the SQL then reads it, and `id`, from
    `edition`, which holds the rows found. (All facets of that kind read them once.)
    `is_many`: an edition may bear one value in several ways, and is then counted once. `above`: for what each value
    counts, itself included, where the SQL gives rows alone; `whole` is then SQL that says so itself. (Of few, a
    database takes longer to join and count them than Python.)
    """

    sql: str
    is_many: bool = False
    table: str = ""
    column: str = ""
    above: Mapping[int, Sequence[int]] | None = None
    whole: str = ""

    def grouped(self, place: int, is_few: bool) -> str:
        """Return SQL that gives the place, values and counts; of few with `above`, values and editions."""
        if self.above is not None and is_few:
            return f"SELECT {place}, CAST(value AS text), edition FROM ({self.sql}) AS facet_{place}"  # noqa: S608
        counted = "count(DISTINCT edition)" if self.is_many else "count(*)"
        sql = self.whole or self.sql
        return f"SELECT {place}, CAST(value AS text), {counted} FROM ({sql}) AS facet_{place} GROUP BY value"  # noqa: S608


def count(asked: Sequence[tuple[Mapping[str, Source], Iterable[int]]]) -> Counts:
    """Return the counts of facets, each of them over the editions whose ids stand beside it. One query."""
    return _count([(sources, *_these(ids)) for sources, ids in asked], is_few=True)


def editions_of(sources: Mapping[str, Source], ids: Iterable[int]) -> dict[str, dict[int, set[int]]]:
    """Return, by facet of house data, which of the editions with these ids bear each value. One query."""
    found: dict[str, dict[int, set[int]]] = {name: {} for name in sources}
    parts = [f"SELECT {place}, value, edition FROM ({each.sql}) AS rows_{place}" for place, each in _places(sources)]  # noqa: S608
    for place, value, edition in _rows([(parts, _tables(sources), *_these(ids))]):
        name = list(sources)[place]
        above = sources[name].above
        for each in above.get(value, ()) if above is not None else (value,):
            found[name].setdefault(each, set()).add(edition)
    return found


def _these(ids: Iterable[int]) -> tuple[str, list]:
    """Return SQL that gives these ids, and its parameters."""
    if connection.vendor == "sqlite":
        return "SELECT value FROM json_each(%s)", [json.dumps(list(ids))]
    return "SELECT unnest(%s::bigint[])", [list(ids)]


def count_all(sources: Mapping[str, Source], sql: str, parameters: list) -> Counts:
    """Return the counts over all editions whose ids the SQL gives. One query, and a long one where there are many."""
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
        name: _ordered(_over(source.above, rows[name]) if source.above is not None and is_few else dict(rows[name]))
        for name, source in sources
    }


def _ordered(counts: Mapping[object, int]) -> dict[object, int]:
    return dict(sorted(counts.items(), key=lambda each: (-each[1], str(each[0]))))


def _places(sources: Mapping[str, Source], first: int = 0) -> Iterable[tuple[int, Source]]:
    return enumerate(sources.values(), first)


def _tables(sources: Mapping[str, Source], is_few: bool = True) -> str:
    """Return SQL that names `edition` after `found`, where a source reads it. Of few, their rows are fetched once."""
    columns = sorted({"id", *(each.column for each in sources.values() if each.table)})
    rows = ", ".join(f"whole.{column}" for column in columns)
    held = "MATERIALIZED" if is_few else "NOT MATERIALIZED"
    return "".join(
        f', edition AS {held} (SELECT {rows} FROM found JOIN "{table}" AS whole ON whole.id = found.id)'  # noqa: S608
        for table in {each.table for each in sources.values() if each.table}
    )


def _rows(asked: Sequence[tuple[Sequence[str], str, str, list]]) -> list[tuple]:
    """Return what the parts give, each joined to the `found` beside it. One query, or none without parts."""
    whole = [
        f"SELECT * FROM (WITH found(id) AS MATERIALIZED ({found}){tables} {' UNION ALL '.join(parts)}) AS asked_{place}"  # noqa: S608
        for place, (parts, tables, found, _parameters) in enumerate(asked)
        if parts
    ]
    if not whole:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(whole), [one for parts, _t, _f, given in asked if parts for one in given])
        return cursor.fetchall()


def _over(above: Mapping[int, Sequence[int]], rows: Iterable[tuple[int, int]]) -> dict[object, int]:
    """Return how many editions stand under each value, from (value, edition)."""
    editions: dict[object, set[int]] = {}
    for value, edition in rows:
        for each in above.get(value, ()):
            editions.setdefault(each, set()).add(edition)
    return {value: len(found) for value, found in editions.items()}


def kept(name: str, load: Callable[[], Counts]) -> Counts:
    """Return what was counted under `name` for this record version; counted now where it was not."""
    counted: dict[str, Counts] = held("facet counts", dict)
    if name not in counted:
        if len(counted) >= MOST_KEPT:
            counted.clear()
        counted[name] = load()
    return counted[name]
