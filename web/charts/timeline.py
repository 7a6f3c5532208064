"""Articles on a timeline with a lane for each section; numbered marks link to the articles; drawn by timeline.html."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from web.charts import labels
from web.charts.days import day_ticks
from web.charts.downloads import as_csv
from web.charts.scales import NARROWEST, rounded, width_of

FEWEST = 3  # marks; fewer say less than their dates
EDGE = 4.5  # percent on each side, so that the first and last marks are not cut off
APART = 100 * 24 / NARROWEST  # percent: room for a finger at each mark on the narrowest page
# rem: a row of marks, a lane's name, the dates below, and the space between lanes
ROW, HEAD, FOOT, GAP = 1.5, 1.4, 1.5, 0.5
MOST_ROWS = 5
LABEL = 8  # characters of a date below the lanes: “Mar 2026”


@dataclass(frozen=True)
class Item:
    """An article to draw: its number on the page, title, date and address."""

    number: int
    title: str
    day: date
    url: str

    @property
    def said(self) -> str:
        values = {"number": self.number, "title": self.title, "day": labels.day(self.day)}
        return _("%(number)s. %(title)s, %(day)s") % values


@dataclass(frozen=True)
class Mark:
    """An article's mark; `row` 0 is on the lane's line, odd rows are above it and even ones below."""

    item: Item
    x: float
    row: int
    y: float

    @property
    def text_y(self) -> float:
        return rounded(self.y + 0.25)


@dataclass(frozen=True)
class Lane:
    """A section: its name and that name's position, its line and its end, its marks, and all its items for the table.

    `left_out` is the number of items that did not fit.
    """

    name: str
    url: str
    name_y: float
    line_y: float
    end_y: float
    marks: list[Mark]
    items: list[Item]

    @property
    def start_y(self) -> float:
        """Return where the marks begin, below the name."""
        return rounded(self.name_y + HEAD)

    @property
    def left_out(self) -> int:
        return len(self.items) - len(self.marks)


@dataclass(frozen=True)
class Tick:
    """A date below the lanes, and a line above it."""

    text: str
    x: float

    @property
    def text_x(self) -> float:
        """Return where the middle of the text is: within the chart, also at its ends."""
        half = width_of(LABEL) / 2
        return rounded(min(max(self.x, half), 100 - half))


@dataclass(frozen=True)
class Timeline:
    """The data for timeline.html: horizontal values in percent, vertical ones in rem."""

    key: str
    title: str
    description: str
    lanes: list[Lane]
    ticks: list[Tick]
    height: float
    base: float
    is_mirrored: bool  # time runs from right to left, as the page's language does

    @property
    def data_url(self) -> str:
        """Return the articles as CSV, in an address."""
        rows = [
            (item.number, item.title, lane.name, item.day.isoformat()) for lane in self.lanes for item in lane.items
        ]
        return as_csv([(_("Number"), _("Article"), _("Section"), _("Date")), *rows])

    @property
    def text_y(self) -> float:
        return rounded(self.base + 1.15)


def timeline(lanes: Iterable[tuple[str, str, Sequence[Item]]], *, title: str, key: str = "timeline") -> Timeline | None:
    """Return the lanes, each given as (name, address, items), on one timeline, or None if there is too little to draw.

    Items may be in any order; lanes without items are omitted. Marks that would touch are stacked. Items that do not
    fit appear only in the table, and the description says so.
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
            y = drawn[-1].end_y + GAP
    base = drawn[-1].end_y
    ticks = [Tick(text, across(day, first, last)) for day, text in day_ticks(first, last)]
    is_mirrored = get_language_bidi()
    described = _described(drawn, first, last)
    if is_mirrored:
        drawn = [replace(lane, marks=[_turned(mark) for mark in lane.marks]) for lane in drawn]
        ticks = [_turned(tick) for tick in ticks]
    return Timeline(key, title, described, drawn, ticks, rounded(base + FOOT), base, is_mirrored)


def _turned(placed: Mark | Tick) -> Mark | Tick:
    """Mirror the position."""
    return replace(placed, x=rounded(100 - placed.x))


def across(day: date, first: date, last: date) -> float:
    """Return the position of a day in percent, or the middle if all items have the same date."""
    if first == last:
        return 50
    return rounded(EDGE + (100 - 2 * EDGE) * (day - first).days / (last - first).days)


def rows(places: Sequence[float]) -> list[int | None]:
    """Assign a row to each place (in ascending order) so that no marks touch, or None if all rows are full."""
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
    stacked = rows(places)
    highest = max(row for row in stacked if row is not None)
    # Around the line, so that no mark seems to have a higher value than another.
    line = rounded(y + HEAD + ROW * ((highest + 1) // 2 + 0.5))
    end = rounded(line + ROW * (highest // 2 + 0.5))
    marks = [
        Mark(item, x, row, rounded(line - ROW * ((row + 1) // 2 if row % 2 else -row // 2)))
        for item, x, row in zip(items, places, stacked, strict=True)
        if row is not None
    ]
    return Lane(name, url, rounded(y), line, end, marks, items)


def _described(lanes: list[Lane], first: date, last: date) -> str:
    count = sum(len(lane.items) for lane in lanes)
    left_out = sum(lane.left_out for lane in lanes)
    values = {"articles": labels.articles(count), "first": labels.day(first), "last": labels.day(last)}
    span = _("%(articles)s of %(first)s.") if first == last else _("%(articles)s from %(first)s to %(last)s.")
    sentences = [span % values]
    if left_out:
        more = ngettext(
            "%(told)s article is listed only in the table below.",
            "%(told)s articles are listed only in the table below.",
            left_out,
        )
        sentences.append(more % {"told": labels.number(left_out)})
    return " ".join(sentences)
