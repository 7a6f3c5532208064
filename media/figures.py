"""Figures within a text, placed like footnotes by words: a separate paragraph that reads [figure 1].

Their places survive any editor and can be compared as words. The frozen content keeps the marks as written; figures are
inserted when a page or file is rendered.
"""

import html
import re
from collections.abc import Callable, Iterable, Sequence

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from media.pictures.shown import shown_picture

PARAGRAPH = re.compile(r"<p>([^<]*)</p>")
MARK = re.compile(r"\s*\[\s*figure\s*(\d{1,6})\s*\]\s*", re.I)
# Placeholder for a figure while notes and anchors are added to a text. Sanitized markup never contains this character
# (text.prose.printable), so nobody can type one.
SIGN = "\x1a"
PLACE = re.compile(f"{SIGN}(\\d+){SIGN}")


def in_place(body: Iterable[str], count: int) -> list[str | int]:
    """Return the blocks of a text, with the first mark of each figure replaced by its number (1…count).

    Figures without a mark follow at the end, in order. All other marks stay as written, so no words are lost.
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
    """Return the figure number if the block of sanitized markup is a mark, otherwise None."""
    words = PARAGRAPH.fullmatch(block)
    mark = words and MARK.fullmatch(html.unescape(words[1]))
    return int(mark[1]) if mark else None


def signed(body: Iterable[str], count: int) -> str:
    """Return the blocks as one markup with a sign for each figure, for `with_figures` and `parts`."""
    return "\n".join(each if isinstance(each, str) else f"{SIGN}{each}{SIGN}" for each in in_place(body, count))


def with_figures(markup: str, figures: Sequence[str]) -> SafeString:
    """Return markup from `signed` with the finished markup of each figure in place of its sign."""
    return mark_safe(PLACE.sub(lambda sign: figures[int(sign[1]) - 1], markup))  # noqa: S308 - both are sanitized


def parts(markup: str) -> list[str | int]:
    """Return markup from `signed` in pieces: markup, and the numbers of the figures in between."""
    return [int(piece) if turn % 2 else piece for turn, piece in enumerate(PLACE.split(markup))]


def shown_figures(frozen: list[dict], absolute: Callable[[str], str] = str) -> list[dict]:
    """Return frozen figures for figure.html and similar components: the figure's `number` and its picture."""
    return [{"number": number, "picture": shown_picture(each, absolute)} for number, each in enumerate(frozen, 1)]


def figure_line(figure: dict) -> str:
    """Return a shown figure as one line of plain text: caption or alternative text, then credit and license."""
    picture = figure["picture"]
    said = picture["caption"] or picture["alternative_text"]
    credit = ", ".join(filter(None, (picture["credit"], picture["license"])))
    values = {"number": figure["number"], "words": f"{said} ({credit})" if said and credit else said or credit}
    return (_("[Figure %(number)s: %(words)s]") if values["words"] else _("[Figure %(number)s]")) % values
