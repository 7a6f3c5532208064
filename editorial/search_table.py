"""Full text search: one table for each thing searched, of the database's own kind. It knows ids and words, no model.

SQLite has an FTS5 table (rowid is the id), PostgreSQL a table of tsvectors under a GIN index and a function for each
zone; migrations make them (articles/migrations/0004_search_table.py is the example). Both hold words folded and cut
in Python, so that neither database's idea of letters matters: FTS5's own would not find “azerbaycan” in “azərbaycan”.
There are no triggers: Django rebuilds tables on SQLite, and they would be gone. Who saves, indexes.
"""

import json
from collections.abc import Iterable
from enum import StrEnum

from django.db import connection
from django.db.models.expressions import RawSQL

from editorial.search_words import Term, words_of
from editorial.word_columns import Texts, columns, vectors


class Zone(StrEnum):
    """How far to look. Each zone holds the one before it."""

    TITLE = "title"
    LEAD = "lead"
    TEXT = "text"


class SearchTable:
    """A table of words under the ids of something else."""

    def __init__(self, name: str):
        self.name = name

    def put(self, rows: Iterable[tuple[int, Texts]]) -> None:
        """Let the rows with these ids be found by these texts, and by these alone."""
        rows = list(rows)
        if not rows:
            return
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                self._remove(cursor, [pk for pk, _texts in rows])
                sql = f'INSERT INTO "{self.name}"(rowid, title, lead, rest) VALUES (%s, %s, %s, %s)'  # noqa: S608
                cursor.executemany(sql, [(pk, *columns(_words(texts))) for pk, texts in rows])
            else:
                sql = (
                    f'INSERT INTO "{self.name}" (id, title, lead, text) '  # noqa: S608
                    "VALUES (%s, %s::tsvector, %s::tsvector, %s::tsvector) ON CONFLICT (id) DO UPDATE "
                    "SET title = EXCLUDED.title, lead = EXCLUDED.lead, text = EXCLUDED.text"
                )
                cursor.executemany(sql, [(pk, *vectors(_words(texts))) for pk, texts in rows])

    def remove(self, ids: Iterable[int]) -> None:
        """Let the rows with these ids no longer be found."""
        with connection.cursor() as cursor:
            self._remove(cursor, list(ids))

    def _remove(self, cursor, ids: list[int]) -> None:
        key = "rowid" if connection.vendor == "sqlite" else "id"
        cursor.executemany(f'DELETE FROM "{self.name}" WHERE {key} = %s', [(pk,) for pk in ids])  # noqa: S608

    def copy(self, highest: int, by: int) -> None:
        """Let the rows with the ids up to `highest`, plus `by`, be found by the texts of these."""
        key, text = ("rowid", "rest") if connection.vendor == "sqlite" else ("id", "text")
        with connection.cursor() as cursor:
            cursor.execute(
                f'INSERT INTO "{self.name}" ({key}, title, lead, {text}) '  # noqa: S608
                f'SELECT {key} + %s, title, lead, {text} FROM "{self.name}" WHERE {key} <= %s',
                [by, highest],
            )

    def clear(self) -> None:
        """Empty the table."""
        with connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM "{self.name}"')  # noqa: S608

    def count(self) -> int:
        """Return how many rows can be found."""
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT count(*) FROM "{self.name}"')  # noqa: S608
            return cursor.fetchone()[0]

    def hits(self, terms: list[Term], zone: Zone = Zone.TEXT) -> RawSQL:
        """Return a subquery of the ids in which every term stands within the zone: `filter(pk__in=…)`."""
        return RawSQL(*self._question(terms, zone, None))  # noqa: S611 - the names are ours, the words a parameter

    def ids(self, terms: list[Term], zone: Zone, most: int) -> list[int]:
        """Return the ids in which every term stands within the zone, in no order, `most` of them at the most."""
        return self._fetch(*self._question(terms, zone, most))

    def ids_among(self, ids: Iterable[int], terms: list[Term], zone: Zone) -> list[int]:
        """Return those of the ids in which every term stands within the zone."""
        if connection.vendor == "sqlite":
            sql, parameters = self._question(terms, zone, None)
            sql = f"SELECT rowid FROM ({sql}) WHERE rowid IN (SELECT value FROM json_each(%s))"  # noqa: S608
            return self._fetch(sql, [*parameters, json.dumps(list(ids))])
        sql = f'SELECT id FROM "{self.name}" WHERE id = ANY(%s) AND {zone} @@ %s::tsquery'  # noqa: S608
        return self._fetch(sql, [list(ids), " & ".join(map(_ts_term, terms))])

    def _fetch(self, sql: str, parameters: list) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return [pk for (pk,) in cursor.fetchall()]

    def _question(self, terms: list[Term], zone: Zone, most: int | None) -> tuple[str, list]:
        if connection.vendor == "sqlite":
            match = f"{FTS_ZONES[zone]} : ({' AND '.join(map(_fts_term, terms))})"
            sql = f'SELECT rowid FROM "{self.name}" WHERE "{self.name}" MATCH %s LIMIT %s'  # noqa: S608
            return sql, [match, -1 if most is None else most]
        return f"SELECT * FROM {self.name}_{zone}(%s::tsquery, %s)", [" & ".join(map(_ts_term, terms)), most]  # noqa: S608


FTS_ZONES = {Zone.TITLE: "{title}", Zone.LEAD: "{title lead}", Zone.TEXT: "{title lead rest}"}


def _fts_term(term: Term) -> str:
    asked = f'"{" ".join(term.words)}"{" *" if term.is_prefix else ""}'
    others = ['"{}"'.format(" ".join(words)) for words in term.others]
    return f"({' OR '.join([asked, *others])})" if others else asked


def _ts_term(term: Term) -> str:
    asked, *others = (" <-> ".join(f"'{word}'" for word in words) for words in (term.words, *term.others))
    return " | ".join([f"({asked}{':*' if term.is_prefix else ''}", *others]) + ")"


def _words(texts: Texts) -> list[list[list[str]]]:
    return [[words_of(text) for text in part] for part in (texts.title, texts.lead, texts.rest)]
