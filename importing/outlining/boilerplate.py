"""Remove page boilerplate from text copied out of a PDF: page numbers, running heads, rules."""

import re
from collections import defaultdict
from itertools import pairwise

from importing.lines import Line, Role, Warning
from importing.outlining.bullets import is_rule, read_bullet
from importing.outlining.dates import read_date
from importing.outlining.impressions import is_finished, starts_small
from importing.outlining.labels import read_label

PAGE = re.compile(
    r"(?:page|p\.|pg\.)\s*\d{1,4}(?:\s*(?:of|/|von|de)\s*\d{1,4})?|\d{1,4}\s*(?:of|/)\s*\d{1,4}"
    r"|[-–—\[(|·•]+\s*\d{1,4}\s*[-–—\])|·•]+|\d{1,3}",
    re.I,
)
# "Harbor Monitor | Page 3", "3 | Harbor Monitor": a sign or a word separates the page number from the rest.
NAMES_PAGE = re.compile(
    r"\b(?:page|p\.|pg\.|seite|pagina|página|strana|стр\.)\s*\d|^\d{1,4}\s*[|·•]|[|·•]\s*\d{1,4}$", re.I
)


def drop_boilerplate(lines: list[Line]) -> tuple[list[Line], list[Warning]]:
    """Return `lines` without page boilerplate, and one warning per removed text.

    Leaves no blank line behind, because a paragraph may continue on the next page.
    """
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
    return kept, [_removal_warning(found) for found in counts.values()]


def _forget_blanks(kept: list[Line]) -> None:
    while kept and kept[-1].role is Role.BLANK:
        kept.pop()


def _stands_beside(lines: list[Line], index: int, dropped: set[int]) -> bool:
    while index >= 0 and lines[index].role is Role.BLANK:
        index -= 1
    return index in dropped


def _removal_warning(found: list[Line]) -> Warning:
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
    title = next((line.text.strip().casefold() for line in lines if line.text.strip()), "")
    heads: set[int] = set()
    for shape, places in shapes.items():
        text = lines[places[0]].text.strip()
        if len(places) < 2 or read_label(text) or read_bullet(text) or read_date(text):
            continue
        same = len({lines[place].text.strip().casefold() for place in places}) == 1
        beside = [place for place in places if _near(lines, place, pages)]
        if same and len(beside) >= 2 and len(beside) >= len(places) - 1:
            heads.update(beside)
        elif same and shape == title and len(places) >= 3:
            heads.update(places[1:])
        elif not same and len(places) >= 3 and _counts_up(lines, places) and _cuts_in(lines, places):
            heads.update(places)
    return heads


def _counts_up(lines: list[Line], places: list[int]) -> bool:
    """Return whether the last or the first number of each line increases with the pages."""
    for pick in (0, -1):
        numbers = [int(re.findall(r"\d+", lines[place].text)[pick][:9]) for place in places]
        if all(0 < after - before <= 3 for before, after in pairwise(numbers)):
            return True
    return False


def _cuts_in(lines: list[Line], places: list[int]) -> bool:
    """Return whether pages really end at these lines: "Week 2" increases too, but is a heading.

    Either all of them contain the word for page, or one is in the middle of a sentence.
    """
    if all(NAMES_PAGE.search(lines[place].text) for place in places):
        return True
    for place in places:
        before, after = (_beside(lines, place, step) for step in (-1, 1))
        if before.text and not is_finished(before.text) and len(before.text.split()) > 4 and starts_small(after.text):
            return True
    return False


def _beside(lines: list[Line], index: int, step: int) -> Line:
    place = index + step
    while 0 <= place < len(lines) and lines[place].role is Role.BLANK:
        place += step
    return lines[place] if 0 <= place < len(lines) else Line(0, "", "", Role.BLANK)


def _near(lines: list[Line], index: int, pages: set[int]) -> bool:
    numbers = {lines[page].number for page in pages}
    return any(_beside(lines, index, step).number in numbers for step in (-1, 1))
