"""Which lines of a document are like the ones that an editor selected, and which of them to set in the same move."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import pairwise

from importing.lines import Document, Line, Place, Role
from importing.outline import Outline
from importing.outlining.impressions import sentence_score
from importing.outlining.part import Kind, Part
from importing.outlining.parts import make_parts

AGAIN = {
    "words": "with the same words",
    "numbers": "with the same words but other numbers",
    "place": "in the same place in each article",
}
REACH = 2  # lines below that make a place
HEADINGS = {Place.TITLE, Place.SELECTION, Place.SECTION, Place.ARTICLE}


def lines_at(document: Document, numbers: Iterable[int]) -> list[list]:
    """Return [number, words] for those of the lines that exist and aren't blank."""
    wanted = set(numbers)
    return [[line.number, line.text.strip()] for line in document.lines if line.number in wanted and line.text.strip()]


def alike(document: Document, numbers: Collection[int]) -> dict[str, list[list]]:
    """Return the lines similar to those of `numbers`, which are excluded, grouped by the keys of AGAIN and `below`.

    Two lines are in the same place if they and the lines around them are of the same kinds, however they were read; for
    `below`, only the lines below them count.
    """
    lines = [line for line in document.lines if line.role is not Role.BLANK and line.text.strip()]
    found: dict[str, list[list]] = {}
    told: set[tuple[int, ...]] = set()
    signs = {"words": _words(lines), "numbers": _shapes(lines)} | _places(lines)
    for name, of in signs.items():
        wanted = {of[number] for number in numbers if number in of}
        others = [number for number, sign in of.items() if sign in wanted and number not in numbers]
        if others and tuple(others) not in told:
            told.add(tuple(others))
            found[name] = lines_at(document, others)
    return found


def along(document: Document, outline: Outline, numbers: Collection[int], pinned: Collection[int]) -> list[list]:
    """Return the lines to set together with those of `numbers`: as many as are clearly the same thing.

    Lines are clearly the same if they are alike and were read alike, or if they have the same words below the same kind
    of line. Headings, points and paragraphs have to have the same words, because each may be what it is, unless they
    are cells of one column. Lines that another correction names stay as they are.
    """

    def read(number: int) -> tuple[Place, ...]:
        return tuple(outline.places.get(number, [Place.OTHER]))

    like = alike(document, numbers)
    headings = {number for number, places in outline.places.items() if HEADINGS & set(places)}
    apart = (_in_runs(document) | headings) - {line.number for line in document.lines if line.cell}
    if any(number in apart for number in numbers):
        like = {name: lines for name, lines in like.items() if name in ("words", "numbers")}
    wrong = {read(number) for number in numbers}
    found = [[one for one in lines if read(one[0]) in wrong] for lines in like.values()]
    below = _below_what(document)
    found.append(
        [one for one in like.get("words", []) if below.get(one[0]) in {below.get(number) for number in numbers}]
    )
    return max(([one for one in lines if one[0] not in pinned] for lines in found), key=len, default=[])


def _in_runs(document: Document) -> set[int]:
    """Return the lines that are points or sentences, whose place alone tells nothing."""
    parts = make_parts(document.lines)
    return {part.line for part in parts if part.kind is Kind.BULLET or sentence_score(part.text) >= 0.6}


def _words(lines: list[Line]) -> dict[int, tuple]:
    return {line.number: (" ".join(line.text.casefold().split()),) for line in lines}


def _shapes(lines: list[Line]) -> dict[int, tuple]:
    return {number: (re.sub(r"\d+", "#", words),) for number, (words,) in _words(lines).items()}


def _below_what(document: Document) -> dict[int, tuple]:
    """Return the kind of the part above each line but the first."""
    parts = make_parts(document.lines)
    return {part.line: _kind(before) for before, part in pairwise(parts) if not part.is_cut}


def _places(lines: list[Line]) -> dict[str, dict[int, tuple]]:
    """Return what each line is and what is around it: for a cell, its column; otherwise kinds of lines."""
    made: dict[int, list[Part]] = defaultdict(list)
    for part in make_parts(lines):
        made[part.line].append(part)
    kinds = [tuple(_kind(part) for part in made.get(line.number, ())) for line in lines]
    places: dict[str, dict[int, tuple]] = {"place": {}, "below": {}}
    for at, line in enumerate(lines):
        if line.cell:
            places["place"][line.number] = (line.cell.column, line.cell.is_head, line.cell.row == 0, line.role)
            continue
        below = (kinds[at], *kinds[at + 1 : at + 1 + REACH])
        places["below"][line.number] = below
        places["place"][line.number] = (kinds[at - 1][-1:] if at else None, *below)
    return places


def _kind(part: Part) -> tuple:
    if part.kind is not Kind.TEXT:
        return (part.kind.value,)
    return (part.kind.value, part.level, sentence_score(part.text) >= 0.6)
