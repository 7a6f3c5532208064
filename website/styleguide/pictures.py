"""Samples of server-drawn charts and pictures."""

from datetime import date, timedelta

from django.templatetags.static import static
from django.utils.functional import lazy

from web.charts.bars import month_bars
from web.charts.matrix import matrix
from web.charts.timeline import Item, timeline
from website.styleguide.edge_cases import ARABIC, DAY, HERE, UNBROKEN


def _nowhere(*place) -> str:
    return HERE


def _items(first: int, count: int) -> list[Item]:
    return [Item(n, f"Article {n}", DAY + timedelta(days=n * n), HERE) for n in range(first, first + count)]


FEW = [(date(2026, 1, 1), 4), (date(2026, 2, 1), 9), (date(2026, 3, 1), 1)]
MANY = [(date(2022 + n // 12, n % 12 + 1, 1), (n * n) % 37) for n in range(48)]
LANES = [("The Ports", HERE, _items(1, 4)), (UNBROKEN, HERE, _items(5, 2)), (ARABIC, HERE, _items(7, 3))]
HEADS = [("Ada Marlowe", HERE), (ARABIC, HERE), (UNBROKEN, HERE)]
CELLS = {(r, c): (r + 1) * c * c for r in range(3) for c in range(3)}

# The site's icon replaces a photograph, because the style guide reads no library. (Lazy, because static files may not
# be collected yet.)
PICTURE = {
    "sources": [], "src": lazy(static, str)("favicon.svg"),
    "src_width": 480, "src_height": 320, "width": 480, "height": 320,
    "is_upright": False, "alternative_text": "The mark of this site", "focus": "",
    "caption": "Ferries at the quay, at dawn.", "credit": "Ada Marlowe", "license": "CC BY 4.0", "license_url": HERE,
}  # fmt: skip
UPRIGHT = {
    **PICTURE,
    "width": 320,
    "height": 480,
    "is_upright": True,
    "caption": "",
    "credit": UNBROKEN,
    "license": "",
    "license_url": "",
}

EMBED = {
    "number": 1, "provider": "Datawrapper", "address": HERE, "title": "Ferries waiting, by day",
    "source": "Harbor authority", "frame": "https://datawrapper.dwcdn.net/abcde/", "host": "datawrapper.dwcdn.net",
    "is_video": False, "picture": PICTURE,
}  # fmt: skip

SAMPLES = {
    "picture": [("In a column", {"picture": PICTURE, "sizes": "20rem", "lead": False})],
    "figure": [
        ("With caption, credit and license", {"picture": PICTURE}),
        ("Upright, a credit alone", {"picture": UPRIGHT}),
        ("Numbered, within a text", {"picture": PICTURE, "number": 1}),
        ("Numbered, nothing said under it", {"picture": {**UPRIGHT, "credit": ""}, "number": 2, "lang": "en"}),
    ],
    "embed": [
        ("A chart with its picture", EMBED),
        ("A video without a picture", {**EMBED, "number": 2, "is_video": True, "picture": None, "source": ""}),
        ("A link alone", {**EMBED, "number": 3, "title": UNBROKEN, "frame": "", "provider": "", "lang": "en"}),
    ],
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
