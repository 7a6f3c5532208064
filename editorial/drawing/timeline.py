"""Articles on a line of time, a lane for each section, each a numbered mark that leads on. Drawn by timeline.html."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

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
        return f"{self.number}. {self.title}, {words.day(self.day)}"


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
    return Timeline(key, title, _described(drawn, first, last), drawn, ticks, rounded(base + FOOT), base)


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
    span = f"of {words.day(first)}" if first == last else f"from {words.day(first)} to {words.day(last)}"
    left_out = sum(lane.left_out for lane in lanes)
    more = f" {words.articles(left_out)} found no room and stand in the table alone." if left_out else ""
    return f"{words.articles(count)} {span}. Each number leads to its article on this page.{more}"
