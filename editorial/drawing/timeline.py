"""Articles on a line of time, a lane for each section, each a numbered mark that leads on. Drawn by timeline.html."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from editorial.drawing import words
from editorial.drawing.days import day_ticks
from editorial.drawing.scales import NARROWEST, rounded

FEWEST = 3  # marks: fewer say less than their dates do
EDGE = 4.5  # percent on either side: the first mark and the last are whole
APART = 100 * 24 / NARROWEST  # percent: a finger's room for each mark on the narrowest page
ROW, HEAD, FOOT, GAP = 1.5, 1.4, 1.5, 0.5  # rem: a row of marks, a lane's name, the dates below, between lanes
MOST_ROWS = 5
LABEL = 38  # characters that fit the narrowest page


@dataclass(frozen=True)
class Item:
    """An article to be drawn: its number on the page, title, day and address."""

    number: int
    title: str
    day: date
    url: str

    @property
    def said(self) -> str:
        values = {"number": self.number, "title": self.title, "day": words.day(self.day)}
        return _("%(number)s. %(title)s, %(day)s") % values


@dataclass(frozen=True)
class Mark:
    """An article where it is drawn; `row` counts from the lane's line upwards."""

    item: Item
    x: float
    row: int
    y: float

    @property
    def text_y(self) -> float:
        return rounded(self.y + 0.25)


@dataclass(frozen=True)
class Lane:
    """A section: its name in full and as there is room, its line, its marks, and all its items for the table.

    `left_out`: how many of the items found no room.
    """

    name: str
    label: str
    url: str
    label_y: float
    line_y: float
    marks: list[Mark]
    items: list[Item]

    @property
    def left_out(self) -> int:
        return len(self.items) - len(self.marks)


@dataclass(frozen=True)
class Tick:
    """A day named below the lanes."""

    text: str
    x: float
    anchor: str


@dataclass(frozen=True)
class Timeline:
    """What timeline.html takes: everything measured, in percent across and rem down."""

    key: str
    title: str
    description: str
    lanes: list[Lane]
    ticks: list[Tick]
    height: float
    base: float
    is_mirrored: bool  # time runs from right to left: the page is written so

    @property
    def names_x(self) -> float:
        """Return where the lanes' names begin."""
        return 100 if self.is_mirrored else 0

    @property
    def text_y(self) -> float:
        return rounded(self.base + 1.15)


def timeline(lanes: Iterable[tuple[str, str, Sequence[Item]]], *, title: str, key: str = "timeline") -> Timeline | None:
    """Return the lanes, each (name, address, items), on one line of time; None where there is too little to draw.

    Items may come in any order; a lane without items is left out. Marks that would touch stand one above the other;
    what finds no room there is in the table alone, and the lane says so.
    """
    lanes = [(name, url, sorted(items, key=lambda item: (item.day, item.number))) for name, url, items in lanes]
    days = [item.day for _, _, items in lanes for item in items]
    if len(days) < FEWEST:
        return None
    first, last = min(days), max(days)
    drawn, y = [], 0.0
    for name, url, items in lanes:
        if items:
            drawn.append(_lane(name, url, items, y, first, last))
            y = drawn[-1].line_y + GAP
    base = drawn[-1].line_y
    ticks = [_tick(text, across(day, first, last)) for day, text in day_ticks(first, last)]
    is_mirrored = get_language_bidi()
    described = _described(drawn, first, last)
    if is_mirrored:
        drawn = [replace(lane, marks=[_turned(mark) for mark in lane.marks]) for lane in drawn]
        ticks = [_turned(tick) for tick in ticks]
    return Timeline(key, title, described, drawn, ticks, rounded(base + FOOT), base, is_mirrored)


def _turned(placed: Mark | Tick) -> Mark | Tick:
    """Return what is placed at the other side. An anchor stays: SVG reads it along the direction of writing."""
    return replace(placed, x=rounded(100 - placed.x))


def across(day: date, first: date, last: date) -> float:
    """Return where a day stands, in percent; the middle where all is of one day."""
    if first == last:
        return 50
    return rounded(EDGE + (100 - 2 * EDGE) * (day - first).days / (last - first).days)


def rows(places: Sequence[float]) -> list[int | None]:
    """Return a row for each place, given in ascending order, so that none in a row touch; None where all are full."""
    ends: list[float] = []
    found: list[int | None] = []
    for x in places:
        row = next((n for n, end in enumerate(ends) if x - end >= APART), len(ends))
        if row == MOST_ROWS:
            found.append(None)
            continue
        ends[row : row + 1] = [x]
        found.append(row)
    return found


def _lane(name: str, url: str, items: list[Item], y: float, first: date, last: date) -> Lane:
    places = [across(item.day, first, last) for item in items]
    standing = rows(places)
    height = ROW * (1 + max(row for row in standing if row is not None))
    line = rounded(y + HEAD + height + 0.2)
    marks = [
        Mark(item, x, row, rounded(line - 0.2 - ROW * row - ROW / 2))
        for item, x, row in zip(items, places, standing, strict=True)
        if row is not None
    ]
    return Lane(name, words.shortened(name, LABEL), url, rounded(y + 1), line, marks, items)


def _tick(text: str, x: float) -> Tick:
    return Tick(text, x, "start" if x < 12 else "end" if x > 88 else "middle")


def _described(lanes: list[Lane], first: date, last: date) -> str:
    count = sum(len(lane.items) for lane in lanes)
    left_out = sum(lane.left_out for lane in lanes)
    values = {"articles": words.articles(count), "first": words.day(first), "last": words.day(last)}
    span = _("%(articles)s of %(first)s.") if first == last else _("%(articles)s from %(first)s to %(last)s.")
    sentences = [span % values, _("Each number leads to its article on this page.")]
    if left_out:
        more = ngettext(
            "%(told)s article found no room and stands in the table alone.",
            "%(told)s articles found no room and stand in the table alone.",
            left_out,
        )
        sentences.append(more % {"told": words.number(left_out)})
    return " ".join(sentences)
