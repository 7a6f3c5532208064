"""Queries to an index: what a query is, and the two ways to run it: all keys up to a number, or the newest ones."""
# ruff: noqa: S608 - only our own names are written into SQL; values are parameters

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from record.replica import connection
from search.index import ALL, Index, Zone
from search.keys import BITS, HIGHEST, ID, LOWEST, key_of, quarters
from search.words import Phrase, Piece, Words

YEAR = re.compile(r"y\d{4}", re.ASCII)
NOTHING = "none"  # a token that no row has
MOST_PERIODS = 48  # tokens for a period; for longer periods only the keys are compared


@dataclass(frozen=True)
class Query:
    """What rows must match: words, one token of each set, a period, and the chosen keys."""

    words: Words = field(default_factory=Words)
    token_sets: tuple[tuple[str, ...], ...] = ()
    first: date | None = None
    last: date | None = None
    chosen: tuple[int, ...] | None = None

    def requiring(self, *token_sets: tuple[str, ...]) -> "Query":
        """Return the query that also requires one token of each set. An empty set matches nothing."""
        sets = (*self.token_sets, *(each or (NOTHING,) for each in token_sets))
        return replace(self, token_sets=tuple(sorted(sets)))

    def of(self, words: Words) -> "Query":
        return replace(self, words=words)

    def within(self, **days: date) -> "Query":
        return replace(self, **days)

    def among(self, keys: Iterable[int]) -> "Query":
        return replace(self, chosen=tuple(keys))

    @property
    def days(self) -> tuple[date, date] | None:
        """Return the first and the last date if the query asks for nothing but dates; otherwise None."""
        years = self.years()
        if (
            self.words
            or self.chosen is not None
            or len(self.token_sets) > 1
            or any(len(each) > 1 for each in self.token_sets)
        ):
            return None
        if self.token_sets and not years:
            return None
        first, last = self.first or date.min, self.last or date.max
        for year in map(int, years):
            first, last = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        return first, last

    def bounds(self) -> tuple[int, int]:
        """Return the lowest key of the period, and the first key after it."""
        least = key_of(self.first, 0) if self.first else LOWEST
        most = key_of(date.fromordinal(self.last.toordinal() + 1), 0) if self.last and self.last < date.max else HIGHEST
        return least, most

    def years(self) -> set[str]:
        """Return the years that the tokens ask for, as four digits; an empty set means any year."""
        asked = [{token[1:] for token in each} for each in self.token_sets if all(map(YEAR.fullmatch, each))]
        return set.intersection(*asked) if asked else set()

    def tokens(self, with_span: bool = True) -> list[tuple[str, ...]]:
        """Return the sets of tokens, with those of the period; never empty."""
        found = list(self.token_sets)
        if with_span and self.first and self.last and self.first <= self.last:
            span = _span(self.first, self.last)
            found += [span] if len(span) <= MOST_PERIODS else []
        return found or [(ALL,)]


def _span(first: date, last: date) -> tuple[str, ...]:
    """Return as few tokens of years and quarters as cover the days from `first` to `last`."""
    found = {}
    for token in quarters(first, last):
        year = int(token[1:5])
        is_whole = date(year, 1, 1) >= first and date(year, 12, 31) <= last
        found[f"y{year:04}" if is_whole else token] = None
    return tuple(found)


def keys(
    index: Index, asked: Mapping[str, tuple[Query, Zone]], at: datetime | None, most: Mapping[str, int]
) -> dict[str, list[int]]:
    """Return, for each name in `asked`, up to `most` keys that match its query within the zone, unordered.

    Of editions, only public ones match. `at`: the moment; None for an index of drafts. Runs one query.
    """
    parts, parameters = [], []
    for place, (name, (query, zone)) in enumerate(asked.items()):
        sql, given = _ask(index, query, zone, at).keys(most[name])
        parts.append(f"SELECT {place}, key FROM ({sql}) AS asked_{place}")
        parameters += given
    found: dict[str, list[int]] = {name: [] for name in asked}
    if parts:
        names = list(asked)
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), parameters)
            for place, key in cursor.fetchall():
                found[names[place]].append(key)
    return found


def subquery(index: Index, query: Query, at: datetime | None, zone: Zone = Zone.TEXT) -> tuple[str, list]:
    """Return SQL for the ids of all matches within the zone, and its parameters."""
    sql, parameters = _ask(index, query, zone, at).keys(HIGHEST)
    return f"SELECT key & {ID} FROM ({sql}) AS asked", parameters


def newest(
    index: Index,
    query: Query,
    zone: Zone,
    at: datetime,
    before: int,
    most: int,
    span: Callable[[], tuple[date, date]],
    beyond: Zone | None = None,
) -> list[int]:
    """Return up to `most` of the highest keys below `before` that match within `zone` but not within `beyond`.

    Highest first. `span` returns the dates of the archive's oldest and newest editions. Runs one query, on PostgreSQL
    also that of `span`.
    """
    sql, parameters = _ask(index, query, zone, at, beyond).newest(before, most, span)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [key for (key,) in cursor.fetchall()]


def _ask(index: Index, query: Query, zone: Zone, at: datetime | None, beyond: Zone | None = None):
    kind = _Fts5 if connection.vendor == "sqlite" else _Vectors
    return kind(index, query, zone, at, beyond)


@dataclass(frozen=True)
class _Request:
    index: Index
    query: Query
    zone: Zone
    at: datetime | None
    beyond: Zone | None


class _Fts5(_Request):
    """The query in SQLite's FTS5 syntax."""

    COLUMNS = {Zone.TITLE: "{title}", Zone.LEAD: "{title lead}", Zone.TEXT: "{title lead rest}"}

    def keys(self, most: int) -> tuple[str, list]:
        sql, parameters = self._select(HIGHEST)
        return f"{sql} LIMIT %s", [*parameters, most]

    def newest(self, before: int, most: int, span: Callable[[], tuple[date, date]]) -> tuple[str, list]:
        sql, parameters = self._select(before)
        return f"{sql} ORDER BY words.rowid DESC LIMIT %s", [*parameters, most]

    def _select(self, before: int) -> tuple[str, list]:
        least, below = self.query.bounds()
        at = connection.ops.adapt_datetimefield_value(self.at)
        sql = (
            f'SELECT words.rowid AS key FROM "{self.index.name}" AS words {self._editions()}'
            f'WHERE words."{self.index.name}" MATCH %s AND words.rowid >= %s AND words.rowid < %s'
        )
        parameters = [self._match(), least, min(below, before)]
        if self.index.editions:
            sql += (
                " AND edition.live_from <= %s AND edition.withdrawn_at IS NULL"
                " AND (edition.live_until IS NULL OR edition.live_until > %s)"
            )
            parameters += [at, at]
        if self.query.chosen is not None:
            sql += " AND words.rowid IN (SELECT value FROM json_each(%s))"
            parameters.append(json.dumps(self.query.chosen))
        return sql, parameters

    def _editions(self) -> str:
        editions = self.index.editions
        return f'CROSS JOIN "{editions}" AS edition ON edition.id = words.rowid & {ID} ' if editions else ""

    def _match(self) -> str:
        words, sets = self.query.words, self.query.tokens()
        sets = [] if words.required and sets == [(ALL,)] else sets
        parts = [f"facets : ({' OR '.join(tokens)})" for tokens in sets]
        if words.required:
            parts.append(f"{self.COLUMNS[self.zone]} : ({self._all(words.required)})")
        match = " AND ".join(parts)
        if self.beyond and words.required:
            match = f"({match}) NOT {self.COLUMNS[self.beyond]} : ({self._all(words.required)})"
        if words.excluded:
            match = f"({match}) NOT {self.COLUMNS[Zone.TEXT]} : ({' OR '.join(map(self._any, words.excluded))})"
        return match

    def _all(self, pieces: Sequence[Piece]) -> str:
        return " AND ".join(f"({self._any(piece)})" for piece in pieces)

    def _any(self, piece: Piece) -> str:
        return " OR ".join(f'"{" ".join(phrase.words)}"{" *" if phrase.is_prefix else ""}' for phrase in piece)


class _Vectors(_Request):
    """The query as PostgreSQL tsqueries."""

    def keys(self, most: int) -> tuple[str, list]:
        condition, parameters = self._condition(HIGHEST, self.query.tokens())
        call = "%s::text, %s::tsquery, %s::tsquery, %s::tsquery, %s::bigint[], %s, %s, %s, %s"
        sql = f'SELECT key FROM "{self.index.name}_keys"({call}) AS key'
        return sql, [condition, *parameters, most]

    def newest(self, before: int, most: int, span: Callable[[], tuple[date, date]]) -> tuple[str, list]:
        # Each quarter is queried by its own token, so the period's tokens would be redundant.
        sets = self.query.tokens(with_span=False)
        condition, parameters = self._condition(before, sets, is_within_quarters=True)
        oldest, newest = span()
        first, last = max(oldest, self.query.first or oldest), min(newest, self.query.last or newest)
        if before < HIGHEST:
            last = min(last, date.fromordinal(before >> BITS))
        call = "%s::text, %s::tsquery, %s::tsquery, %s::tsquery, %s::bigint[], %s, %s, %s, %s, %s"
        sql = f'SELECT key FROM "{self.index.name}_newest"({call}) AS key'
        years = self.query.years()
        asked = [quarter for quarter in quarters(first, last) if not years or quarter[1:5] in years]
        return sql, [condition, *parameters, most, asked]

    def _condition(self, before: int, sets: Sequence, is_within_quarters: bool = False) -> tuple[str, list]:
        least, below = self.query.bounds()
        words = self.query.words
        parts = list(self._parts(words, sets, is_within_quarters))
        required = " & ".join(map(self._any, words.required))
        whole = " & ".join([*map(self._any, words.required), *(f"!({self._any(each)})" for each in words.excluded)])
        tokens = " & ".join(f"({'|'.join(each)})" for each in sets)
        chosen = None if self.query.chosen is None else list(self.query.chosen)
        return " AND ".join(parts), [
            required or None,
            whole or None,
            tokens,
            chosen,
            self.at,
            least,
            min(below, before),
        ]

    def _parts(self, words: Words, sets: Sequence, is_within_quarters: bool) -> Iterator[str]:
        if words.required and not (words.excluded and self.zone == Zone.TEXT):
            yield f"{self.zone} @@ $1"
        if words.excluded:
            yield "text @@ $2"
        if sets != [(ALL,)] or not (words.required or is_within_quarters):
            yield "facets @@ $3"
        if self.query.chosen is not None:
            yield "key = ANY($4)"
        if self.beyond and words.required:
            yield f'key NOT IN (SELECT key FROM "{self.index.name}" WHERE {self.beyond} @@ $1 AND facets @@ $9)'
        if self.index.editions:
            yield "live_from <= $5 AND withdrawn_at IS NULL AND (live_until IS NULL OR live_until > $5)"
        yield "key + 0 >= $6 AND key + 0 < $7"

    def _any(self, piece: Piece) -> str:
        return f"({'|'.join(map(self._phrase, piece))})"

    def _phrase(self, phrase: Phrase) -> str:
        words = [f"'{word}'" for word in phrase.words]
        if phrase.is_prefix:
            words[-1] += ":*"
        return f"({' <-> '.join(words)})"
