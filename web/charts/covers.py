"""Covers as SVG: a locator map, or marks on a timeline, in one color with light shapes.

They contain no text, style or script, so that they can be used as an image in another document and by typst.
"""

from collections.abc import Sequence

from text.contrast import color_of
from web.maps.locator import SIDE, locator
from web.maps.places import Place

# Background colors. The light color has at least this contrast on each (tests/web/charts/test_covers.py).
CONTRAST = 7
COLORS = ("#12324f", "#5a1f2b", "#1d4038", "#43285c", "#6b2a12", "#263c63", "#4a3a12", "#30414a")
LIGHT = "#f6efe1"
MOST_BYTES = 12_000
MOST_LANES, MOST_MARKS = 10, 40
TOLERANCES = (0.8, 1.2, 1.8, 2.6, 4, 6, 9, 14, 20)  # maximum deviation of a line, in units


def map_drawing(place: Place, color: str) -> str:
    """Return the place in light on the land around it. Lines are simplified until the file is small enough."""
    found = locator(place)
    ground = _mixed(color, 0.24 if found.here else 0.55)
    drawn = ""
    for tolerance in TOLERANCES:
        land, here = found.paths(tolerance)
        drawn = _picture(
            color,
            f'<path fill="{ground}" stroke="{ground}" stroke-width="2" stroke-linejoin="round" d="{land}"/>'
            f'<path fill="none" stroke="{LIGHT}" stroke-opacity=".14" d="{found.lines}"/>'
            f'<path fill="{LIGHT}" stroke="{color}" stroke-width="3" stroke-linejoin="round" d="{here}"/>',
        )
        if len(drawn) <= MOST_BYTES:
            break
    return drawn


def _mixed(color: str, share: float) -> str:
    """Return the background mixed with this share of the light color."""
    pairs = zip(color_of(color), color_of(LIGHT), strict=True)
    return "#" + "".join(f"{round(one + share * (other - one)):02x}" for one, other in pairs)


def lanes_drawing(lanes: Sequence[Sequence[int | None]], color: str) -> str:
    """Return a line per section with a mark per article, placed by its day, or evenly if there are no days.

    `lanes`: days as ordinals. If there are very many sections and articles, only the first ones are drawn.
    """
    lanes = [lane[:MOST_MARKS] for lane in lanes if lane][:MOST_LANES] or [[None]]
    days = [day for lane in lanes for day in lane if day is not None]
    first, span = (min(days), max(days) - min(days)) if days else (0, 0)
    apart = min(90, 300 / len(lanes))
    top = SIDE / 2 - apart * (len(lanes) - 1) / 2
    thick = round(min(34, apart * 0.6))
    parts = []
    for n, lane in enumerate(lanes):
        y = round(top + n * apart)
        parts.append(f'<path stroke="{LIGHT}" stroke-opacity=".35" stroke-width="2" d="M60 {y}h480"/>')
        shares = (
            (day - first) / span if span and day is not None else (order + 0.5) / len(lane)
            for order, day in enumerate(lane)
        )
        marks = "".join(f"M{round(80 + 440 * share)} {y}h0" for share in shares)
        parts += [
            f'<path stroke="{stroke}" stroke-linecap="round" stroke-width="{width}" d="{marks}"/>'
            for stroke, width in ((color, thick + 5), (LIGHT, thick))
        ]
    return _picture(color, "".join(parts))


def _picture(color: str, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE}" height="{SIDE}" viewBox="0 0 {SIDE} {SIDE}">'
        f'<rect width="{SIDE}" height="{SIDE}" fill="{color}"/>{inside}</svg>'
    )
