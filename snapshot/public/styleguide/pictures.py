"""What the server draws."""

from datetime import date, timedelta

from editorial.drawing.bars import month_bars
from editorial.drawing.matrix import matrix
from editorial.drawing.timeline import Item, timeline
from snapshot.public.styleguide.awkward import ARABIC, DAY, HERE, UNBROKEN


def _nowhere(*place) -> str:
    return HERE


def _items(first: int, count: int) -> list[Item]:
    return [Item(n, f"Article {n}", DAY + timedelta(days=n * n), HERE) for n in range(first, first + count)]


FEW = [(date(2026, 1, 1), 4), (date(2026, 2, 1), 9), (date(2026, 3, 1), 1)]
MANY = [(date(2022 + n // 12, n % 12 + 1, 1), (n * n) % 37) for n in range(48)]
LANES = [("The Ports", HERE, _items(1, 4)), (UNBROKEN, HERE, _items(5, 2)), (ARABIC, HERE, _items(7, 3))]
HEADS = [("Ada Marlowe", HERE), (ARABIC, HERE), (UNBROKEN, HERE)]
CELLS = {(r, c): (r + 1) * c * c for r in range(3) for c in range(3)}

SAMPLES = {
    "month_bars": [
        ("Three months", {"picture": month_bars(FEW, _nowhere, title="Articles by month", key="few")}),
        ("Four years", {"picture": month_bars(MANY, _nowhere, title="Articles over four years", key="many")}),
        ("Nothing to draw: shows nothing", {"picture": None}),
    ],
    "timeline": [("Three sections", {"picture": timeline(LANES, title="Articles by section and date")})],
    "matrix": [
        (
            "Authors by topic",
            {"picture": matrix(HEADS, HEADS, CELLS, _nowhere, title="Who writes on what", corner="Author")},
        )
    ],
}
