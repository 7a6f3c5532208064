"""Asking an index: what a question is, and the two ways to ask it: all keys up to a number, or the newest ones."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection

from editorial.finding.index import ALL, EditionIndex
from editorial.finding.keys import BITS, HIGHEST, ID, LOWEST, key_of, quarters
from editorial.finding.words import Phrase, Piece, Words
from editorial.search_table import Zone

YEAR = re.compile(r"y\d{4}", re.ASCII)
MOST_PERIODS = 48  # tokens for a span of time; beyond them the keys alone tell


@dataclass(frozen=True)
class Question:
    """What editions must be: words in them, of each set of tokens one, in the span of days, among the chosen keys."""

    words: Words = field(default_factory=Words)
    house: tuple[tuple[str, ...], ...] = ()
    first: date | None = None
    last: date | None = None
    chosen: tuple[int, ...] | None = None

    @property
    def days(self) -> tuple[date, date] | None:
        """Return the first and the last day asked for, where that is all that is asked; None where more is."""
        years = self.years()
        if self.words or self.chosen is not None or len(self.house) > 1 or any(len(each) > 1 for each in self.house):
            return None
        if self.house and not years:
            return None
        first, last = self.first or date.min, self.last or date.max
        for year in map(int, years):
            first, last = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        return first, last

    def bounds(self) -> tuple[int, int]:
        """Return the lowest key of the span, and the first one after it."""
        least = key_of(self.first, 0) if self.first else LOWEST
        most = key_of(date.fromordinal(self.last.toordinal() + 1), 0) if self.last and self.last < date.max else HIGHEST
        return least, most

    def years(self) -> set[str]:
        """Return the years asked for by their tokens, as four digits; none where any will do."""
        asked = [{token[1:] for token in each} for each in self.house if all(map(YEAR.fullmatch, each))]
        return set.intersection(*asked) if asked else set()

    def tokens(self, with_span: bool = True) -> list[tuple[str, ...]]:
        """Return the sets of tokens, the span's own among them; never none."""
        found = list(self.house)
        if with_span and self.first and self.last and self.first <= self.last:
            span = _span(self.first, self.last)
            found += [span] if len(span) <= MOST_PERIODS else []
        return found or [(ALL,)]


def _span(first: date, last: date) -> tuple[str, ...]:
    """Return the tokens of the years and quarters that hold the days from `first` to `last`, as few as will do."""
    found = {}
    for token in quarters(first, last):
        year = int(token[1:5])
        is_whole = date(year, 1, 1) >= first and date(year, 12, 31) <= last
        found[f"y{year:04}" if is_whole else token] = None
    return tuple(found)


def keys(
    index: EditionIndex, asked: Mapping[str, tuple[Question, Zone]], at: datetime, most: Mapping[str, int]
) -> dict[str, list[int]]:
    """Return, for each name in `asked`, the keys of the public editions that meet the question within the zone.

    In no order, up to `most` of each. One query.
    """
    parts, parameters = [], []
    for place, (name, (question, zone)) in enumerate(asked.items()):
        sql, given = _ask(index, question, zone, at).keys(most[name])
        parts.append(f"SELECT {place}, key FROM ({sql}) AS asked_{place}")  # noqa: S608
        parameters += given
    found: dict[str, list[int]] = {name: [] for name in asked}
    if parts:
        names = list(asked)
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), parameters)
            for place, key in cursor.fetchall():
                found[names[place]].append(key)
    return found


def subquery(index: EditionIndex, question: Question, at: datetime) -> tuple[str, list]:
    """Return SQL that gives the ids of all editions that meet the question, and its parameters."""
    sql, parameters = _ask(index, question, Zone.TEXT, at).keys(HIGHEST)
    return f"SELECT key & {ID} FROM ({sql}) AS asked", parameters  # noqa: S608


def newest(
    index: EditionIndex,
    question: Question,
    zone: Zone,
    at: datetime,
    before: int,
    most: int,
    span: tuple[date, date],
    beyond: Zone | None = None,
) -> list[int]:
    """Return the highest keys below `before` that meet the question within `zone` and not already within `beyond`.

    Highest first, up to `most`. `span`: the days of the archive's oldest and newest editions. One query.
    """
    sql, parameters = _ask(index, question, zone, at, beyond).newest(before, most, span)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [key for (key,) in cursor.fetchall()]


def _ask(index: EditionIndex, question: Question, zone: Zone, at: datetime, beyond: Zone | None = None):
    kind = _Fts5 if connection.vendor == "sqlite" else _Vectors
    return kind(index, question, zone, at, beyond)


@dataclass(frozen=True)
class _Asked:
    index: EditionIndex
    question: Question
    zone: Zone
    at: datetime
    beyond: Zone | None


class _Fts5(_Asked):
    """A question as SQLite takes it."""

    COLUMNS = {Zone.TITLE: "{title}", Zone.LEAD: "{title lead}", Zone.TEXT: "{title lead rest}"}

    def keys(self, most: int) -> tuple[str, list]:
        sql, parameters = self._select(HIGHEST)
        return f"{sql} LIMIT %s", [*parameters, most]

    def newest(self, before: int, most: int, span: tuple[date, date]) -> tuple[str, list]:
        sql, parameters = self._select(before)
        return f"{sql} ORDER BY words.rowid DESC LIMIT %s", [*parameters, most]

    def _select(self, before: int) -> tuple[str, list]:
        least, below = self.question.bounds()
        at = connection.ops.adapt_datetimefield_value(self.at)
        sql = (
            f'SELECT words.rowid AS key FROM "{self.index.name}" AS words '  # noqa: S608
            f'CROSS JOIN "{self.index.editions}" AS edition ON edition.id = words.rowid & {ID} '
            f'WHERE words."{self.index.name}" MATCH %s AND words.rowid >= %s AND words.rowid < %s '
            "AND edition.live_from <= %s AND edition.withdrawn_at IS NULL "
            "AND (edition.live_until IS NULL OR edition.live_until > %s)"
        )
        parameters = [self._match(), least, min(below, before), at, at]
        if self.question.chosen is not None:
            sql += " AND words.rowid IN (SELECT value FROM json_each(%s))"
            parameters.append(json.dumps(self.question.chosen))
        return sql, parameters

    def _match(self) -> str:
        words = self.question.words
        parts = [f"facets : ({' OR '.join(tokens)})" for tokens in self.question.tokens()]
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


class _Vectors(_Asked):
    """A question as PostgreSQL takes it."""

    def keys(self, most: int) -> tuple[str, list]:
        condition, parameters = self._condition(HIGHEST, self.question.tokens())
        call = "%s::text, %s::tsquery, %s::tsquery, %s::tsquery, %s::bigint[], %s, %s, %s, %s"
        sql = f'SELECT key FROM "{self.index.name}_keys"({call}) AS key'  # noqa: S608
        return sql, [condition, *parameters, most]

    def newest(self, before: int, most: int, span: tuple[date, date]) -> tuple[str, list]:
        # Each quarter is asked for by its own token, so that those of the span say nothing more.
        house = self.question.tokens(with_span=False)
        condition, parameters = self._condition(before, house, is_within_quarters=True)
        first, last = max(span[0], self.question.first or span[0]), min(span[1], self.question.last or span[1])
        if before < HIGHEST:
            last = min(last, date.fromordinal(before >> BITS))
        call = "%s::text, %s::tsquery, %s::tsquery, %s::tsquery, %s::bigint[], %s, %s, %s, %s, %s"
        sql = f'SELECT key FROM "{self.index.name}_newest"({call}) AS key'  # noqa: S608
        years = self.question.years()
        asked = [quarter for quarter in quarters(first, last) if not years or quarter[1:5] in years]
        return sql, [condition, *parameters, most, asked]

    def _condition(self, before: int, house: Sequence, is_within_quarters: bool = False) -> tuple[str, list]:
        least, below = self.question.bounds()
        words = self.question.words
        parts = list(self._parts(words, house, is_within_quarters))
        required = " & ".join(map(self._any, words.required))
        whole = " & ".join([*map(self._any, words.required), *(f"!({self._any(each)})" for each in words.excluded)])
        tokens = " & ".join(f"({'|'.join(each)})" for each in house)
        chosen = None if self.question.chosen is None else list(self.question.chosen)
        return " AND ".join(parts), [
            required or None,
            whole or None,
            tokens,
            chosen,
            self.at,
            least,
            min(below, before),
        ]

    def _parts(self, words: Words, house: Sequence, is_within_quarters: bool) -> Iterator[str]:
        if words.required and not (words.excluded and self.zone == Zone.TEXT):
            yield f"{self.zone} @@ $1"
        if words.excluded:
            yield "text @@ $2"
        if house != [(ALL,)] or not (words.required or is_within_quarters):
            yield "facets @@ $3"
        if self.question.chosen is not None:
            yield "key = ANY($4)"
        if self.beyond and words.required:
            yield f'key NOT IN (SELECT key FROM "{self.index.name}" WHERE {self.beyond} @@ $1 AND facets @@ $9)'  # noqa: S608
        yield "live_from <= $5 AND withdrawn_at IS NULL AND (live_until IS NULL OR live_until > $5)"
        yield "key + 0 >= $6 AND key + 0 < $7"

    def _any(self, piece: Piece) -> str:
        return f"({'|'.join(map(self._phrase, piece))})"

    def _phrase(self, phrase: Phrase) -> str:
        words = [f"'{word}'" for word in phrase.words]
        if phrase.is_prefix:
            words[-1] += ":*"
        return f"({' <-> '.join(words)})"
