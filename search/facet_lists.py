"""The facet values shown beside a list: the values you can add to the filter, and how many editions each one finds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from django.utils.functional import Promise

from record.prepared import Prepared
from record.record_version import cached
from search import counts
from search import query as search_query
from search.counts import Counts, Source
from search.facets import Facet, Named
from search.filters import EditionFilter
from search.keys import id_of
from search.query import Query
from search.results import SearchResults, of_days

SHOWN = 60
AT_FIRST = 8
OPEN = 3  # facets that are open although nothing in them is selected
SAMPLE = 500  # newest editions, used to suggest values if there are too many results to count


class FacetValue(NamedTuple):
    """A facet value: `query` adds or removes it; `count` is None if unknown.

    `id` is the row's id, or the year or language itself; None if no edition has a selected value.
    """

    id: object
    name: str
    slug: str
    query: str
    count: int | None
    is_chosen: bool


@dataclass(frozen=True)
class FacetList:
    """The values of a facet, or some of them: `first` are shown at once, `more` on demand."""

    name: str
    label: str | Promise
    values: list[FacetValue]
    is_open: bool = False

    @property
    def first(self) -> list[FacetValue]:
        return self.values[:AT_FIRST]

    @property
    def more(self) -> list[FacetValue]:
        return self.values[AT_FIRST:]

    @property
    def is_chosen(self) -> bool:
        return any(value.is_chosen for value in self.values)

    def __reduce__(self) -> tuple:
        """Pickle the values as tuples, in a quarter of the time: they are the key of a kept component."""
        return _facet_list, (self.name, str(self.label), [*map(tuple, self.values)], self.is_open)


def _facet_list(name: str, label: str, rows: list[tuple], is_open: bool) -> FacetList:
    return FacetList(name, label, [FacetValue(*row) for row in rows], is_open)


_names = Prepared(lambda rows, ids: rows.objects.filter(pk__in=ids).order_by().values_list("pk", "name", "slug"))


def facet_lists(asked: EditionFilter, results: SearchResults) -> list[FacetList]:
    """Return the facets of a filter, each counted as if none of its own values were selected; other selections apply.

    `results` must be those of the filter with `others=asked.chosen_facets`.
    """
    counted, exact = _counted(asked, results)
    named = _named(asked.facets, counted)
    made = [
        _list(asked, facet, name, counted.get(facet.name, {}), named[facet.name], facet.name in exact)
        for facet in asked.facets
        for name in facet.lists()
    ]
    shown = [each for each in made if each.values]
    return [replace(each, is_open=each.is_chosen or place < OPEN) for place, each in enumerate(shown)]


def _counted(asked: EditionFilter, results: SearchResults) -> tuple[Counts, set[str]]:
    """Return the counts, and the names of the facets with exact counts. Runs one query for all small results."""
    counted: Counts = {}
    exact: set[str] = set()
    of_few: list[tuple[dict[str, Source], Iterable[int]]] = []
    alone = asked.chosen_facets
    bases = {"all": [each for each in asked.facets if each.name not in alone]}
    bases |= {name: [asked.filters[name]] for name in alone}
    for base, facets in bases.items():
        wanted = {each.name: each.source for each in facets}
        if not wanted:
            continue
        query = results.query if base == "all" else results.others[base]
        if query == Query() and asked.tally:
            counted |= {name: asked.tally[name] for name in wanted}
        elif (few := results.few(base)) is not None:
            of_few.append((wanted, map(id_of, few)))
        elif not query.words and asked.facet_values <= 1 and query.chosen is None:
            counted |= _of_many(results, query, wanted)
        else:
            counted |= counts.count([(wanted, map(id_of, results.newest(SAMPLE, base)))])
            continue
        exact |= set(wanted)
    return counted | counts.count(of_few), exact


def _of_many(results: SearchResults, query: Query, wanted: dict[str, Source]) -> Counts:
    name = f"{results.index.name} {query} {sorted(wanted)}"
    return counts.cached_counts(name, lambda: counts.count_all(wanted, *_everything(results, query)))


def _everything(results: SearchResults, query: Query) -> tuple[str, list]:
    if query.days is None:
        return search_query.subquery(results.index, query, results.at)
    editions = of_days(results.edition.objects.public(results.at), *query.days)
    sql, parameters = editions.order_by().values("pk").query.sql_with_params()
    return sql, list(parameters)


def _named(facets: Iterable[Facet], counted: Counts) -> dict[str, dict[object, Named]]:
    """Return facet name → value → (name, slug).

    One query for each facet with rows, for those of its most frequent values that no page of this record version named.
    """
    found: dict[str, dict[object, Named]] = {}
    for facet in facets:
        values = counted.get(facet.name, {})
        if not facet.rows:
            found[facet.name] = facet.names(values)
            continue
        found[facet.name] = cached(f"names of {facet.rows._meta.label_lower}", dict)
        if unknown := [pk for pk, _number in _most(values) if pk not in found[facet.name]]:
            found[facet.name] |= {pk: (name, slug) for pk, name, slug in _names.tuples(facet.rows, ids=unknown)}
    return found


def _list(
    asked: EditionFilter, facet: Facet, name: str, of: Mapping, named: Mapping[object, Named], is_exact: bool
) -> FacetList:
    of_list = ((value, number) for value, number in of.items() if facet.list_of(value) == name)
    rows = [(value, *named[value], number) for value, number in islice(of_list, SHOWN) if value in named]
    there = {slug for _value, _name, slug, _number in rows}
    rare = [
        (each.pk if each.pk in of else None, each.name, slug, of.get(each.pk, 0))
        for slug, each in sorted(facet.chosen.items())
        if slug not in there and facet.list_of(each.pk, each) == name
    ]
    values = [
        FacetValue(
            value, label, slug, asked.with_value(facet.name, slug), number if is_exact else None, slug in facet.chosen
        )
        for value, label, slug, number in [*rare, *facet.arranged(rows)]
    ]
    return FacetList(name, facet.lists()[name], sorted(values, key=lambda value: not value.is_chosen))


def _most(counted: Mapping[object, int]) -> list[tuple[object, int]]:
    return list(islice(counted.items(), SHOWN))
