"""Finding each part's place in a snapshot: the cheapest way through the order in which snapshots are made.

Every way to read a document as title, introduction, selection heading, sections and articles has a cost. What the
order forbids is impossible, what is missing costs much, odd looks cost little: so position decides before looks do.
The cheapest reading is found step by step (R. Bellman's dynamic programming; A. Viterbi's algorithm).
"""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from math import log
from typing import NamedTuple

from snapshot.importing.outlining.bylines import is_signed
from snapshot.importing.outlining.parts import Kind, Part
from snapshot.importing.outlining.unwrapping import NEVER, Wrapping
from snapshot.importing.outlining.weighing import Weights


class Place(Enum):
    """What a part is in its document."""

    TITLE = "title"
    META = "meta"  # a date or byline of the whole document, which no snapshot has
    INTRO = "intro"
    SELECTION = "selection heading"
    SECTION = "section"
    ARTICLE = "article title"
    BYLINE = "byline"
    AFFILIATION = "affiliation"
    DATE = "date"
    VOLUME = "volume"
    DECK = "subtitle"
    LABEL = "label"
    POINT = "point"
    CONTINUED = "continued"  # goes on where the part before it stopped
    OTHER = "other"

    # Enum hashes by name in Python; the search below looks places up a million times.
    __hash__ = object.__hash__


NO_AUTHOR, NO_DATE, NO_SUMMARY, NO_POINTS, NO_SECTION, EMPTY_SECTION = 4.0, 4.0, 3.0, 5.0, 3.0, 5.0
OTHER = 8.0
HOPELESS = 40.0  # a reading that costs so much more than another never becomes the cheapest
# Heads of articles: p before the title, t after it; then whether a byline and a date were seen.
HEADS = {f"{place}{byline}{day}" for place in "pt" for byline in "01" for day in "01"}
AFTER_TITLE = sorted(head for head in HEADS if head[0] == "t")


NO_ARTICLES = 4.0
SIGNED = 2.0  # at most, for a byline where articles have none: looks tell names well
ASSUMED = 3.0  # what it costs to suppose a habit that no reading has shown yet


@dataclass(frozen=True)
class Habits:
    """What the articles of the document do: the date before the title, the share that has an author, a date."""

    date_first: bool = False
    byline_first: bool | None = None
    authored: float | None = None
    dated: float | None = None


NO_HABITS = Habits()
SUPPOSED = [Habits(authored=0.1), Habits(dated=0.1), Habits(authored=0.1, dated=0.1)]


def _surprise(share: float) -> float:
    return -2 * log(share)


def _missing(head: str, habits: Habits) -> float:
    author, day = habits.authored, habits.dated
    no_author = NO_AUTHOR if author is None else min(NO_AUTHOR, _surprise(1 - author))
    no_date = NO_DATE if day is None else min(NO_DATE, _surprise(1 - day))
    return (no_author if head[1] == "0" else 0.0) + (no_date if head[2] == "0" else 0.0)


@lru_cache(maxsize=64)
def _steps(habits: Habits) -> dict[str, list[tuple[Place, str, float]]]:
    """Return for each state the places that may follow, the state they lead to, and the cost of the step."""
    opens_article = [
        (Place.ARTICLE, "t00", 0.0),
        (Place.DATE, "p01", 0.0 if habits.date_first else 1.5),
        (Place.BYLINE, "p10", {None: 4.0, True: 0.5, False: 8.0}[habits.byline_first]),
        (Place.VOLUME, "p00", 1.0),
    ]
    unsectioned = [(place, state, cost + NO_SECTION) for place, state, cost in opens_article]
    section = (Place.SECTION, "section", 1.0)
    opens_text = [(Place.INTRO, "intro", 0.0), (Place.SELECTION, "selection", 0.0), section, *unsectioned]
    steps = {
        "start": [(Place.TITLE, "title", 0.0)],
        "title": [(Place.META, "title", 3.0), *opens_text],
        "intro": opens_text,
        "selection": [section, *unsectioned],
        "section": [(Place.SECTION, "section", 1.0 + EMPTY_SECTION), *opens_article],
        "label": [(Place.POINT, "point", 0.0)],
        "point": [(Place.POINT, "point", 0.0), section, *opens_article],
    }
    steps["label"] += [(place, state, cost + NO_POINTS) for place, state, cost in steps["point"][1:]]
    for head in HEADS:
        before, byline, day = head
        steps[head] = found = [(Place.VOLUME, head, 0.3)]
        if day == "0":
            found.append((Place.DATE, f"{before}{byline}1", 1.5 if before == "t" and habits.date_first else 0.0))
        first = 0.0 if habits.authored is None else min(SIGNED, _surprise(habits.authored))
        first += 3.0 if before == "p" and not habits.byline_first else 0.0
        found.append((Place.BYLINE, f"{before}1{day}", first if byline == "0" else 3.5))
        if before == "p":
            found.append((Place.ARTICLE, f"t{byline}{day}", 0.0))
            continue
        missing = _missing(head, habits)
        if byline == "1":
            found.append((Place.AFFILIATION, head, 1.5))
        found += [
            (Place.DECK, head, 3.0),
            (Place.LABEL, "label", missing),
            (Place.POINT, "point", missing + 0.5),
        ]
        found += [(place, state, cost + missing + NO_SUMMARY) for place, state, cost in steps["point"][1:]]
    return steps


@lru_cache(maxsize=64)
def _at_end(habits: Habits) -> dict[str, float]:
    costs = {"start": 50.0, "title": NO_ARTICLES, "intro": NO_ARTICLES, "selection": 2.0, "section": EMPTY_SECTION}
    costs |= {"label": NO_POINTS, "point": 0.0}
    return costs | {head: _missing(head, habits) + (9.0 if head[0] == "p" else NO_SUMMARY) for head in HEADS}


class _Way(NamedTuple):
    """The cheapest way to one state: its cost, the place of the last part, and the way before."""

    cost: float
    place: Place
    state: str
    before: "_Way | None"


@dataclass(frozen=True)
class Placed:
    """A part's place; `is_ahead` says that it belongs to the article whose title follows."""

    place: Place
    is_ahead: bool = False


class Reading(NamedTuple):
    """Where each part stands, and what it costs to believe that."""

    cost: float
    places: list[Placed]


def first_reading(parts: list[Part], wrapping: Wrapping, weights: Weights, first: int = 0) -> list[Placed]:
    """Return the places in the cheapest reading of a document whose habits are not known yet.

    That no article has an author, or a date, is supposed once for the whole document, not paid at each article.
    """
    readings = [find_places(parts, wrapping, weights, first)]
    if not _has_marks(parts):
        return readings[0].places
    for habits in SUPPOSED:
        cost, places = find_places(parts, wrapping, weights, first, habits)
        readings.append(Reading(cost + ASSUMED, places))
    return min(readings, key=lambda reading: reading.cost).places


def find_places(
    parts: list[Part], wrapping: Wrapping, weights: Weights, first: int = 0, habits: Habits = NO_HABITS
) -> Reading:
    """Return the place of each of `parts`; those before index `first`, where the title stands, are OTHER."""
    steps, at_end = _steps(habits), _at_end(habits)
    ways = {"start": _Way(0.0, Place.OTHER, "start", None)}
    for index in range(first, len(parts)):
        joined, apart = wrapping.cost(index), wrapping.cost_apart(index)
        looks = {place: weights.cost(place.name, index) for place in Place}
        reached: dict[str, _Way] = {}
        cheapest = min(way.cost for way in ways.values())
        for state, way in ways.items():
            if way.cost > cheapest + HOPELESS:
                continue
            options = steps[state]
            if state != "start":
                options = [*options, (Place.OTHER, state, OTHER)]
                if joined < NEVER and (state not in reached or way.cost + joined < reached[state].cost):
                    reached[state] = _Way(way.cost + joined, Place.CONTINUED, state, way)
            for place, target, step in options:
                look = looks[place]
                if look >= NEVER:
                    continue
                cost = way.cost + step + look + apart
                known = reached.get(target)
                if known is None or cost < known.cost:
                    reached[target] = _Way(cost, place, target, way)
        ways = reached
    if not _has_marks(parts):
        at_end = at_end | {"title": 0.0, "intro": 0.0}
    cost, _, best = min((way.cost + at_end[state], number, way) for number, (state, way) in enumerate(ways.items()))
    places = []
    while best.before is not None:
        places.append(Placed(best.place, best.state.startswith("p") and best.state in HEADS))
        best = best.before
    return Reading(cost, [Placed(Place.OTHER)] * first + places[::-1])


def _has_marks(parts: list[Part]) -> bool:
    """Say whether anything in the document could not stand in mere paragraphs."""
    return any(part.kind is not Kind.TEXT or is_signed(part.text) for part in parts)


def habits_of(places: list[Placed]) -> Habits:
    """Return what most articles do in a document that was read once."""
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
    """Return the share of articles that have a part, as far as so few can tell; most have it until shown not to."""
    return min(found + 1, count + 1) / (count + 1.35) if count > 2 else None
