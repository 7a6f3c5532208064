"""Articles by month, or by year for long periods, as bars that link to the articles they count; drawn by bars.html."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from django.utils.translation import get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _

from web.charts import labels as chart_labels
from web.charts.downloads import as_csv
from web.charts.periods import MOST, UNITS, Period, periods
from web.charts.scales import length, rounded, ticks, width_of

DESCRIBED = {
    "month": gettext_lazy("%(articles)s by month, from %(first)s to %(last)s; the most, %(most)s, in %(when)s."),
    "year": gettext_lazy("%(articles)s by year, from %(first)s to %(last)s; the most, %(most)s, in %(when)s."),
    "decade": gettext_lazy("%(articles)s by decade, from %(first)s to %(last)s; the most, %(most)s, in %(when)s."),
    "century": gettext_lazy("%(articles)s by century, from %(first)s to %(last)s; the most, %(most)s, in %(when)s."),
}
TOP, PLOT, FOOT = 1.25, 8, 0.5  # rem: above the highest bar, for the bars, and below the last label
LEAST = 0.2  # rem: keeps a bar for one article among 100,000 visible
WIDEST_BAR = 10  # percent
EACH_NAMED = 12  # up to this many bars, each has a label and a number


@dataclass(frozen=True)
class Bar:
    """A bar and the full-height column around it, with the same link; `value` is the number above it, or empty."""

    name: str
    count: int
    said: str
    url: str
    column: float
    column_width: float
    x: float
    width: float
    y: float
    height: float
    middle: float
    value: str

    @property
    def value_y(self) -> float:
        return rounded(self.y - 0.3)

    @property
    def written(self) -> str:
        return chart_labels.number(self.count)


@dataclass(frozen=True)
class Text:
    """A short text in the chart; `anchor` says which end of it is at x."""

    text: str
    x: float
    y: float
    anchor: str = "middle"


@dataclass(frozen=True)
class Line:
    """A horizontal line with its number before it."""

    text: str
    y: float

    @property
    def text_y(self) -> float:
        return rounded(self.y + 0.25)


@dataclass(frozen=True)
class Bars:
    """The data for bars.html: horizontal values in percent, vertical ones in rem."""

    key: str
    title: str
    description: str
    unit: str
    bars: list[Bar]
    lines: list[Line]
    labels: list[Text]
    left: float
    is_mirrored: bool  # time runs from right to left, as the page's language does
    base: float = TOP + PLOT

    @property
    def unit_name(self) -> str:
        return str(UNITS[self.unit])

    @property
    def data_url(self) -> str:
        """Return the numbers as CSV, in an address."""
        return as_csv([(self.unit_name, _("Articles")), *((bar.name, bar.count) for bar in self.bars)])

    @property
    def height(self) -> float:
        return rounded(max(label.y for label in self.labels) + FOOT)

    @property
    def lines_end(self) -> float:
        """Return the x position where the numbers beside the lines end, in percent."""
        return rounded(101 - self.left if self.is_mirrored else self.left - 1)

    @property
    def plot_start(self) -> float:
        """Return the left end of the horizontal lines, in percent."""
        return 0 if self.is_mirrored else self.left

    @property
    def plot_end(self) -> float:
        """Return the right end of the horizontal lines, in percent."""
        return rounded(100 - self.left) if self.is_mirrored else 100


def month_bars(
    counts: Iterable[tuple[date, int]],
    url: Callable[[date, date], str],
    *,
    title: str,
    description: str = "",
    key: str = "months",
    most_months: int = MOST,
) -> Bars | None:
    """Return articles by month as bars, or None if there is nothing to draw.

    `counts`: (any day of the month, count). `url(first, last)`: the address of the articles published from `first` to
    `last`, a whole month or, for more than `most_months` months, whole years. `key` is the prefix for ids on the page.
    An empty period is a gap without a link. Without `description`, the chart generates one.
    """
    spans = periods(counts, most_months)
    highest = max((span.count for span in spans), default=0)
    if not highest:
        return None
    has_values = len(spans) <= EACH_NAMED and width_of(len(chart_labels.number(highest)) + 1) <= 100 / len(spans)
    marks = ticks(highest)
    left = 0 if has_values else rounded(width_of(len(chart_labels.number(marks[-1]))) + 1.5)
    bars = [_bar(span, n, len(spans), left, marks[-1], url, has_values) for n, span in enumerate(spans)]
    lines = [] if has_values else [Line(chart_labels.number(mark), _y(mark, marks[-1])) for mark in marks[1:]]
    labels = _labels(spans, bars)
    unit = spans[0].unit
    is_mirrored = get_language_bidi()
    if is_mirrored:
        bars, labels = [_turned_bar(bar) for bar in bars], [_turned(label) for label in labels]
    told = description or _described(spans)
    return Bars(key, title, told, unit, bars, lines, labels, left, is_mirrored)


def _turned_bar(bar: Bar) -> Bar:
    return replace(
        bar,
        column=rounded(100 - bar.column - bar.column_width),
        x=rounded(100 - bar.x - bar.width),
        middle=rounded(100 - bar.middle),
    )


def _turned(label: Text) -> Text:
    """Mirror the label's position. The anchor stays, because SVG applies it along the writing direction."""
    return replace(label, x=rounded(100 - label.x))


def _bar(
    span: Period, n: int, of: int, left: float, highest: int, url: Callable[[date, date], str], has_values: bool
) -> Bar:
    column = (100 - left) / of
    start, width, height = left + n * column, min(0.76 * column, WIDEST_BAR), length(span.count, highest, PLOT, LEAST)
    return Bar(
        name=span.name,
        count=span.count,
        said=_("%(what)s: %(count)s") % {"what": span.name, "count": chart_labels.articles(span.count)},
        url=url(span.first, span.last) if span.count else "",
        column=rounded(start),
        column_width=rounded(column),
        x=rounded(start + (column - width) / 2),
        width=rounded(width),
        y=rounded(TOP + PLOT - height),
        height=height,
        middle=rounded(start + column / 2),
        value=chart_labels.number(span.count) if has_values and span.count else "",
    )


def _y(mark: int, highest: int) -> float:
    return rounded(TOP + PLOT * (1 - mark / highest))


def _labels(spans: list[Period], bars: list[Bar]) -> list[Text]:
    """Return the labels below the bars: months if each has enough room, and years."""
    if spans[0].unit != "month":
        return _apart(_years(spans, bars))
    first, second = TOP + PLOT + 1, TOP + PLOT + 2.1
    if len(spans) > EACH_NAMED or bars[0].column_width < width_of(4):  # large numbers before the lines take room, too
        return _apart(_new_years(spans, bars, first))
    months = [
        Text(chart_labels.month_alone(span.first), bar.middle, first) for span, bar in zip(spans, bars, strict=True)
    ]
    return months + _apart(_new_years(spans, bars, second))


def _years(spans: list[Period], bars: list[Bar]) -> list[Text]:
    return [Text(f"{span.first.year}", bar.middle, TOP + PLOT + 1) for span, bar in zip(spans, bars, strict=True)]


def _new_years(spans: list[Period], bars: list[Bar], y: float) -> list[Text]:
    """Return each year at its first bar, and the first year even if it starts later than January."""
    return [
        Text(f"{span.first.year}", bar.x, y, "start")
        for span, bar in zip(spans, bars, strict=True)
        if span is spans[0] or span.first.month == 1
    ]


def _apart(labels: list[Text]) -> list[Text]:
    """Return evenly chosen labels that fit beside each other and inside the chart.

    If only the first one is too close to the next, the next one stays, because a full year starts there.
    """
    room = width_of(6)
    gaps = [after.x - before.x for before, after in pairwise(labels)]
    if gaps and gaps[0] < room <= min(gaps[1:], default=room):
        labels = labels[1:]
    gap = labels[1].x - labels[0].x if len(labels) > 1 else 100
    every = max(1, -int(-room // gap)) if gap else len(labels)
    chosen = [_within(label, room * 0.7) for label in labels[::every]]
    if len(chosen) > 1 and chosen[-1].anchor == "end" and 100 - chosen[-2].x < 1.2 * room:
        chosen.pop()
    return chosen


def _within(label: Text, width: float) -> Text:
    """Move the label so that it ends inside the chart."""
    over = label.x + (width if label.anchor == "start" else width / 2) > 100
    return Text(label.text, 100, label.y, "end") if over else label


def _described(spans: list[Period]) -> str:
    highest = max(span.count for span in spans)
    most, *others = [span for span in spans if span.count == highest]
    unit, total = spans[0].unit, sum(span.count for span in spans)
    values = {
        "articles": chart_labels.articles(total), "first": spans[0].name, "last": spans[-1].name,
        "most": chart_labels.number(most.count), "when": most.name,
    }  # fmt: skip
    if len(spans) == 1:
        return _("%(articles)s in %(first)s.") % values
    if others:  # naming one of several would be wrong
        return _("%(articles)s from %(first)s to %(last)s.") % values
    return DESCRIBED[unit] % values
