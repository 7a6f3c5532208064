"""Counting what a filter finds by author, topic, tag, series, language and year. Exact, or not told as a count.

Of few editions each facet is counted by their ids. Of many, without words and with one facet value at the most, it is
counted once for each record version and kept. Of other many, the values of the newest are offered without counts.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

from editorial.record_version import held

MOST_KEPT = 200  # filters counted for one record version
Counts = dict[str, dict[object, int]]  # facet → value (an id, a tag of a language, a year) → how many


@dataclass(frozen=True)
class Source:
    """Where the values of a facet stand: SQL that joins `found` (a column `id`) and gives value and edition id.

    `is_many`: an edition may bear one value in several ways, and is then counted once.
    """

    sql: str
    parameters: tuple = ()
    is_many: bool = False


def count(sources: Mapping[str, Source], ids: Iterable[int]) -> Counts:
    """Return the counts of the facets over the editions with these ids. One query."""
    if not sources:
        return {}
    if connection.vendor == "sqlite":
        return _count(sources, "SELECT value AS id FROM json_each(%s)", [json.dumps(list(ids))])
    return _count(sources, "SELECT unnest(%s::bigint[]) AS id", [list(ids)])


def count_all(sources: Mapping[str, Source], sql: str, parameters: list) -> Counts:
    """Return the counts over all editions whose ids the SQL gives. One query, and a long one where there are many."""
    if not sources:
        return {}
    return _count(sources, f"SELECT * FROM ({sql}) AS all_found(id)", parameters)  # noqa: S608 - ours


def _count(sources: Mapping[str, Source], found: str, parameters: list) -> Counts:
    if connection.vendor == "sqlite":
        found = found.replace(" AS all_found(id)", "")
        head = f"WITH found(id) AS MATERIALIZED ({found}) "
    else:
        head = f"WITH found AS MATERIALIZED ({found}) "
    parts, given = [], []
    for place, source in enumerate(sources.values()):
        counted = "count(DISTINCT edition)" if source.is_many else "count(*)"
        parts.append(
            f"SELECT {place}, CAST(value AS text), {counted} FROM ({source.sql}) AS facet_{place} GROUP BY value"  # noqa: S608
        )
        given += source.parameters
    names = list(sources)
    counts: Counts = {name: {} for name in names}
    with connection.cursor() as cursor:
        cursor.execute(head + " UNION ALL ".join(parts), [*parameters, *given])
        for place, value, number in cursor.fetchall():
            counts[names[place]][int(value) if value.isdecimal() else value] = number
    return counts


def kept(name: str, load: Callable[[], Counts]) -> Counts:
    """Return what was counted under `name` for this record version; counted now where it was not."""
    counted: dict[str, Counts] = held("facet counts", dict)
    if name not in counted:
        if len(counted) >= MOST_KEPT:
            counted.clear()
        counted[name] = load()
    return counted[name]
