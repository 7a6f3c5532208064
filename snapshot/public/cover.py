"""A snapshot's cover, drawn from its frozen content: a map of its region, otherwise a timeline of its articles.

The same content gives the same bytes. The color is the organization's if it is dark enough, otherwise one that depends
on the series; it is the same in light and dark mode.
"""

import hashlib
from datetime import date

from django.utils.translation import gettext as _

from outputs.pdf.cache import cached_rendition
from record.organization import organization
from text.contrast import color_of, ratio
from text.joining import both
from web.charts.covers import COLORS, CONTRAST, LIGHT, lanes_drawing, map_drawing
from web.maps.places import Place, place_of

DRAWING = 2  # increase it when the drawing changes, so that cached files are drawn again


def cover_svg(work: dict, entries: dict, digest: str) -> bytes:
    """Return the cached drawing (SVG, at most 12 kB). `digest` is the edition's, noted beside the file."""
    inputs = (DRAWING, _color(work), place_of(_regions(work)), _lanes(work, entries))
    key = hashlib.sha256(repr(inputs).encode()).hexdigest()
    return cached_rendition(key, "svg", digest, lambda: _drawn(*inputs[1:]).encode()).content


def cover_words(work: dict) -> str:
    """Return the cover's alternative text."""
    names = _regions(work)
    if place_of(names) is None:
        return _("Chart: articles over time")
    return _("Map: %(places)s") % {"places": both(list(names))}


def _drawn(color: str, place: Place | None, lanes: list[list[int | None]]) -> str:
    return map_drawing(place, color) if place else lanes_drawing(lanes, color)


def _regions(work: dict) -> tuple[str, ...]:
    topics = [topic["name"] for topic in work["topics"] if topic.get("kind") == "region"]
    names = (*topics, *([work["coverage"]["name"]] if work["coverage"] else []))
    known = [name for name in names if place_of((name,))]
    return tuple(known or names)


def _color(work: dict) -> str:
    """Return the organization's color, or a dark one for the series, always the same for the same address."""
    brand = organization().brand_color
    if ratio(color_of(brand), color_of(LIGHT)) >= CONTRAST:
        return brand
    slug = work["series"]["slug"] if work["series"] else ""
    return COLORS[hashlib.sha256(slug.encode()).digest()[0] % len(COLORS)]


def _lanes(work: dict, entries: dict) -> list[list[int | None]]:
    """Return the day of each article (as an ordinal; None without one), by section."""
    return [[_day(entries[each["key"]]) for each in section["placements"]] for section in work["sections"]]


def _day(entry: dict) -> int | None:
    told = entry.get("published_on")
    return date.fromisoformat(told).toordinal() if told else None
