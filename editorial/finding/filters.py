"""The filter of a kind of edition: one object, one address. Lists, counts, feeds, exports, the API and alerts share it.

It is a FilterSet of django-filter over public editions: the parameters are its filters and no others, and what they
mean is asked of the index in one question. Unknown parameters are not looked at; a known one with a bad value refuses
the whole address.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from urllib.parse import urlencode

import django_filters
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.enumerating import each, either
from editorial.finding import asking, fields
from editorial.finding.asking import Question
from editorial.finding.index import EditionIndex, language_token
from editorial.finding.phrases import PHRASES
from editorial.finding.results import DATE, RELEVANCE, Found, of_days
from editorial.finding.words import Words, read_words
from editorial.models import Edition
from editorial.record_version import held
from editorial.spellings import spellings
from editorial.stemming import primary
from editorial.written import day

NOTHING = "none"  # a token that no edition bears


class _Filter(django_filters.Filter):
    """A parameter. The question is asked for all of them together, so none narrows the queryset by itself."""

    def filter(self, queryset, value):
        return queryset


def parameter(kind: type, name: str, **more) -> _Filter:
    """Return the filter of one parameter whose values are of the field class `kind`."""
    made = _Filter(field_name=name, name=name, **more)
    made.field_class = kind
    return made


def values(name: str, parse=fields.slug_of) -> _Filter:
    """Return the filter of a parameter that may be repeated."""
    return parameter(fields.ValuesField, name, parse=parse)


@dataclass(frozen=True)
class Chip:
    """An active part of a filter as readers see it, and the query without it."""

    label: str
    name: str
    query: str


# “from” is a word of Python, so the filters of the period are given by name.
Period = type(django_filters.FilterSet)(
    "Period",
    (django_filters.FilterSet,),
    {"from": parameter(fields.DayField, "from"), "until": parameter(fields.DayField, "until")},
)


class EditionFilter(Period):
    """What filters of articles and of snapshots have in common."""

    q = parameter(fields.WordsField, "q")
    year = values("year", fields.year_of)
    language = values("language", fields.language_of)
    order = parameter(fields.ChoiceField, "order", choices=(DATE, RELEVANCE))

    index: EditionIndex
    edition: type[Edition]
    noun: str | Promise = gettext_lazy("Editions")
    noun_of_all: str | Promise = gettext_lazy("All editions")
    facets: tuple[str, ...] = ()  # parameters whose values are facets

    def __init__(self, data: QueryDict | None = None, queryset: QuerySet | None = None, *, at=None, **kwargs):
        self.at: datetime = at or timezone.now()
        super().__init__(data, self.edition.objects.public(self.at) if queryset is None else queryset, **kwargs)

    # What was asked

    @cached_property
    def asked(self) -> dict:
        """Return the clean value of each parameter. Raises BadRequest with a plain sentence."""
        if not self.form.is_valid():
            raise BadRequest(next(iter(next(iter(self.form.errors.values())))))
        clean = self.form.cleaned_data if self.is_bound else {}
        clean = {name: clean.get(name) or () for name in self.base_filters}
        if clean["from"] and clean["until"] and clean["from"] > clean["until"]:
            raise BadRequest(_("“from” is a later day than “until”."))
        return self.settled(clean)

    def settled(self, clean: dict) -> dict:
        """Return the values as the address has them: slugs as they are now."""
        return clean

    def conditions(self) -> dict[str, list[tuple[str, ...]]]:
        """Return for each parameter that names house data the sets of tokens, of each of which one must be borne."""
        return {}

    def name_of(self, parameter: str, value: str) -> str:
        """Return how readers know a value."""
        return value

    @cached_property
    def words(self) -> Words:
        """Return what `q` asks for."""
        return read_words(self.asked["q"], self._languages(), spellings()) if self.asked["q"] else Words()

    def chosen_keys(self) -> tuple[int, ...] | None:
        """Return the keys among which it must be; None where any will do."""
        return None

    @cached_property
    def _chosen_keys(self) -> tuple[int, ...] | None:
        return self.chosen_keys()

    @cached_property
    def _conditions(self) -> dict[str, list[tuple[str, ...]]]:
        years, languages = self.asked["year"], self.asked["language"]
        return {
            "year": [tuple(f"y{year}" for year in years)] if years else [],
            "language": [tuple(language_token(each) for each in languages)] if languages else [],
            **self.conditions(),
        }

    def question(self, without: str | None = None) -> Question:
        """Return what the index is asked; `without` one parameter, for that one's facet."""
        house = [tokens for name, each in self._conditions.items() if name != without for tokens in each]
        return Question(
            words=self.words,
            house=tuple(sorted(house)),
            first=self.asked["from"] or None,
            last=self.asked["until"] or None,
            chosen=self._chosen_keys,
        )

    def found(self, others: Iterable[str] = ()) -> Found:
        """Return what it finds. `others`: parameters without which the same is asked, too."""
        return Found(
            self.index,
            self.edition,
            self.question(),
            self.at,
            self.order_asked,
            {name: self.question(without=name) for name in others},
        )

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Return the editions in `queryset` that it finds."""
        question = self.question()
        if question.days is not None:
            return of_days(queryset, *question.days)
        return queryset.filter(pk__in=RawSQL(*asking.subquery(self.index, question, self.at)))  # noqa: S611

    @property
    def qs(self) -> QuerySet:
        """Return the public editions that it finds. Raises BadRequest."""
        return self.filter_queryset(self.queryset.all())

    def among(self, ids: Iterable[int], at: datetime | None = None) -> set[int]:
        """Return those of the editions with these ids that are public, and found by it."""
        there = self.copy_at(at) if at else self
        return set(there.qs.filter(pk__in=list(ids)).values_list("pk", flat=True))

    def copy_at(self, at: datetime) -> "EditionFilter":
        """Return the same filter at another moment."""
        return type(self)(self.data, at=at)

    def with_words(self, typed: str) -> "EditionFilter":
        """Return the same filter for other words."""
        return type(self)(QueryDict(self.instead(q=typed)), at=self.at)

    @property
    def order_asked(self) -> str:
        """Return the order: what was asked for, else relevance where there are words."""
        return self.asked["order"] or self.default_order

    @property
    def default_order(self) -> str:
        """Return the order that the address need not name."""
        return RELEVANCE if self.words.required else DATE

    def _languages(self) -> tuple[str, ...]:
        """Return the primary tags of the languages that the public editions are in."""

        def load() -> tuple[str, ...]:
            rows = self.edition.objects.public(self.at).order_by().values_list("language", flat=True).distinct()
            return tuple(sorted({primary(language) for language in rows}))

        return held(f"languages of {self.index.name}", load)

    # Its address

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters and values of the canonical address: sorted, defaults left out."""
        return [(name, value) for name in sorted(self.base_filters) for value in self._written(name)]

    def _written(self, name: str) -> list[str]:
        value = self.asked[name]
        if not value or (name == "order" and value == self.default_order) or self.is_default(name, value):
            return []
        if isinstance(value, date):
            return [value.isoformat()]
        return list(value) if isinstance(value, tuple) else [value]

    def is_default(self, name: str, value: str) -> bool:
        """Return whether a value makes no difference."""
        return False

    @property
    def canonical(self) -> str:
        """Return the query of the canonical address; "" for everything."""
        return urlencode(self.pairs)

    def with_value(self, name: str, value: str) -> str:
        """Return the query with a value added; where it is there already, without it."""
        pair = (name, value)
        return self._query([each for each in self.pairs if each != pair] if pair in self.pairs else [*self.pairs, pair])

    def instead(self, **values: str) -> str:
        """Return the query with these parameters as given, and no other values of them; "" takes one away."""
        kept = [pair for pair in self.pairs if pair[0] not in values]
        return self._query([*kept, *((name, value) for name, value in values.items() if value)])

    def changed(self, gone: Collection[tuple[str, str]], come: Iterable[tuple[str, str]]) -> str:
        """Return the query without some pairs of parameter and value, and with others."""
        return self._query([*(set(self.pairs) - set(gone)), *(pair for pair in come if pair not in self.pairs)])

    def _query(self, pairs: list[tuple[str, str]]) -> str:
        return urlencode(sorted(pairs))

    @property
    def facet_values(self) -> int:
        """Return how many facet values it holds."""
        return sum(name in self.facets for name, _value in self.pairs)

    # What readers are told

    @property
    def chips(self) -> list[Chip]:
        """Return its parts, each with the query without it."""
        return [
            Chip(self.told(name, value), name, self._without(name, value))
            for name, value in self.pairs
            if name not in self.unmarked
        ]

    def _without(self, name: str, value: str) -> str:
        """Return the query without a part; without words, an order goes with them: there is but one."""
        gone = {name, "order"} if name == "q" else set()
        return self._query([pair for pair in self.pairs if pair != (name, value) and pair[0] not in gone])

    unmarked = ("order",)  # parameters that are no part readers take away

    def told(self, name: str, value: str) -> str:
        """Return how a part is told."""
        if name == "q":
            return _("“%(words)s”") % {"words": value}
        if name in ("from", "until"):
            words = _("Since %(day)s") if name == "from" else _("Until %(day)s")
            return words % {"day": day(date.fromisoformat(value))}
        return self.name_of(name, value)

    @property
    def words_for_people(self) -> str:
        """Return one plain line that says what it finds."""
        asked: dict[str, list[str]] = {}
        for name, value in self.pairs:
            asked.setdefault(name, []).append(value)
        phrases = [self.phrase(name, asked[name]) for name in PHRASES if name in asked]
        return " ".join([str(self.noun), *phrases])

    def phrase(self, name: str, values: list[str]) -> str:
        """Return what the values of a parameter say in that line."""
        if name in ("from", "until"):
            return PHRASES[name] % {"what": day(date.fromisoformat(values[0]))}
        join = each if name == "author" and self.asked.get("author_match") == "all" else either
        return PHRASES[name] % {"what": join([self.told(name, value) for value in values])}
