"""Words in a picture: counted, dated, and cut to the room there is. SVG text does not wrap."""

import unicodedata
from datetime import date

from django.utils.dateformat import format as written

WIDE = "WF"  # East Asian width: such a character takes the room of two


def number(count: int) -> str:
    """Return a count as it is read: 100,000."""
    return f"{count:,}"


def articles(count: int) -> str:
    """Return “1 article”, “3 articles”."""
    return f"{number(count)} article{'' if count == 1 else 's'}"


def day(at: date) -> str:
    """Return “March 3, 2026”."""
    return written(at, "F j, Y")


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
