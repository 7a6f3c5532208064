"""What an editor asks of the library: words, filters and an order, each from a closed list."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

STANDINGS = ("live", "unpublished", "scheduled", "withdrawn")
RELEVANCE, DATE, EDITED = ORDERS = ("relevance", "date", "edited")
MOST_VALUES = 50
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class LibraryQuery:
    """The filters hold together; the values of one are alternatives. `cursor` is a page's `next`."""

    words: str = ""
    authors: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    tags: tuple[int, ...] = ()
    series: tuple[int, ...] = ()
    since: date | None = None  # both days are meant to be in
    until: date | None = None
    standing: str = ""
    order: str = ""  # empty: relevance where there are words, else date
    cursor: str = ""

    def __post_init__(self) -> None:
        """Refuse, with a sentence (ValueError), what is on no list."""
        if self.standing and self.standing not in STANDINGS:
            raise ValueError(_("“%s” is no standing the library filters by.") % self.standing[:50])
        if self.order and self.order not in ORDERS:
            raise ValueError(_("“%s” is no order of the library.") % self.order[:50])
        if self.since and self.until and self.since > self.until:
            raise ValueError(_("The period ends before it begins."))

    @property
    def has_filters(self) -> bool:
        """Return whether anything but words narrows it."""
        return any((self.authors, self.topics, self.tags, self.series, self.since, self.until, self.standing))

    @classmethod
    def of(cls, params: MultiValueDict) -> "LibraryQuery":
        """Return the query that a request's parameters (request.GET) ask; unknown ones are left aside.

        q author* topic* tag* series* (ids) from until (YYYY-MM-DD) standing order cursor. Raises ValueError with a
        sentence for a value that cannot be.
        """
        return cls(
            words=params.get("q", ""),
            authors=_ids(params, "author"),
            topics=_ids(params, "topic"),
            tags=_ids(params, "tag"),
            series=_ids(params, "series"),
            since=_day(params, "from"),
            until=_day(params, "until"),
            standing=params.get("standing", ""),
            order=params.get("order", ""),
            cursor=params.get("cursor", ""),
        )


def _ids(params: MultiValueDict, name: str) -> tuple[int, ...]:
    values = [value for value in params.getlist(name) if value]
    if len(values) > MOST_VALUES:
        raise ValueError(_("At most %(most)d values of “%(name)s” at once.") % {"most": MOST_VALUES, "name": name})
    wrong = next((value for value in values if not re.fullmatch(r"[0-9]{1,19}", value)), None)
    if wrong is not None:
        raise ValueError(_("“%(value)s” is no “%(name)s” of the library.") % {"value": wrong[:50], "name": name})
    return tuple(min(int(value), LARGEST_ID) for value in values)


def _day(params: MultiValueDict, name: str) -> date | None:
    value = params.get(name, "")
    if not value:
        return None
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(_("“%s” is no day: write it as 2026-03-31.") % value[:50]) from None
