"""Figures within a text, placed by words as footnotes are: a paragraph of its own that reads [figure 1].

So their places survive any editor and are compared as words. In the frozen content marks stand as they were written;
figures are put in their places when something is made of it.
"""

import html
import re
from collections.abc import Callable, Iterable, Sequence

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from editorial.pictures.shown import shown_picture

PARAGRAPH = re.compile(r"<p>([^<]*)</p>")
MARK = re.compile(r"\s*\[\s*figure\s*(\d{1,6})\s*\]\s*", re.I)
# Stands for a figure while notes and anchors are worked into a text. No sanitized markup holds this character
# (editorial.prose.printable), so nobody can write one.
SIGN = "\x1a"
PLACE = re.compile(f"{SIGN}(\\d+){SIGN}")


def in_place(body: Iterable[str], count: int) -> list[str | int]:
    """Return the blocks of a text, the number of a figure (1…count) in place of the first mark of each.

    Figures that no mark places follow in order. Every other mark stays as it is written: no word is lost.
    """
    found: list[str | int] = []
    left = dict.fromkeys(range(1, count + 1))
    for block in body:
        number = number_of(block)
        if number in left:
            del left[number]
            found.append(number)
        else:
            found.append(block)
    return [*found, *left]


def number_of(block: str) -> int | None:
    """Return the number that a block of sanitized markup is the mark of; None where it is no mark."""
    words = PARAGRAPH.fullmatch(block)
    mark = words and MARK.fullmatch(html.unescape(words[1]))
    return int(mark[1]) if mark else None


def signed(body: Iterable[str], count: int) -> str:
    """Return the blocks as one markup, with a sign where each figure belongs: for `with_figures` and `parts`."""
    return "\n".join(each if isinstance(each, str) else f"{SIGN}{each}{SIGN}" for each in in_place(body, count))


def with_figures(markup: str, figures: Sequence[str]) -> SafeString:
    """Return what came of `signed` with the finished markup of each figure in the place of its sign."""
    return mark_safe(PLACE.sub(lambda sign: figures[int(sign[1]) - 1], markup))  # noqa: S308 - both are sanitized


def parts(markup: str) -> list[str | int]:
    """Return what came of `signed` in pieces: markup, and the numbers of the figures between."""
    return [int(piece) if turn % 2 else piece for turn, piece in enumerate(PLACE.split(markup))]


def shown_figures(frozen: list[dict], absolute: Callable[[str], str] = str) -> list[dict]:
    """Return frozen figures as figure.html and its like take them: a picture, and the figure's `number`."""
    return [{"number": number, "picture": shown_picture(each, absolute)} for number, each in enumerate(frozen, 1)]


def figure_line(figure: dict) -> str:
    """Return a shown figure as one line of plain text: its caption, or what is to be seen, and whose it is."""
    picture = figure["picture"]
    said = picture["caption"] or picture["alternative_text"]
    credit = ", ".join(filter(None, (picture["credit"], picture["license"])))
    values = {"number": figure["number"], "words": f"{said} ({credit})" if said and credit else said or credit}
    return (_("[Figure %(number)s: %(words)s]") if values["words"] else _("[Figure %(number)s]")) % values
