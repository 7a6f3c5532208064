"""Pages of a text copied out of a PDF, parted by form feeds: what stands at their edges again and again is left out."""

import re
from collections import Counter
from dataclasses import replace
from itertools import compress

from importing.lines import Line, Place, Role, Warning
from importing.reading.cleaning import quoted
from text.prose import escape

TOP, BOTTOM = 3, 2  # lines at the edges of a page that may be running heads and feet
HEAD = 6  # lines with words above which the first page says what later pages repeat at their top
NUMBER = re.compile(r"\d{1,3}")
IN_MARGIN = re.compile(r"\s*(\d{1,3})\s{2,}(?=\S)")
MOST_TITLE_LINES = 4
COLUMNS = re.compile(r"\s{3,}")
GAP = re.compile(r"\s{4,}")  # between two things on one line, such as authors and date
FINISHED = (".", "!", "?", "…", "”")  # a paragraph
NARROWEST = 12  # characters of a column beside the text


def without_edges(pages: list[list[Line]]) -> tuple[list[Line], list[Warning]]:
    """Return the lines of all pages without running heads and feet, and a warning that tells them.

    A number alone on its line, which counts pages or articles, becomes a blank line. A running head that stands on the
    first page, over one line or several, is the document's title. A column beside the text comes before the text.
    """
    edges = [_edges(page) for page in pages]
    on_pages = Counter(sign for edge in edges for sign in {sign for sign, _line in edge.values()})
    running = {shape for shape, count in on_pages.items() if count > len(pages) / 2 and count > 1}
    said = _said_above(pages[0])
    kept: list[list[Line]] = []
    dropped: list[Line] = []
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        furniture = [at for at, (sign, _line) in edge.items() if sign in running and (number or sign[0] == "bottom")]
        first = next(iter(edge), None)
        if number and first is not None and first not in furniture and set(_columns(page[first])) <= said:
            furniture.append(first)
        dropped += [page[at] for at in furniture]
        rest = [line for at, line in enumerate(page) if at not in furniture]
        if furniture and kept:
            _part(kept[-1], rest)
        kept.append(rest)
    numbers = [line for page in kept for line in page if NUMBER.fullmatch(line.text.strip())]
    kept = [
        [replace(line, text="", html="", role=Role.BLANK) if line in numbers else line for line in page]
        for page in kept
    ]
    heads = {words for line in dropped for words in _columns(line)}
    first, *others = (_in_one_column(page) for page in _without_margin_numbers(kept))
    return [*_titled(first, heads), *(line for page in others for line in page)], _told([*dropped, *numbers])


def _columns(line: Line) -> list[str]:
    return COLUMNS.split(line.text.strip())


def _said_above(page: list[Line]) -> set[str]:
    """Return what the first page says at its top, over one line or several: later pages may repeat it."""
    above = [line.text.strip() for line in page if line.role is not Role.BLANK][:HEAD]
    return {" ".join(above[at : at + count]) for at in range(len(above)) for count in range(1, MOST_TITLE_LINES + 1)}


def _edges(page: list[Line]) -> dict[int, tuple[tuple[str, str], Line]]:
    """Return the lines at the top and at the bottom of a page, each with its edge and its words but for numbers."""
    is_said = [line.role is not Role.BLANK and not NUMBER.fullmatch(line.text.strip()) for line in page]
    said = list(compress(range(len(page)), is_said))
    edges = dict.fromkeys(said[:TOP], "top") | dict.fromkeys(said[TOP:][-BOTTOM:], "bottom")
    return {at: ((edge, _shape(page[at])), page[at]) for at, edge in edges.items()}


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.casefold().split()))


def _part(above: list[Line], below: list[Line]) -> None:
    """Take away the blank lines between two pages, because a paragraph may go on over them."""
    while above and above[-1].role is Role.BLANK:
        above.pop()
    while below and below[0].role is Role.BLANK:
        below.pop(0)


def _titled(lines: list[Line], heads: set[str]) -> list[Line]:
    """Return the lines of the first page with the title. The last head is the title; others name the series above."""
    for at in reversed(range(len(lines))):
        for count in range(1, MOST_TITLE_LINES + 1):
            words = " ".join(line.text.strip() for line in lines[at : at + count])
            if words in heads and NUMBER.search(words) is None:
                title = replace(lines[at], text=words, html=escape(words), meant=Place.TITLE)
                return [*lines[:at], title, *lines[at + count :]]
    return lines


def _without_margin_numbers(pages: list[list[Line]]) -> list[list[Line]]:
    """Return the pages without numbers that stand in the margin beside titles and count up from 1."""
    counted: dict[int, int] = {}
    for line in (line for page in pages for line in page):
        found = IN_MARGIN.match(line.text)
        if found and int(found[1]) == len(counted) + 1:
            counted[line.number] = found.end()
    if len(counted) < 2:
        return pages
    return [
        [
            replace(line, text=" " * end + line.text[end:], html=escape(line.text[end:]))
            if (end := counted.get(line.number, 0))
            else line
            for line in page
        ]
        for page in pages
    ]


def _in_one_column(page: list[Line]) -> list[Line]:
    """Return the lines of a page without its margin, and those of a column beside the text before the text."""
    indents = sorted(_indent(line) for line in page if line.role is not Role.BLANK)
    margin = Counter(indents).most_common(1)[0][0] if indents else 0
    cuts = {at: cut for at, line in enumerate(page) if (cut := _cut(line, margin))} if margin >= NARROWEST else {}
    if not cuts:
        margin = indents[len(indents) // 5] if indents else 0
    beside: list[Line] = []
    made: list[Line] = []
    first = min(cuts, default=len(page))
    for at, line in enumerate(page):
        is_beside = at > first and line.role is not Role.BLANK and len(line.text) < margin
        if at in cuts or (is_beside and page[at - 1].role is not Role.BLANK):
            left, right = (line.text[: cuts[at]].rstrip(), line.text[cuts[at] :]) if at in cuts else (line.text, "")
            beside.append(_with(line, left))
            if right or (made[-1].text.endswith(FINISHED) and made[-1].role is not Role.BLANK):
                made.append(_with(line, right))
        else:
            made += [_with(line, words) for words in _parts(line.text[min(margin, _indent(line)) :])]
    return [*made[:first], *beside, *([_with(page[first], "")] if beside else []), *made[first:]]


def _cut(line: Line, margin: int) -> int:
    """Return where a line is in two columns: its left part ends well before the margin, where the right one begins."""
    return next((gap.end() for gap in COLUMNS.finditer(line.text) if gap.start() and abs(gap.end() - margin) < 2), 0)


def _parts(text: str) -> list[str]:
    """Return what stands on one line with much space between; a number at its end is a page in a list of contents."""
    indent = " " * (len(text) - len(text.lstrip()))
    parts = GAP.split(text.strip())
    return [text] if any(map(NUMBER.fullmatch, parts)) else [indent + part for part in parts]


def _with(line: Line, text: str) -> Line:
    role = line.role if text.strip() else Role.BLANK
    return replace(line, text=text if text.strip() else "", html=escape(" ".join(text.split())), role=role)


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def _told(lines: list[Line]) -> list[Warning]:
    if not lines:
        return []
    words = " · ".join(dict.fromkeys(line.text.strip() for line in lines))
    message = f"{quoted(words, 2_000)} was taken for what stands at the edges of pages and left out."
    return [Warning("furniture", lines[0].number, message)]
