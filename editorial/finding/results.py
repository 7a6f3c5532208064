"""What a question finds: how many, a page of them in order, and where the next page begins.

Few are fetched whole and put in order here. Of many only the page is fetched, newest first or rank by rank: words in
titles, then in what leads (byline, summary), then in the text, newest first within each. So page 100 costs what page 1
does, an index serves every order, and a reader understands it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.db.models import Max, Min, QuerySet
from django.utils.translation import gettext as _

from editorial.finding import asking
from editorial.finding.asking import Question
from editorial.finding.index import EditionIndex
from editorial.finding.keys import HIGHEST, day_of, id_of, key_of
from editorial.models import Edition
from editorial.paging import following, not_given_out
from editorial.record_version import held
from editorial.search_table import Zone
from editorial.written import number

COUNTED = 10_000  # a total beyond is told as “10,000+”
FEW = 5_000  # facets of so many are counted
MOST_KNOWN = 2_000  # questions whose numbers are known, in one record version
DATE, RELEVANCE = "date", "relevance"
RANKS = ((Zone.TITLE, None), (Zone.LEAD, Zone.TITLE), (Zone.TEXT, Zone.LEAD))
CURSOR = re.compile(r"(?:([012])\.)?(\d{4}-\d{2}-\d{2})\.(\d{1,9})", re.ASCII)


@dataclass(frozen=True)
class Place:
    """Where an edition stands in the order: its rank (0 in the order by date) and its key."""

    rank: int
    key: int


@dataclass(frozen=True)
class Known:
    """How many a question finds; at least so many where that is not exact. COUNTED + 1 says more than COUNTED."""

    number: int
    is_exact: bool


@dataclass
class Found:
    """What `question` finds among the public editions of a kind at a moment.

    `others`: further questions whose keys are wanted with it, by name: each with up to FEW + 1 of them.
    """

    index: EditionIndex
    edition: type[Edition]
    question: Question
    at: datetime
    order: str = DATE
    others: Mapping[str, Question] = field(default_factory=dict)

    @cached_property
    def _fetched(self) -> dict[str, list[int] | int]:
        """Return the keys of everything asked for, in one query; only their number where many are known to be found."""
        wanted = {name: (question, FEW) for name, question in self.others.items()} | {"all": (self.question, COUNTED)}
        kept = self._known()  # other threads add to it, and empty it: each question is looked up once
        known = {question: found for question, _most in wanted.values() if (found := kept.get(question))}
        told = {
            name: known[question].number
            for name, (question, most) in wanted.items()
            if question in known and (known[question].is_exact or most == FEW)
        }
        asked = {
            name: (question, Zone.TEXT)
            for name, (question, _most) in wanted.items()
            if name not in told and question.days is None
        }
        found = asking.keys(self.index, asked, self.at, {name: wanted[name][1] + 1 for name in asked})
        for name, keys in found.items():
            question, most = wanted[name]
            if len(keys) > FEW and question.chosen is None and (most == COUNTED or question not in known):
                self._know(question, Known(len(keys), is_exact=most == COUNTED))
        return told | found

    def _known(self) -> dict[Question, Known]:
        """Return how many those questions find that were asked in this record version and find more than a few.

        To fetch all their keys again takes long, and a page does not need them.
        """
        return held(f"known of {self.index.name}", dict)

    def _know(self, question: Question, number: Known) -> None:
        known = self._known()
        if len(known) >= MOST_KNOWN:
            known.clear()
        known[question] = number

    @property
    def is_ranked(self) -> bool:
        """Return whether the order is by rank."""
        return self.order == RELEVANCE and bool(self.question.words.required)

    @cached_property
    def total(self) -> int:
        """Return how many there are; COUNTED + 1 where there are more than COUNTED."""
        if self.question.days is not None:
            return self._how_many(self.question)
        keys = self._fetched["all"]
        return keys if isinstance(keys, int) else len(keys)

    @property
    def total_told(self) -> str:
        """Return the total as readers are told it."""
        return number(self.total) if self.total <= COUNTED else _("%(most)s+") % {"most": number(COUNTED)}

    def few(self, name: str = "all") -> list[int] | None:
        """Return all keys of what was asked under `name`, in no order; None where there are more than FEW."""
        question = self.question if name == "all" else self.others[name]
        if question.days is not None:
            return self._few_of_days(question)
        keys = self._fetched[name]
        return keys if isinstance(keys, list) and len(keys) <= FEW else None

    def _few_of_days(self, question: Question) -> list[int] | None:
        if self._how_many(question) > FEW:
            return None
        if question not in self._of_days:  # facets and pictures ask one after another
            self._of_days[question] = self._newest_of_days(question, HIGHEST, FEW)
        return self._of_days[question]

    @cached_property
    def _of_days(self) -> dict[Question, list[int]]:
        return {}

    def _how_many(self, question: Question) -> int:
        """Return how many a question for days alone finds; COUNTED + 1 where there are more than COUNTED."""
        known = self._known().get(question)
        if known is None:
            known = Known(self._editions_of_days(question).order_by()[: COUNTED + 1].count(), is_exact=True)
            self._know(question, known)
        return known.number

    def newest(self, most: int, name: str = "all") -> list[int]:
        """Return the ids of the newest of what was asked under `name`, newest first."""
        question = self.question if name == "all" else self.others[name]
        if question.days is not None:
            keys = self._newest_of_days(question, HIGHEST, most)
        else:
            keys = asking.newest(self.index, question, Zone.TEXT, self.at, HIGHEST, most, self._held_span())
        return [id_of(key) for key in keys]

    def titled(self, most: int) -> list[int]:
        """Return the ids of the newest in whose titles the words stand, newest first."""
        found = asking.newest(self.index, self.question, Zone.TITLE, self.at, HIGHEST, most, self._held_span())
        return [id_of(key) for key in found]

    def page(self, cursor: str | None, size: int) -> tuple[list[int], str]:
        """Return the ids of a page, in order, and the cursor of the next one ("" on the last).

        Raises BadRequest for a cursor that this order never gives out.
        """
        places = self._places(self._begin(cursor), size + 1)
        shown = places[:size]
        return [id_of(place.key) for place in shown], self._told(shown[-1]) if places[size:] else ""

    def stream(self, batch: int = 1_000) -> Iterator[list[int]]:
        """Yield the ids of everything found, in order, in batches."""
        after = None
        while places := self._places(after, batch):
            yield [id_of(place.key) for place in places]
            after = places[-1]

    def _places(self, after: Place | None, most: int) -> list[Place]:
        if self.question.days is not None:
            return [Place(0, key) for key in self._newest_of_days(self.question, after.key if after else HIGHEST, most)]
        keys = self._fetched["all"]
        if isinstance(keys, list) and len(keys) <= COUNTED:
            return self._sorted_after(after, most)
        return self._along(after, most)

    @cached_property
    def _sorted(self) -> list[tuple[int, int]]:
        """Return all in order, as (rank, minus key): ten thousand of them must not take long."""
        keys = self._fetched["all"]
        if not self.is_ranked:
            return sorted((0, -key) for key in keys)
        zones = {zone: (self.question, zone) for zone in (Zone.TITLE, Zone.LEAD)}
        found = asking.keys(self.index, zones, self.at, dict.fromkeys(zones, COUNTED + 1))
        title, lead = set(found[Zone.TITLE]), set(found[Zone.LEAD])
        return sorted((0 if key in title else 1 if key in lead else 2, -key) for key in keys)

    def _sorted_after(self, after: Place | None, most: int) -> list[Place]:
        start = bisect_right(self._sorted, (after.rank, -after.key)) if after else 0
        return [Place(rank, -key) for rank, key in self._sorted[start : start + most]]

    def _along(self, after: Place | None, most: int) -> list[Place]:
        """Return what follows, looked for along the order. One query for each rank that is reached."""
        span = self._held_span()
        places: list[Place] = []
        for rank, (zone, beyond) in enumerate(RANKS if self.is_ranked else [(Zone.TEXT, None)]):
            if len(places) == most or (after and rank < after.rank):
                continue
            before = after.key if after and after.rank == rank else HIGHEST
            found = asking.newest(self.index, self.question, zone, self.at, before, most - len(places), span, beyond)
            places += [Place(rank, key) for key in found]
        return places

    def _newest_of_days(self, question: Question, before: int, most: int) -> list[int]:
        """Return the highest keys below `before` of a question for days alone: the editions' own index serves it."""
        editions = self._editions_of_days(question)
        if before < HIGHEST:
            editions = following(editions, day_of(before), id_of(before))
        rows = editions.order_by("-published_on", "-pk").values_list("published_on", "pk")
        return [key_of(day, pk) for day, pk in rows[:most]]

    def _editions_of_days(self, question: Question) -> QuerySet:
        return of_days(self.edition.objects.public(self.at), *question.days)

    def _held_span(self) -> tuple[date, date]:
        return held(f"span of {self.index.name}", self._span)

    def _span(self) -> tuple[date, date]:
        found = self.edition.objects.aggregate(first=Min("published_on"), last=Max("published_on"))
        return found["first"] or date.min, found["last"] or date.min

    def _begin(self, cursor: str | None) -> Place | None:
        if cursor is None:
            return None
        found = CURSOR.fullmatch(cursor)
        if not found or bool(found[1]) != self.is_ranked:
            raise not_given_out()
        try:
            return Place(int(found[1] or 0), key_of(date.fromisoformat(found[2]), int(found[3])))
        except ValueError:
            raise not_given_out() from None

    def _told(self, place: Place) -> str:
        rank = f"{place.rank}." if self.is_ranked else ""
        return f"{rank}{day_of(place.key).isoformat()}.{id_of(place.key)}"


def of_days(editions: QuerySet, first: date, last: date) -> QuerySet:
    """Return those of `editions` that bear a day from `first` to `last`."""
    if first > date.min:
        editions = editions.filter(published_on__gte=first)
    return editions.filter(published_on__lte=last) if last < date.max else editions
