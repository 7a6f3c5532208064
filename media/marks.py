"""Figures and embeds in a text, placed like footnotes by words: a separate paragraph [figure 1] or [embed 1].

Their places survive any editor and can be compared as words. The frozen content keeps the marks as written; what they
place is inserted when a page or file is rendered.
"""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

PARAGRAPH = re.compile(r"<p>([^<]*)</p>")
MARK = re.compile(r"\s*\[\s*(figure|embed)\s*(\d{1,6})\s*\]\s*", re.I)
# Placeholder while notes and anchors are added to a text. Sanitized markup never contains this character
# (text.prose.printable), so nobody can type one.
SIGN = "\x1a"
PLACE = re.compile(f"{SIGN}([a-z]+) (\\d+){SIGN}")


class Place(NamedTuple):
    """The place of a row: its kind, “figure” or “embed”, and its number among those, from 1."""

    kind: str
    number: int


def counts_of(work: dict) -> dict[str, int]:
    """Return the number of figures and embeds in frozen content."""
    return {"figure": len(work["figures"]), "embed": len(work["embeds"])}


def in_place(body: Iterable[str], counts: Mapping[str, int]) -> list[str | Place]:
    """Return the blocks of a text, with the first mark of each row replaced by its place.

    Rows without a mark follow at the end, in order. All other marks stay as written, so no words are lost.
    """
    found: list[str | Place] = []
    left = {Place(kind, number): None for kind, count in counts.items() for number in range(1, count + 1)}
    for block in body:
        place = mark_of(block)
        if place in left:
            del left[place]
            found.append(place)
        else:
            found.append(block)
    return [*found, *left]


def mark_of(block: str) -> Place | None:
    """Return the place if the block of sanitized markup is a mark, otherwise None."""
    words = PARAGRAPH.fullmatch(block)
    mark = words and MARK.fullmatch(html.unescape(words[1]))
    return Place(mark[1].lower(), int(mark[2])) if mark else None


def signed(body: Iterable[str], counts: Mapping[str, int]) -> str:
    """Return the blocks as one markup with a sign for each place, for `filled` and `parts`."""
    placed = in_place(body, counts)
    return "\n".join(f"{SIGN}{each.kind} {each.number}{SIGN}" if isinstance(each, Place) else each for each in placed)


def filled(markup: str, shown: Mapping[str, Sequence[str]]) -> SafeString:
    """Return markup from `signed` with finished markup in place of its signs. `shown`: the markup of each by kind."""
    return mark_safe(PLACE.sub(lambda sign: shown[sign[1]][int(sign[2]) - 1], markup))  # noqa: S308 - both are sanitized


def parts(markup: str) -> list[str | Place]:
    """Return markup from `signed` in pieces: markup, and the places in between."""
    first, *rest = PLACE.split(markup)
    found: list[str | Place] = [first]
    for kind, number, after in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        found += [Place(kind, int(number)), after]
    return found
