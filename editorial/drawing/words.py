"""Words in a picture: counted, dated, and cut to the room there is. SVG text does not wrap."""

import unicodedata
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import ngettext, pgettext

from editorial.written import day, number  # noqa: F401 - words of a picture, too

WIDE = "WF"  # East Asian width: such a character takes the room of two


def articles(count: int) -> str:
    """Return “1 article”, “3 articles”."""
    return ngettext("%(told)s article", "%(told)s articles", count) % {"told": number(count)}


def short_day(on: date) -> str:
    """Return “Mar 3”."""
    return date_format(on, pgettext("a day and its month, short, as a date format of Django", "M j"))


def short_month(on: date) -> str:
    """Return “Mar 2026”."""
    return date_format(on, pgettext("a month and its year, short, as a date format of Django", "M Y"))


def month(on: date) -> str:
    """Return “March 2026”."""
    return date_format(on, "YEAR_MONTH_FORMAT")


def month_alone(on: date) -> str:
    """Return “Mar”."""
    return date_format(on, "M")


def year(on: date) -> str:
    """Return “2026”."""
    return f"{on.year}"


def shortened(text: str, room: int) -> str:
    """Return `text` in at most `room` characters' width, cut with an ellipsis where it is longer."""
    text = " ".join(text.split())
    if sum(map(_width, text)) <= room:
        return text
    kept, used = [], 1
    for character in text:
        used += _width(character)
        if used > room:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in WIDE else 1
