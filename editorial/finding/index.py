"""The index of a kind of edition: words by zone and house data as tokens, a row for each edition.

SQLite has an FTS5 table (rowid is the key), PostgreSQL a table of tsvectors under one GIN index, with the edition's
window copied, and functions that ask it; migrations make them by `make_index`. Words and tokens are intersected by the
database's own inverted index, so a filter costs what its rarest part does. Who publishes, indexes: no triggers.

An edition's tokens: a12 an author, t5 a topic, g7 a tag, s3 the series, len the language, y2026 and q20262 year and
quarter, and x, which all bear.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from editorial.finding.keys import ID, key_of, quarter_of
from editorial.stemming import primary, stems
from editorial.word_columns import Texts, columns, vectors

ALL = "x"


@dataclass(frozen=True)
class Entry:
    """What an edition is found by. `ids`: the prefix of a token → the ids of house data that bear it."""

    pk: int
    published_on: date
    language: str
    texts: Texts
    ids: dict[str, Sequence[int]]
    live_from: datetime
    live_until: datetime | None = None
    withdrawn_at: datetime | None = None

    @property
    def key(self) -> int:
        return key_of(self.published_on, self.pk)

    def window(self) -> tuple[datetime, datetime | None, datetime | None]:
        """Return from when on and until when it is public, and since when it is withdrawn."""
        return self.live_from, self.live_until, self.withdrawn_at

    def tokens(self) -> list[str]:
        """Return the tokens of the edition."""
        of_ids = (f"{prefix}{pk}" for prefix, ids in self.ids.items() for pk in ids)
        day = self.published_on
        return [ALL, f"y{day.year:04}", quarter_of(day), language_token(self.language), *of_ids]

    def words(self) -> list[list[list[str]]]:
        """Return the stems of its texts, part by part."""
        language = primary(self.language)
        parts = (self.texts.title, self.texts.lead, self.texts.rest)
        return [[stems(text, language) for text in part] for part in parts]


def language_token(language: str) -> str:
    """Return the token of a language tag."""
    return "l" + re.sub(r"[^a-z0-9]", "", language.lower())


class EditionIndex:
    """The index named so. `editions` is the table of its editions."""

    def __init__(self, name: str, editions: str):
        self.name = name
        self.editions = editions

    def put(self, entries: Iterable[Entry]) -> None:
        """Let each of these editions, which were not in the index, be found by what its entry says."""
        entries = list(entries)
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                rows = [(each.key, *columns(each.words()), " ".join(each.tokens())) for each in entries]
                sql = f'INSERT INTO "{self.name}"(rowid, title, lead, rest, facets) VALUES (%s, %s, %s, %s, %s)'  # noqa: S608
            else:
                rows = [
                    (
                        each.key,
                        *each.window(),
                        *vectors(each.words()),
                        " ".join(f"'{token}'" for token in each.tokens()),
                    )
                    for each in entries
                ]
                sql = (
                    f'INSERT INTO "{self.name}" (key, live_from, live_until, withdrawn_at, title, lead, text, facets) '  # noqa: S608
                    "VALUES (%s, %s, %s, %s, %s::tsvector, %s::tsvector, %s::tsvector, %s::tsvector)"
                )
            cursor.executemany(sql, rows)

    def move(self, key: int, live_from: datetime, live_until: datetime | None, withdrawn_at: datetime | None) -> None:
        """Note an edition's window as it is now. (On SQLite whoever asks joins the editions.)"""
        if connection.vendor == "postgresql":
            sql = f'UPDATE "{self.name}" SET live_from = %s, live_until = %s, withdrawn_at = %s WHERE key = %s'  # noqa: S608
            with connection.cursor() as cursor:
                cursor.execute(sql, [live_from, live_until, withdrawn_at, key])

    def remove(self, key: int) -> None:
        """Let an edition no longer be found: it was canceled, or bears another day."""
        column = "rowid" if connection.vendor == "sqlite" else "key"
        with connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM "{self.name}" WHERE {column} = %s', [key])  # noqa: S608

    def clear(self) -> None:
        """Empty the index."""
        with connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM "{self.name}"')  # noqa: S608

    def copy(self, highest: int, by: int) -> None:
        """Let the editions whose ids are those up to `highest`, plus `by`, be found by what these are found by."""
        if connection.vendor == "sqlite":
            key, more = "rowid", "title, lead, rest, facets"
        else:
            key, more = "key", "live_from, live_until, withdrawn_at, title, lead, text, facets"
        with connection.cursor() as cursor:
            cursor.execute(
                f'INSERT INTO "{self.name}" ({key}, {more}) SELECT {key} + %s, {more} FROM "{self.name}" '  # noqa: S608
                f"WHERE ({key} & {ID}) <= %s",
                [by, highest],
            )

    def keys(self) -> set[int]:
        """Return the keys of all that is in the index."""
        column = "rowid" if connection.vendor == "sqlite" else "key"
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT {column} FROM "{self.name}"')  # noqa: S608
            return {key for (key,) in cursor.fetchall()}


class Bulk:
    """While in it, PostgreSQL has no GIN index under `index`, and makes it at the end: much quicker for many rows."""

    def __init__(self, index: EditionIndex):
        self.index = index

    def __enter__(self) -> None:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f'DROP INDEX IF EXISTS "{self.index.name}_words"')

    def __exit__(self, *exception) -> None:
        if connection.vendor == "postgresql" and exception[0] is None:
            with connection.cursor() as cursor:
                cursor.execute(GIN.format(name=self.index.name))
                cursor.execute(f'ANALYZE "{self.index.name}"')


# The tokenizer takes apart at what is ASCII and no letter or digit, and nothing else: words come folded.
FTS5 = """
    CREATE VIRTUAL TABLE "{name}" USING fts5(
        title, lead, rest, facets, tokenize = 'ascii', columnsize = 0, prefix = '3'
    )
"""
# Vectors are stored out of line, however short: what a question reads of a row is its key and its window.
TABLE = """
    CREATE TABLE "{name}" (
        key bigint PRIMARY KEY,
        live_from timestamptz NOT NULL,
        live_until timestamptz,
        withdrawn_at timestamptz,
        title tsvector NOT NULL,
        lead tsvector NOT NULL,
        text tsvector NOT NULL,
        facets tsvector NOT NULL
    ) WITH (toast_tuple_target = 128)
"""
# No list of what is pending: each question would read it through, and no one waits for an edition to be indexed.
GIN = 'CREATE INDEX "{name}_words" ON "{name}" USING gin (title, lead, text, facets) WITH (fastupdate = off)'
# The planner takes reading a vector for free, so that it would rather read all of them than use the index. Functions
# settle that. `condition` is one of those in editorial/finding/asking.py, never anyone's words.
KEYS = """
    CREATE FUNCTION "{name}_keys"(
        condition text, words tsquery, whole tsquery, house tsquery, chosen bigint[],
        moment timestamptz, lowest bigint, below bigint, many bigint
    ) RETURNS SETOF bigint LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$
    BEGIN
        RETURN QUERY EXECUTE 'SELECT key FROM "{name}" WHERE ' || condition || ' LIMIT $8'
        USING words, whole, house, chosen, moment, lowest, below, many;
    END $$
"""
# Newest first, quarter by quarter of a year, until there are enough: a common word is not sought any further back.
NEWEST = """
    CREATE FUNCTION "{name}_newest"(
        condition text, words tsquery, whole tsquery, house tsquery, chosen bigint[],
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
                USING words, whole, house, chosen, moment, lowest, below, missing, quarter::tsquery
            LOOP
                RETURN NEXT found;
                missing := missing - 1;
            END LOOP;
            EXIT WHEN missing <= 0;
        END LOOP;
    END $$
"""
SHARED = "text, tsquery, tsquery, tsquery, bigint[], timestamptz, bigint, bigint, bigint"


def make_index(name: str):
    """Return what a migration runs to make the index `name`."""

    def make(apps, schema_editor) -> None:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(FTS5.format(name=name))
            return
        for statement in (TABLE, GIN, KEYS, NEWEST):
            schema_editor.execute(statement.format(name=name))

    return make


def drop_index(name: str):
    """Return what a migration runs to drop the index `name`: it can be made again."""

    def drop(apps, schema_editor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f'DROP FUNCTION "{name}_keys"({SHARED})')
            schema_editor.execute(f'DROP FUNCTION "{name}_newest"({SHARED}, text[])')
        schema_editor.execute(f'DROP TABLE "{name}"')

    return drop
