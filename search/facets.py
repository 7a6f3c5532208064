"""Facets: parameters whose values are counted and offered beside a list.

A facet is a subclass of `Facet` that a filter declares; nothing else refers to it. CONTRIBUTING has the recipe.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search import fields
from search.counts import Source
from search.index import token_of
from search.parameters import Parameter
from search.query import Query
from text import joining
from web.languages import known_name

Named = tuple[str, str]  # name and slug


@dataclass(frozen=True)
class Chosen:
    """A selected value of a filter: its current slug, its display name, the ids that count as it, and its own id.

    If it refers to nothing public, it has no ids, and its name is its slug.
    """

    slug: str
    name: str
    ids: tuple[int | str, ...] = ()
    pk: int | str | None = None
    kind: str = ""


class Facet(Parameter):
    """A parameter whose values are facets. `prefix` starts its tokens in the index, before the id or value."""

    is_facet_value = True
    prefix: str
    rows: type[models.Model] | None = None  # model of its values, with name and slug; one query for all facets

    field_class = fields.SlugsField
    title: str | Promise

    def __init__(self, **given):
        super().__init__(**given)
        self.chosen: dict[str, Chosen] = {}  # the values in the address, by slug

    def settle(self, value: tuple[str, ...]) -> tuple[str, ...]:
        """Return the current slugs, for example after a rename or merge."""
        self.chosen = {each.slug: each for each in (self.look_up(value) if value else ())}
        return tuple(sorted(self.chosen))

    def look_up(self, slugs: tuple[str, ...]) -> list[Chosen]:
        """Look up the slugs. A value that is not a database row (a year, a language) represents itself."""
        return [Chosen(slug, self.name_of(slug), (slug,), self.value_of(slug)) for slug in slugs]

    def name_of(self, slug: str) -> str:
        """Return the display name of a value that is not a row."""
        return slug

    def value_of(self, slug: str) -> int | str:
        """Return the value that is counted for a slug that is not a row."""
        return slug

    def narrow(self, query: Query, value: tuple[str, ...]) -> Query:
        """Return the query for any of the values, or for all of them if `asks_all`."""
        sets: dict[str, list[str]] = {}
        for each in self.chosen.values():
            apart = each.slug if self.asks_all else self.apart(each)
            sets.setdefault(apart, []).extend(token_of(self.prefix, pk) for pk in each.ids)
        if not self.asks_all:
            # An unknown value matches no edition. Next to other values, any of which may match, it makes no difference.
            sets = {apart: tokens for apart, tokens in sets.items() if tokens} or {"": []}
        return query.requiring(*map(tuple, sets.values()))

    def apart(self, chosen: Chosen) -> str:
        """Return the group of a value: any value of a group may match, and groups narrow each other.

        By default, all values form one group.
        """
        return ""

    @property
    def asks_all(self) -> bool:
        """Return whether results must have all values instead of any.

        NAME_match=all asks for this, if the filter has it.
        """
        return self.parent.values.get(f"{self.name}_match") == "all"

    def chip(self, value: str) -> str:
        return self.chosen[value].name if value in self.chosen else value

    def describe(self, values: list[str]) -> str:
        join = joining.each if self.asks_all else joining.either
        return self.phrase % {"what": join([self.chip(value) for value in values])}

    # Counting and offering values

    @cached_property
    def source(self) -> Source:
        raise NotImplementedError

    def names(self, values: Iterable) -> dict[object, Named]:
        """Return value → (name, slug), without the values that are not shown. Not called for facets with `rows`."""
        return {value: (self.name_of(slug), slug) for value in values for slug in [self.slug_of(value)]}

    def slug_of(self, value) -> str:
        """Return the slug of a value that is not a row."""
        return str(value)

    def lists(self) -> dict[str, str | Promise]:
        """Return the lists that show its values: name → label."""
        return {self.name: self.title}

    def list_of(self, value: object, chosen: Chosen | None = None) -> str:
        """Return the name of the list that shows a value.

        `chosen` is given if the value is selected, even if unknown.
        """
        return self.name

    def arranged(self, rows: list[tuple]) -> list[tuple]:
        """Return rows (value, name, slug, count) in display order; they arrive with the most frequent first."""
        return rows


class ColumnFacet(Facet):
    """A facet stored in a `column` of the editions; `sql` computes the value if it is not the column itself."""

    column: str
    sql = ""

    @cached_property
    def source(self) -> Source:
        return Source(
            f"SELECT {self.sql or self.column} AS value, id AS edition FROM edition WHERE {self.column} IS NOT NULL",  # noqa: S608
            table=self.parent.edition._meta.db_table,
            column=self.column,
        )


class YearFacet(ColumnFacet):
    """The year of the publication date."""

    name, title, field_class, place, phrase = "year", _("Year"), fields.YearsField, 60, _("of %(what)s")
    meaning, example = "Dated in any of these years.", ["2026"]
    prefix, column = "y", "published_on"
    sql = "CAST(substr(CAST(published_on AS text), 1, 4) AS text)"

    def value_of(self, slug: str) -> int:
        return int(slug)

    def slug_of(self, value: int) -> str:
        return f"{value:04}"

    def arranged(self, rows: list[tuple]) -> list[tuple]:
        return sorted(rows, key=lambda row: row[2], reverse=True)


class LanguageFacet(ColumnFacet):
    """The language, as a lowercase BCP 47 tag."""

    name, title, field_class, place = "language", _("Language"), fields.LanguagesField, 50
    meaning, example = "In any of these languages (BCP 47 tags).", ["en"]
    phrase = _("in the language %(what)s")
    prefix, column, sql = "l", "language", "lower(language)"

    def name_of(self, slug: str) -> str:
        return known_name(slug)
