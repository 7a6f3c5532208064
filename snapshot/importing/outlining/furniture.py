"""Page furniture of text copied out of a PDF: page numbers, running heads, drawn lines."""

import re
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise

from snapshot.importing.lines import Line, Role, Warning
from snapshot.importing.outlining.bullets import is_rule, read_bullet
from snapshot.importing.outlining.dates import read_date
from snapshot.importing.outlining.labels import read_label

PAGE = re.compile(
    r"(?:page|p\.|pg\.)\s*\d{1,4}(?:\s*(?:of|/|von|de)\s*\d{1,4})?|\d{1,4}\s*(?:of|/)\s*\d{1,4}"
    r"|[-–—\[(|·•]+\s*\d{1,4}\s*[-–—\])|·•]+|\d{1,3}",
    re.I,
)


def drop_furniture(lines: list[Line]) -> tuple[list[Line], list[Warning]]:
    """Return `lines` without page furniture, and one warning for each text that was dropped.

    Furniture leaves nothing behind, not even a blank line: a paragraph may run on over the page.
    """
    lines = [replace(line, text=line.text.replace("\f", "")) if "\f" in line.text else line for line in lines]
    pages = {index for index, line in enumerate(lines) if _is_page_number(lines, index)}
    heads = _running_heads(lines, pages)
    rules = {index for index, line in enumerate(lines) if line.role is not Role.BLANK and is_rule(line.text)}
    dropped = pages | heads | rules
    if not dropped:
        return lines, []
    counts: dict[str, list[Line]] = defaultdict(list)
    for index in sorted(dropped):
        counts["#" if index in pages else _shape(lines[index].text)].append(lines[index])
    kept: list[Line] = []
    for index, line in enumerate(lines):
        if index in dropped:
            if index not in rules:
                _forget_blanks(kept)
            continue
        after_furniture = index - 1 in (dropped - rules) or (
            line.role is Role.BLANK and _stands_beside(lines, index, dropped - rules)
        )
        if not (line.role is Role.BLANK and after_furniture):
            kept.append(line)
    return kept, [_told(found) for found in counts.values()]


def _forget_blanks(kept: list[Line]) -> None:
    while kept and kept[-1].role is Role.BLANK:
        kept.pop()


def _stands_beside(lines: list[Line], index: int, dropped: set[int]) -> bool:
    while index >= 0 and lines[index].role is Role.BLANK:
        index -= 1
    return index in dropped


def _told(found: list[Line]) -> Warning:
    times = "" if len(found) == 1 else f" It stands {len(found)} times."
    shown = list(dict.fromkeys(line.text.strip() for line in found))
    words = ", ".join(f"“{text}”" for text in shown)
    return Warning("furniture", found[0].number, f"{words} was taken for page furniture and left out.{times}")


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.strip().casefold())


def _is_page_number(lines: list[Line], index: int) -> bool:
    line = lines[index]
    text = line.text.strip()
    if line.role is not Role.TEXT or len(text) > 24 or not PAGE.fullmatch(text):
        return False
    return index > 0 or not text.isdigit()


def _running_heads(lines: list[Line], pages: set[int]) -> set[int]:
    shapes: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        text = line.text.strip()
        if index in pages or line.role is not Role.TEXT or not 3 < len(text) <= 120:
            continue
        shapes[_shape(text)].append(index)
    title = next((_shape(line.text) for line in lines if line.text.strip()), "")
    heads: set[int] = set()
    for shape, places in shapes.items():
        text = lines[places[0]].text.strip()
        if len(places) < 2 or read_label(text) or read_bullet(text) or read_date(text):
            continue
        beside = [place for place in places if _near(lines, place, pages)]
        numbers = Counter(tuple(re.findall(r"\d+", lines[place].text)) for place in places)
        if len(beside) >= 2 and len(beside) >= len(places) - 1:
            heads.update(beside)
        elif "#" in shape and len(places) >= 3 and len(numbers) == len(places) and _counts_up(lines, places):
            heads.update(places)
        elif shape == title and len(places) >= 3:
            heads.update(places[1:])
    return heads


def _counts_up(lines: list[Line], places: list[int]) -> bool:
    """Say whether the last or the first number of each line grows with the pages."""
    for pick in (0, -1):
        numbers = [int(re.findall(r"\d+", lines[place].text)[pick][:9]) for place in places]
        if all(0 < after - before <= 3 for before, after in pairwise(numbers)):
            return True
    return False


def _near(lines: list[Line], index: int, pages: set[int]) -> bool:
    for step in (-1, 1):
        place = index + step
        while 0 <= place < len(lines) and lines[place].role is Role.BLANK:
            place += step
        if place in pages:
            return True
    return False
