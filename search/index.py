"""Full text indexes of the desk and of the record: words by zone, and everything else to find a row by as tokens.

SQLite has an FTS5 table (rowid is the key). PostgreSQL has a table of tsvectors under one GIN index, with a copy of the
edition's window, and functions that query it. Migrations create them with `make_index`. The database's own inverted
index intersects words and tokens, so a filter costs as much as its rarest part. Python folds and stems all words, so
both databases agree on letters: FTS5 alone would not find “azerbaycan” in “azərbaycan”.

There are no triggers, because Django rebuilds tables on SQLite and would lose them. Code that saves or publishes must
update the index.

Tokens of an edition: a12 an author, t5 a topic, g7 a tag, s3 the series, p2 the type of publication, len the language,
y2026 and q20262 year and quarter, and x, which every edition has. A desk draft has only x, no window, and its id as the
key.
"""
# ruff: noqa: S608 - only our own names are written into SQL; values are parameters

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import connection

from search.keys import ID, key_of, quarter_of
from search.stemming import primary, stems, words_of
from search.word_columns import Texts, columns, vectors

ALL = "x"
Window = tuple[datetime | None, datetime | None, datetime | None]


class Zone(StrEnum):
    """How far to search. Each zone includes the previous one."""

    TITLE = "title"
    LEAD = "lead"
    TEXT = "text"


@dataclass(frozen=True)
class Draft:
    """The index entry of a draft: its words are folded but not stemmed, for any language."""

    key: int
    texts: Texts

    def window(self) -> Window:
        """Return an open window, because a draft is always found."""
        return None, None, None

    def tokens(self) -> list[str]:
        return [ALL]

    def words(self) -> list[list[list[str]]]:
        return [[words_of(text) for text in part] for part in self.texts.parts()]


@dataclass(frozen=True)
class Entry:
    """The index entry of an edition. `ids`: token prefix → the ids or other values of the edition."""

    pk: int
    published_on: date
    language: str
    texts: Texts
    ids: dict[str, Sequence[int | str]]
    live_from: datetime
    live_until: datetime | None = None
    withdrawn_at: datetime | None = None

    @property
    def key(self) -> int:
        return key_of(self.published_on, self.pk)

    def window(self) -> Window:
        """Return the start and the end of the public window, and the moment of withdrawal."""
        return self.live_from, self.live_until, self.withdrawn_at

    def tokens(self) -> list[str]:
        of_ids = (token_of(prefix, value) for prefix, values in self.ids.items() for value in values)
        day = self.published_on
        return [ALL, f"y{day.year:04}", quarter_of(day), language_token(self.language), *of_ids]

    def words(self) -> list[list[list[str]]]:
        language = primary(self.language)
        return [[stems(text, language) for text in part] for part in self.texts.parts()]


def token_of(prefix: str, value: int | str) -> str:
    """Return the token of a value, reduced to ASCII letters and digits, which both databases accept."""
    return prefix + re.sub(r"[^a-z0-9]", "", str(value).lower())


def language_token(language: str) -> str:
    return token_of("l", language)


class Index:
    """The index called `name`.

    `editions` is the table of its editions, or "" for an index of drafts, which are always found.
    """

    def __init__(self, name: str, editions: str = ""):
        self.name = name
        self.editions = editions

    @property
    def _key(self) -> str:
        return "rowid" if connection.vendor == "sqlite" else "key"

    @property
    def _columns(self) -> str:
        if connection.vendor == "sqlite":
            return "title, lead, rest, facets"
        return "live_from, live_until, withdrawn_at, title, lead, text, facets"

    def put(self, entries: Iterable[Entry | Draft]) -> None:
        """Add these entries, or replace the ones with the same keys."""
        if connection.vendor == "sqlite":
            rows = [(each.key, *columns(each.words()), " ".join(each.tokens())) for each in entries]
            sql = f'INSERT OR REPLACE INTO "{self.name}"(rowid, {self._columns}) VALUES (%s, %s, %s, %s, %s)'
        else:
            rows = [
                (each.key, *each.window(), *vectors(each.words()), " ".join(f"'{token}'" for token in each.tokens()))
                for each in entries
            ]
            vector = ", ".join(["%s::tsvector"] * 4)
            changes = ", ".join(f"{name} = EXCLUDED.{name}" for name in self._columns.split(", "))
            sql = (
                f'INSERT INTO "{self.name}" (key, {self._columns}) VALUES (%s, %s, %s, %s, {vector}) '
                f"ON CONFLICT (key) DO UPDATE SET {changes}"
            )
        if rows:
            with connection.cursor() as cursor:
                cursor.executemany(sql, rows)

    def move(self, key: int, live_from: datetime, live_until: datetime | None, withdrawn_at: datetime | None) -> None:
        """Update an edition's window. SQLite has no copy of it: queries join the editions."""
        if connection.vendor == "postgresql":
            sql = f'UPDATE "{self.name}" SET live_from = %s, live_until = %s, withdrawn_at = %s WHERE key = %s'
            self._execute(sql, [live_from, live_until, withdrawn_at, key])

    def remove(self, key: int) -> None:
        """Remove an edition that was canceled or has a new publication date."""
        self._execute(f'DELETE FROM "{self.name}" WHERE {self._key} = %s', [key])

    def clear(self) -> None:
        self._execute(f'DELETE FROM "{self.name}"')

    def copy(self, highest: int, by: int) -> None:
        """Copy the entries of all ids up to `highest` to the ids plus `by`."""
        self._execute(
            f'INSERT INTO "{self.name}" ({self._key}, {self._columns}) '
            f'SELECT {self._key} + %s, {self._columns} FROM "{self.name}" WHERE ({self._key} & {ID}) <= %s',
            [by, highest],
        )

    def keys(self) -> set[int]:
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT {self._key} FROM "{self.name}"')
            return {key for (key,) in cursor.fetchall()}

    @contextmanager
    def bulk(self) -> Iterator[None]:
        """Build PostgreSQL's GIN index at the end, which is several times faster for many rows."""
        if connection.vendor == "postgresql":
            self._execute(f'DROP INDEX IF EXISTS "{self.name}_words"')
        yield
        if connection.vendor == "postgresql":
            self._execute(GIN.format(name=self.name))
            self._execute(f'ANALYZE "{self.name}"')

    def _execute(self, sql: str, parameters: Sequence | None = None) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)


# The tokenizer splits only at ASCII characters that are not letters or digits. Words arrive folded.
FTS5 = """
    CREATE VIRTUAL TABLE "{name}" USING fts5(
        title, lead, rest, facets, tokenize = 'ascii', columnsize = 0, prefix = '{prefix}'
    )
"""
# Store even short vectors out of line, because queries read only the key and the window of a row.
TABLE = """
    CREATE TABLE "{name}" (
        key bigint PRIMARY KEY,
        live_from timestamptz,
        live_until timestamptz,
        withdrawn_at timestamptz,
        title tsvector NOT NULL,
        lead tsvector NOT NULL,
        text tsvector NOT NULL,
        facets tsvector NOT NULL
    ) WITH (toast_tuple_target = 128)
"""
# No pending list: every query would have to scan it, and nobody waits for an edition to be indexed.
GIN = 'CREATE INDEX "{name}_words" ON "{name}" USING gin (title, lead, text, facets) WITH (fastupdate = off)'
# The planner assumes that reading a vector is free, so it would read all of them instead of using the index. The
# settings of these functions prevent that. `condition` is one of those in search/query.py, never user input.
KEYS = """
    CREATE FUNCTION "{name}_keys"(
        condition text, words tsquery, whole tsquery, tokens tsquery, chosen bigint[],
        moment timestamptz, lowest bigint, below bigint, many bigint
    ) RETURNS SETOF bigint LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$
    BEGIN
        RETURN QUERY EXECUTE 'SELECT key FROM "{name}" WHERE ' || condition || ' LIMIT $8'
        USING words, whole, tokens, chosen, moment, lowest, below, many;
    END $$
"""
# Newest first, quarter by quarter, until there are enough, so a common word does not search the whole archive.
NEWEST = """
    CREATE FUNCTION "{name}_newest"(
        condition text, words tsquery, whole tsquery, tokens tsquery, chosen bigint[],
        moment timestamptz, lowest bigint, below bigint, many bigint, quarters text[]
    ) RETURNS SETOF bigint LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$
    DECLARE
        quarter text;
        found bigint;
        missing bigint := many;
    BEGIN
        FOREACH quarter IN ARRAY quarters LOOP
            FOR found IN EXECUTE
                'SELECT key FROM "{name}" WHERE ' || condition || ' AND facets @@ $9 ORDER BY key DESC LIMIT $8'
                USING words, whole, tokens, chosen, moment, lowest, below, missing, quarter::tsquery
            LOOP
                RETURN NEXT found;
                missing := missing - 1;
            END LOOP;
            EXIT WHEN missing <= 0;
        END LOOP;
    END $$
"""
SHARED = "text, tsquery, tsquery, tsquery, bigint[], timestamptz, bigint, bigint, bigint"


def make_index(name: str, prefix: int = 3):
    """Return a migration function that creates the index `name`. `prefix`: length of the shortest word beginning."""

    def make(apps, schema_editor) -> None:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(FTS5.format(name=name, prefix=prefix))
            return
        for statement in (TABLE, GIN, KEYS, NEWEST):
            schema_editor.execute(statement.format(name=name))

    return make


def drop_index(name: str):
    """Return a migration function that drops the index `name`, which can be rebuilt."""

    def drop(apps, schema_editor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f'DROP FUNCTION "{name}_keys"({SHARED})')
            schema_editor.execute(f'DROP FUNCTION "{name}_newest"({SHARED}, text[])')
        schema_editor.execute(f'DROP TABLE "{name}"')

    return drop
