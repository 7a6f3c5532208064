"""Pages of a text copied out of a PDF, parted by form feeds: what stands at their edges again and again is left out."""

import re
from collections import Counter
from dataclasses import replace

from importing.lines import Line, Place, Role, Warning
from importing.reading.cleaning import quoted
from text.prose import escape

TOP, BOTTOM = 3, 2  # lines at the edges of a page that may be running heads and feet
NUMBER = re.compile(r"\d{1,3}")
IN_MARGIN = re.compile(r"\s*(\d{1,3})\s{2,}(?=\S)")
MOST_TITLE_LINES = 4


def without_edges(pages: list[list[Line]]) -> tuple[list[Line], list[Warning]]:
    """Return the lines of all pages without running heads and feet, and a warning that tells them.

    A number alone on its line, which counts pages or articles, becomes a blank line. A running head that stands on the
    first page, over one line or several, is the document's title.
    """
    edges = [_edges(page) for page in pages]
    on_pages = Counter(sign for edge in edges for sign in {sign for sign, _line in edge.values()})
    running = {shape for shape, count in on_pages.items() if count > len(pages) / 2 and count > 1}
    kept: list[Line] = []
    dropped: list[Line] = []
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        furniture = [at for at, (sign, _line) in edge.items() if sign in running and (number or sign[0] == "bottom")]
        dropped += [page[at] for at in furniture]
        rest = [line for at, line in enumerate(page) if at not in furniture]
        if furniture:
            _part(kept, rest)
        kept += rest
    numbers = [line for line in kept if NUMBER.fullmatch(line.text.strip())]
    kept = [replace(line, text="", html="", role=Role.BLANK) if line in numbers else line for line in kept]
    heads = {words for line in dropped for words in re.split(r"\s{3,}", line.text.strip())}
    titled = _titled(kept, len(pages[0]), heads)
    return _without_margin(_without_margin_numbers(titled)), _told([*dropped, *numbers])


def _edges(page: list[Line]) -> dict[int, tuple[tuple[str, str], Line]]:
    """Return the lines at the top and at the bottom of a page, each with its edge and its words but for numbers."""
    said = [at for at, line in enumerate(page) if line.role is not Role.BLANK]
    edges = dict.fromkeys(said[:TOP], "top") | dict.fromkeys(said[TOP:][-BOTTOM:], "bottom")
    lines = {at: page[at] for at in edges if not NUMBER.fullmatch(page[at].text.strip())}
    return {at: ((edges[at], _shape(line)), line) for at, line in lines.items()}


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.casefold().split()))


def _part(above: list[Line], below: list[Line]) -> None:
    """Take away the blank lines between two pages, because a paragraph may go on over them."""
    while above and above[-1].role is Role.BLANK:
        above.pop()
    while below and below[0].role is Role.BLANK:
        below.pop(0)


def _titled(lines: list[Line], end: int, heads: set[str]) -> list[Line]:
    for at in range(min(end, len(lines))):
        for count in range(1, MOST_TITLE_LINES + 1):
            words = " ".join(line.text.strip() for line in lines[at : at + count])
            if words in heads and NUMBER.search(words) is None:
                title = replace(lines[at], text=words, html=escape(words), meant=Place.TITLE)
                return [*lines[:at], title, *lines[at + count :]]
    return lines


def _without_margin_numbers(lines: list[Line]) -> list[Line]:
    """Return the lines without numbers that stand in the margin beside titles and count up from 1."""
    counted: dict[int, int] = {}
    for at, line in enumerate(lines):
        found = IN_MARGIN.match(line.text)
        if found and int(found[1]) == len(counted) + 1:
            counted[at] = found.end()
    if len(counted) < 2:
        return lines
    return [
        replace(line, text=" " * counted[at] + line.text[counted[at] :], html=escape(line.text[counted[at] :]))
        if at in counted
        else line
        for at, line in enumerate(lines)
    ]


def _without_margin(lines: list[Line]) -> list[Line]:
    """Return the lines without the margin that most have; titles and the like may be further left."""
    indents = sorted(_indent(line) for line in lines if line.role is not Role.BLANK)
    margin = indents[len(indents) // 5] if indents else 0
    return [replace(line, text=line.text[min(margin, _indent(line)) :]) for line in lines]


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def _told(lines: list[Line]) -> list[Warning]:
    if not lines:
        return []
    words = " · ".join(dict.fromkeys(line.text.strip() for line in lines))
    message = f"{quoted(words, 2_000)} was taken for what stands at the edges of pages and left out."
    return [Warning("furniture", lines[0].number, message)]
