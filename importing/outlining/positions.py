"""Find each part's place in a snapshot: the cheapest path through the order that snapshots follow.

Every reading of a document as title, introduction, selection heading, sections and articles has a cost. Violating the
order is impossible, missing parts cost much, and odd appearance costs little, so position takes precedence over
appearance. Dynamic programming (R. Bellman; the algorithm of A. Viterbi) finds the cheapest reading.
"""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import NamedTuple

from importing.lines import Place
from importing.outlining.bylines import is_signed
from importing.outlining.part import Kind, Part
from importing.outlining.unwrapping import Wrapping
from importing.outlining.weighing import Weights

NO_AUTHOR, NO_DATE, NO_SUMMARY, NO_POINTS, NO_SECTION, EMPTY_SECTION = 4.0, 4.0, 3.0, 5.0, 3.0, 5.0
OTHER = 8.0
NO_TITLE = 5.0
AGAINST = 8.0  # an editor's pin that violates the order of snapshots
HOPELESS = 40.0  # a reading this much more expensive than another never becomes the cheapest
# Article heads: p before the title, t after it; then whether a byline and a date were seen.
HEADS = {f"{place}{byline}{day}" for place in "pt" for byline in "01" for day in "01"}
AFTER_TITLE = sorted(head for head in HEADS if head[0] == "t")


NO_ARTICLES = 4.0
SIGNED = 2.0  # the most for a byline if articles have none; appearance identifies names well
ASSUMED = 3.0  # cost of assuming a habit that no reading has shown yet


@dataclass(frozen=True)
class Habits:
    """The habits of the document's articles: date before title or not, and the shares with an author and a date."""

    date_first: bool = False
    byline_first: bool | None = None
    authored: float | None = None
    dated: float | None = None


FEW_MISSING = 0.9  # of the articles; if this many have an author and a date, no other habits are tried
NO_HABITS = Habits()
SUPPOSED = [
    Habits(authored=0.1),
    Habits(dated=0.1),
    Habits(authored=0.1, dated=0.1),
    Habits(byline_first=True),
]


def _surprise(share: float) -> float:
    return -2 * log(share)


def _missing(head: str, habits: Habits) -> float:
    author, day = habits.authored, habits.dated
    no_author = NO_AUTHOR if author is None else min(NO_AUTHOR, _surprise(1 - author))
    no_date = NO_DATE if day is None else min(NO_DATE, _surprise(1 - day))
    return (no_author if head[1] == "0" else 0.0) + (no_date if head[2] == "0" else 0.0)


@lru_cache(maxsize=64)
def _steps(habits: Habits) -> dict[str, list[tuple[Place, str, float]]]:
    """Return for each state the possible next places, the states they lead to, and the costs of the steps."""
    opens_article = [
        (Place.ARTICLE, "t00", 0.0),
        (Place.DATE, "p01", 0.0 if habits.date_first else 1.5),
        (Place.BYLINE, "p10", {None: 4.0, True: 0.5, False: 8.0}[habits.byline_first]),
        (Place.VOLUME, "p00", 1.0),
        (Place.ASIDE, "p00", 1.0),
    ]
    unsectioned = [(place, state, cost + NO_SECTION) for place, state, cost in opens_article]
    section = (Place.SECTION, "section", 1.0)
    opens_text = [(Place.INTRO, "intro", 0.0), (Place.SELECTION, "selection", 0.0), section, *unsectioned]
    steps = {
        "start": [(Place.TITLE, "title", 0.0), (Place.ARTICLE, "t00", NO_TITLE + NO_SECTION)],
        "title": [(Place.META, "title", 3.0), *opens_text],
        "intro": opens_text,
        "selection": [section, *unsectioned],
        "section": [(Place.SECTION, "section", 1.0 + EMPTY_SECTION), (Place.NOTE, "noted", 0.0), *opens_article],
        "noted": [(Place.SECTION, "section", 1.5), (Place.NOTE, "noted", 0.0), *opens_article],
        "label": [(Place.POINT, "point", 0.0)],
        "point": [(Place.POINT, "point", 0.0), (Place.FOOT, "point", 0.0), section, *opens_article],
    }
    steps["label"] += [(place, state, cost + NO_POINTS) for place, state, cost in steps["point"][1:]]
    for head in HEADS:
        before, byline, day = head
        steps[head] = found = [(Place.VOLUME, head, 0.3), (Place.ASIDE, head, 1.0)]
        if day == "0":
            found.append((Place.DATE, f"{before}{byline}1", 1.5 if before == "t" and habits.date_first else 0.0))
        first = 0.0 if habits.authored is None else min(SIGNED, _surprise(habits.authored))
        first += 3.0 if before == "p" and not habits.byline_first else 0.0
        found.append((Place.BYLINE, f"{before}1{day}", first if byline == "0" else 3.5))
        if before == "p":
            found.append((Place.ARTICLE, f"t{byline}{day}", 0.0))
            continue
        missing = _missing(head, habits)
        if day == "0":
            # The date is still missing. Its cost is added here, because the next state counts it as seen.
            found.append((Place.UNREAD, f"{before}{byline}1", _missing(f"{before}1{day}", habits)))
        if byline == "1":
            found.append((Place.AFFILIATION, head, 1.5))
        found += [
            (Place.LABEL, "label", missing),
            (Place.POINT, "point", missing + 0.5),
        ]
        found += [(place, state, cost + missing + NO_SUMMARY) for place, state, cost in steps["point"][1:]]
    return steps


@lru_cache(maxsize=64)
def _steps_into(habits: Habits) -> dict[Place, list[tuple[str, str, float]]]:
    """Return the same steps by place: (from state, to state, cost)."""
    into: dict[Place, list[tuple[str, str, float]]] = {place: [] for place in Place}
    for state, options in _steps(habits).items():
        for place, target, cost in options:
            into[place].append((state, target, cost))
    return into


@lru_cache(maxsize=64)
def _at_end(habits: Habits) -> dict[str, float]:
    costs = {"start": 50.0, "title": NO_ARTICLES, "intro": NO_ARTICLES, "selection": 2.0, "section": EMPTY_SECTION}
    costs["noted"] = 0.5
    costs |= {"label": NO_POINTS, "point": 0.0}
    return costs | {head: _missing(head, habits) + (9.0 if head[0] == "p" else NO_SUMMARY) for head in HEADS}


# The cheapest path to a state: its cost, the place of the last part, the state, and the previous path.
_Way = tuple[float, Place, str, "_Way | None"]


@dataclass(frozen=True)
class Placed:
    """A part's place and its cost. `is_ahead`: it belongs to the article whose title follows."""

    place: Place
    is_ahead: bool = False
    cost: float = 0.0


class Reading(NamedTuple):
    """The places of all parts and their total cost."""

    cost: float
    places: list[Placed]


def first_reading(parts: list[Part], wrapping: Wrapping, weights: Weights, first: int, is_sure: bool) -> list[Placed]:
    """Return the places in the cheapest reading of a document with unknown habits.

    Tries the assumption that no article has an author, or a date, once per document instead of charging each article.
    """
    first_try = find_places(parts, wrapping, weights, first, NO_HABITS, is_sure)
    readings = [first_try]
    for habits in _supposed(first_try) if _has_marks(parts) else []:
        cost, places = find_places(parts, wrapping, weights, first, habits, is_sure)
        readings.append(Reading(cost + ASSUMED, places))
    return min(readings, key=lambda reading: reading.cost).places


def _supposed(reading: Reading) -> list[Habits]:
    """Return the habits to try: those that make readings cheaper in which articles lack an author or a date."""
    counts = Counter(placed.place for placed in reading.places)
    articles = counts[Place.ARTICLE]
    are_signed, are_dated = (
        articles and counts[place] > FEW_MISSING * articles and articles > 1 for place in (Place.BYLINE, Place.DATE)
    )
    odd = counts[Place.OTHER] + counts[Place.UNREAD] + counts[Place.ASIDE] > articles / 4
    if are_signed and are_dated and not odd:
        return []
    return SUPPOSED


def find_places(
    parts: list[Part], wrapping: Wrapping, weights: Weights, first: int, habits: Habits, is_sure: bool
) -> Reading:
    """Return the place of each of `parts`. Those before index `first` are OTHER.

    `is_sure`: the title is at `first` and nowhere else. Otherwise there may be no title.
    """
    into, at_end = _steps_into(habits), _at_end(habits)
    ways: dict[str, _Way] = {"start": (0.0, Place.OTHER, "start", None)}
    for index in range(first, len(parts)):
        pinned = Place.TITLE if index == first and is_sure else weights.pinned(index)
        ways = _pinned(ways, pinned, habits) if pinned else _next(ways, index, wrapping, weights, into)
    if not _has_marks(parts):
        at_end = at_end | {"title": 0.0, "intro": 0.0}
    cost, _, best = min((way[0] + at_end[state], number, way) for number, (state, way) in enumerate(ways.items()))
    places = []
    while best[3] is not None:
        before = best[3]
        is_ahead = best[2] in HEADS and best[2][0] == "p"
        places.append(Placed(best[1], is_ahead, best[0] - before[0]))
        best = before
    return Reading(cost, [Placed(Place.OTHER)] * first + places[::-1])


def _next(ways: dict[str, _Way], index: int, wrapping: Wrapping, weights: Weights, into: dict) -> dict[str, _Way]:
    """Return the cheapest path to each state reachable with one more part."""
    joined, apart = wrapping.cost(index), wrapping.cost_apart(index)
    hopeless = min(way[0] for way in ways.values()) + HOPELESS
    ways = {state: way for state, way in ways.items() if way[0] <= hopeless}
    reached: dict[str, _Way] = {}
    for state, way in ways.items():
        if state != "start":
            other = OTHER + apart
            place, cost = (Place.CONTINUED, joined) if joined <= other else (Place.OTHER, other)
            reached[state] = (way[0] + cost, place, state, way)
    for place, look in weights.costs(index).items():
        for state, target, step in into[place]:
            if (way := ways.get(state)) is None:
                continue
            cost = way[0] + step + look + apart
            if (known := reached.get(target)) is None or cost < known[0]:
                reached[target] = (cost, place, target, way)
    return reached


def _pinned(ways: dict[str, _Way], pinned: Place, habits: Habits) -> dict[str, _Way]:
    """Return the paths through a part with a pinned place. A place that violates the order costs much but is used."""
    reached: dict[str, _Way] = {}
    for state, way in ways.items():
        place = Place.OTHER if pinned is Place.CONTINUED and state == "start" else pinned
        allowed = ((target, cost) for step, target, cost in _steps(habits)[state] if step is place)
        target, cost = (state, 0.0) if place in STAY else next(allowed, (_state_after(place, state), AGAINST))
        if target not in reached or way[0] + cost < reached[target][0]:
            reached[target] = (way[0] + cost, place, target, way)
    return reached


STAY = {Place.OTHER, Place.CONTINUED, Place.AFFILIATION, Place.META, Place.FOOT, Place.NOTE, Place.ASIDE}
STAY |= {Place.PDF, Place.COVERAGE}


def _state_after(pinned: Place, state: str) -> str:
    if pinned in STAY:
        return state
    if pinned in (Place.BYLINE, Place.DATE, Place.UNREAD, Place.VOLUME):
        before, byline, day = state if state in HEADS else "p00"
        byline = "1" if pinned is Place.BYLINE else byline
        return f"{before}{byline}{'1' if pinned in (Place.DATE, Place.UNREAD) else day}"
    if pinned is Place.ARTICLE:
        return f"t{state[1:]}" if state in HEADS and state[0] == "p" else "t00"
    return "selection" if pinned is Place.SELECTION else pinned.name.lower()


def _has_marks(parts: list[Part]) -> bool:
    """Return whether the document has anything besides plain paragraphs."""
    return any(part.kind is not Kind.TEXT or is_signed(part.text) for part in parts)


def habits_of(places: list[Placed]) -> Habits:
    """Return the habits of most articles, from the document's first reading."""
    count = sum(1 for placed in places if placed.place is Place.ARTICLE)
    days = [placed for placed in places if placed.place is Place.DATE]
    bylines = [placed for placed in places if placed.place is Place.BYLINE]
    ahead = sum(1 for placed in days if placed.is_ahead)
    signed = sum(1 for placed in bylines if placed.is_ahead)
    return Habits(
        date_first=ahead > len(days) / 2,
        byline_first=signed > len(bylines) / 2 if len(bylines) > 2 else None,
        authored=_share(len(bylines), count),
        dated=_share(len(days), count),
    )


def _share(found: int, count: int) -> float | None:
    """Return the share of articles that have a part, or None if there are too few. Leans toward most having it."""
    return min(found + 1, count + 1) / (count + 1.35) if count > 2 else None
