"""The filter for one kind of edition: lists, counts, feeds, exports, the API and alerts share it, and its address.

It is a FilterSet of django-filter over public editions. Its filters are its parameters, and each one narrows the query
to the index. Unknown parameters are ignored; a known parameter with a bad value rejects the whole address.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from urllib.parse import urlencode

import django_filters
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.forms import Form
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from record.models import Edition
from record.record_version import cached
from search import query as search_query
from search import tallies
from search import words as search_words
from search.counts import Counts
from search.facets import Facet, LanguageFacet, YearFacet
from search.index import Index
from search.parameters import From, Order, Parameter, Until, Words
from search.query import Query
from search.results import DATE, RELEVANCE, SearchResults, of_days
from search.spellings import spellings
from search.stemming import primary


@dataclass(frozen=True)
class Chip:
    """An active part of a filter as readers see it, and the query string without it."""

    label: str
    name: str
    query: str


class FilterSet(django_filters.FilterSet):
    """The base of record and desk filters: returns clean values or raises BadRequest."""

    filters: dict[str, Parameter]
    start: type = Query  # the object that the filters narrow

    def get_form_class(self) -> type[Form]:
        """Return the form of all filters of this class, made once: no field depends on the request."""
        if "_form_class" not in vars(type(self)):
            type(self)._form_class = super().get_form_class()
        return self._form_class

    @cached_property
    def values(self) -> dict:
        """Return the value of each parameter as in the canonical address.

        Raises BadRequest with a message for readers.
        """
        if self.data and not self.form.is_valid():
            raise BadRequest(next(iter(next(iter(self.form.errors.values())))))
        clean = self.form.cleaned_data if self.data else {}
        clean = {name: clean.get(name) or () for name in self.filters}
        if clean["from"] and clean["until"] and clean["from"] > clean["until"]:
            raise BadRequest(_("“from” must not be later than “until”."))
        return {name: self.filters[name].settle(value) for name, value in clean.items()}

    def query(self, without: str | None = None) -> Query:
        """Return the query to the index; leave out the parameter `without`, to count that parameter's facet."""
        query = self.start()
        for name, parameter in self.filters.items():
            if name != without:
                query = parameter.filter(query, self.values[name])
        return query


def instead(pairs: Iterable[tuple[str, str]], **values: str) -> str:
    """Return the query string of `pairs` (parameter, value) with these parameters replaced; "" removes one."""
    kept = [pair for pair in pairs if pair[0] not in values]
    return written([*kept, *((name, value) for name, value in values.items() if value)])


def written(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the query string of `pairs` in its canonical order."""
    return _encoded(tuple(sorted(pairs)))


@lru_cache(maxsize=5_000)
def _encoded(pairs: tuple[tuple[str, str], ...]) -> str:
    return urlencode(pairs)


# A class body cannot declare `from`, because it is a Python keyword.
Period = type(FilterSet)("Period", (FilterSet,), {"from": From(), "until": Until()})


class EditionFilter(Period):
    """The base of the filters of articles and snapshots."""

    q = Words()
    year = YearFacet()
    language = LanguageFacet()
    order = Order(choices=(DATE, RELEVANCE))

    index: Index
    edition: type[Edition]
    noun: str | Promise = gettext_lazy("Editions")
    noun_of_all: str | Promise = gettext_lazy("All editions")

    def __init__(self, data: QueryDict | None = None, queryset: QuerySet | None = None, *, at=None, **kwargs):
        self.at: datetime = at or timezone.now()
        super().__init__(data, self.edition.objects.all() if queryset is None else queryset, **kwargs)

    @cached_property
    def facets(self) -> list[Facet]:
        found = [each for each in self.filters.values() if isinstance(each, Facet)]
        return sorted(found, key=lambda facet: facet.place)

    @property
    def whole(self) -> tallies.Whole:
        return tallies.Whole(self.index, self.edition, {each.name: each.source for each in self.facets})

    @cached_property
    def tally(self) -> Counts | None:
        """Return the counts of all public editions by facet and month, if they are kept."""
        return tallies.current(self.whole, self.at)

    @property
    def chosen_facets(self) -> list[str]:
        """Return the selected facets of which any value may match: each is counted without its own selection."""
        return [each.name for each in self.facets if self.values[each.name] and not each.asks_all]

    # The query

    @cached_property
    def words(self) -> search_words.Words:
        return (
            search_words.read_words(self.values["q"], self._languages(), spellings())
            if self.values["q"]
            else search_words.Words()
        )

    @property
    def unsearched(self) -> str:
        """Return a message for readers if `q` contains no word, in which case nothing is found; otherwise ""."""
        if self.words or not self.values["q"]:
            return ""
        return _("“%(typed)s” has no letters or digits, so there was nothing to search for.") % {
            "typed": self.values["q"]
        }

    def results(self, others: Iterable[str] = ()) -> SearchResults:
        """Return the results; `others` names parameters for which to run the query without that parameter, too."""
        return SearchResults(
            self.index,
            self.edition,
            self.query(),
            self.at,
            self.effective_order,
            {name: self.query(without=name) for name in others},
            lambda: tallies.total(self.tally) if self.tally else None,
        )

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        query = self.query()
        if query.days is not None:
            return of_days(queryset, *query.days)
        return queryset.filter(pk__in=RawSQL(*search_query.subquery(self.index, query, self.at)))  # noqa: S611

    @property
    def qs(self) -> QuerySet:
        """Return the public editions that match. Raises BadRequest."""
        return self.filter_queryset(self.queryset.public(self.at))

    def among(self, ids: Iterable[int], at: datetime | None = None) -> set[int]:
        """Return the ids of those editions that are public and match, now or at `at`."""
        there = self.at_moment(at) if at else self
        return set(there.qs.filter(pk__in=list(ids)).values_list("pk", flat=True))

    def at_moment(self, at: datetime) -> "EditionFilter":
        return type(self)(self.data, at=at)

    def with_words(self, typed: str) -> "EditionFilter":
        return type(self)(QueryDict(self.instead(q=typed)), at=self.at)

    @property
    def effective_order(self) -> str:
        return self.values["order"] or self.default_order

    @property
    def default_order(self) -> str:
        """Return the order that the address can omit."""
        return RELEVANCE if self.words.required else DATE

    def _languages(self) -> tuple[str, ...]:
        def load() -> tuple[str, ...]:
            rows = self.edition.objects.public(self.at).order_by().values_list("language", flat=True).distinct()
            return tuple(sorted({primary(language) for language in rows}))

        return cached(f"languages of {self.index.name}", load)

    # The address

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters and values of the canonical address: sorted, without defaults."""
        return [(name, value) for name in sorted(self.filters) for value in self._written(name)]

    def _written(self, name: str) -> list[str]:
        value = self.values[name]
        if not value or self.filters[name].is_default(value):
            return []
        if isinstance(value, date):
            return [value.isoformat()]
        return list(value) if isinstance(value, tuple) else [value]

    @property
    def canonical(self) -> str:
        """Return the query string of the canonical address; "" if nothing is filtered."""
        return urlencode(self.pairs)

    def with_value(self, name: str, value: str) -> str:
        """Return the query string with a value added, or removed if it is already there."""
        pair = (name, value)
        return written([each for each in self.pairs if each != pair] if pair in self.pairs else [*self.pairs, pair])

    def instead(self, **values: str) -> str:
        """Return the query string with these parameters replaced; "" removes one."""
        return instead(self.pairs, **values)

    @property
    def facet_values(self) -> int:
        return sum(self.filters[name].is_facet_value for name, _value in self.pairs)

    # Text for readers

    @property
    def chips(self) -> list[Chip]:
        return [
            Chip(self.filters[name].chip(value), name, self._without(name, value))
            for name, value in self.pairs
            if self.filters[name].is_chip
        ]

    def _without(self, name: str, value: str) -> str:
        """Return the query string without one part.

        Removing the words also removes the order, because only one order is left.
        """
        gone = {name, "order"} if name == "q" else set()
        return written([pair for pair in self.pairs if pair != (name, value) and pair[0] not in gone])

    @property
    def description(self) -> str:
        asked: dict[str, list[str]] = {}
        for name, value in self.pairs:
            asked.setdefault(name, []).append(value)
        named = sorted(asked, key=lambda name: self.filters[name].place)
        phrases = [self.filters[name].describe(asked[name]) for name in named]
        return " ".join([str(self.noun), *filter(None, phrases)])
