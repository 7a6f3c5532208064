"""The parameters of a filter: how each is read, how it narrows the query, and how readers see it."""

from copy import copy
from datetime import date

import django_filters
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search import fields
from search.query import Query
from text.formatting import day
from text.joining import either


class Parameter(django_filters.Filter):
    """A parameter. All parameters together narrow one `Query` to the index.

    Class attributes can also be passed to the constructor. `place`: the position of its `phrase` in the filter's
    description, and among the facets. `meaning` and `example` are for the API documentation.
    """

    name: str
    field_class: type
    meaning: str = ""
    example: object = None
    place = 0
    phrase: str | Promise = ""
    choices: tuple[str, ...] = ()
    is_chip = True  # readers can remove it
    is_facet_value = False  # its values count toward the limits on combined filters

    def __init__(self, **given):
        for name, value in given.items():
            setattr(self, name, value)
        options = {"choices": self.choices} if self.choices else {}
        super().__init__(field_name=self.name, name=self.name, **options)

    def __deepcopy__(self, memo: dict) -> "Parameter":
        """Return a shallow copy for one request: only attributes of the copy itself are set later."""
        return copy(self)

    def settle(self, value):
        """Return a clean value as in the canonical address."""
        return value

    def filter(self, query: Query, value) -> Query:
        return self.narrow(query, value) if value else query

    def narrow(self, query: Query, value) -> Query:
        """Return the query narrowed by a value that is not empty."""
        return query

    def is_default(self, value) -> bool:
        """Return whether the address can omit this value."""
        return False

    def chip(self, value: str) -> str:
        """Return the label of a value for readers."""
        return value

    def describe(self, values: list[str]) -> str:
        return self.phrase % {"what": either([self.chip(value) for value in values])} if self.phrase else ""


class Words(Parameter):
    """Words to search for. If the text contains no word, nothing is found."""

    name, field_class = "q", fields.WordsField
    meaning = "Words to find: all of them; “a phrase” in quotation marks, -word to leave out, word* for beginnings."
    example = "port ferry"
    phrase = gettext_lazy("with the words %(what)s")

    def narrow(self, query: Query, value: str) -> Query:
        return query.of(self.parent.words) if self.parent.words else query.requiring(())

    def chip(self, value: str) -> str:
        return _("“%(words)s”") % {"words": value}


class From(Parameter):
    """The first day of a period."""

    name, field_class, bound = "from", fields.DayField, "first"
    meaning, example = "Dated this day or later.", "2026-01-01"
    place, phrase, chip_words = 90, gettext_lazy("since %(what)s"), gettext_lazy("Since %(day)s")

    def narrow(self, query: Query, value: date) -> Query:
        return query.within(**{self.bound: value})

    def chip(self, value: str) -> str:
        return self.chip_words % {"day": day(date.fromisoformat(value))}

    def describe(self, values: list[str]) -> str:
        return self.phrase % {"what": day(date.fromisoformat(values[0]))}


class Until(From):
    """The last day of a period."""

    name, bound = "until", "last"
    meaning, example = "Dated this day or earlier.", "2026-06-30"
    place, phrase, chip_words = 91, gettext_lazy("until %(what)s"), gettext_lazy("Until %(day)s")


class Choice(Parameter):
    """A choice from a fixed list that changes how other parameters apply."""

    field_class, is_chip = fields.ChoiceField, False


class Order(Choice):
    """The order of the results; the address can omit the default."""

    name = "order"
    meaning = (
        "“date”: newest first. “relevance”, the default with q: words in titles, then in summaries, then in texts."
    )
    example = "date"

    def is_default(self, value: str) -> bool:
        return value == self.parent.default_order
