"""What our own editions and letters print around their text: number and counts above, topics and colophon below.

The words are those of the site's catalogs, in every language of the public interface.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext

from importing.lines import Line, Role, Warning
from importing.outlining.dates import read_date
from importing.reading.cleaning import quoted

EDITIONS = (
    "Edition %(number)s", "Edition %(number)s, corrected %(day)s", "Edition %(number)s, updated %(day)s",
    "Edition %(number)s, corrected the same day", "Edition %(number)s, updated the same day",
)  # fmt: skip
COUNTED = (  # both forms of each: articles alone, and with authors
    ("%(number)s article", "%(number)s articles"),
    ("%(articles)s by %(number)s author", "%(articles)s by %(number)s authors"),
)
SITE = "Read on the site: %(url)s"
FULL_TEXT = "Full text: %(url)s", "Full text at %(host)s"  # below an article
COLOPHON = "Permanent edition"
LETTER_FOOT = "Edition %(number)s, %(moment)s", "Permanent address: %(url)s"
ENDS = ("Topics", "About this publication")  # what stands above the colophon
FIRST_ROW = re.compile(r"[^\d]{0,15}\d+, .{5,40}\b\d{1,2}:\d\d\b")
COUNTS = (1, 2, 3, 11, 100)  # one for each plural form
HEAD, TAIL = 25, 40  # lines with words
ROWS = 5  # a text copied out of a PDF has the names of all rows first


def _each_language() -> Iterator[str]:
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            yield code


@cache
def _said(words: str) -> frozenset[str]:
    """Return the words in every language of the public interface."""
    return frozenset(gettext(words) for _code in _each_language())


@cache
def _above() -> re.Pattern:
    """Return a pattern of what stands above: the edition, how many articles by how many authors, the page's address."""
    counts = {ngettext(*words, count) for _code in _each_language() for count in COUNTS for words in COUNTED}
    return _pattern(*_each_said(*EDITIONS, SITE), *counts)


@cache
def _full_text() -> re.Pattern:
    return _pattern(*_each_said(*FULL_TEXT))


@cache
def _letter_foot() -> list[re.Pattern]:
    """Return the patterns of the two lines that begin the foot of a letter."""
    return [_pattern(*_each_said(words)) for words in LETTER_FOOT]


def _each_said(*messages: str) -> set[str]:
    return {gettext(words) for _code in _each_language() for words in messages}


def _pattern(*lines: str) -> re.Pattern:
    return re.compile("|".join(_with_gaps(line) for line in sorted(lines)))


def _with_gaps(line: str) -> str:
    pattern = re.escape(line).replace(r"%\(number\)s", r"\d{1,6}")
    return re.sub(r"%\\\((?!url)\w+\\\)s", ".{1,40}", pattern).replace(r"%\(url\)s", r"\S{1,2000}")


def drop_colophon(lines: list[Line]) -> tuple[list[Line], list[Warning]]:
    """Return the lines of one of our editions without these, and a warning that tells them."""
    said = [index for index, line in enumerate(lines) if line.role is not Role.BLANK]
    at = next((at for at, index in enumerate(said) if _is_colophon(lines, said, at)), None)
    if at is None:
        return lines, []
    ends = frozenset[str]().union(*map(_said, ENDS))
    before = [earlier for earlier in range(max(at - TAIL, 0), at) if lines[said[earlier]].text.strip() in ends]
    below = said[before[0] if before else at]
    above = _lines_above(lines, [index for index in said[:HEAD] if index < below])
    linked = [index for index in said if index < below and _full_text().fullmatch(lines[index].text.strip())]
    dropped = {*above, *linked, *range(below, len(lines))}
    words = " · ".join(lines[index].text.strip() for index in [*above, *linked, *said[at : at + 2]])
    message = f"What the edition says of itself was left out: {quoted(words, 200)}."
    kept = [line for index, line in enumerate(lines) if index not in dropped]
    return kept, [Warning("left-out", lines[below].number, message)]


def _lines_above(lines: list[Line], said: list[int]) -> list[int]:
    """Return the lines of the edition, with their date: on the same line (parted by ·) or on the line above."""
    above = []
    for before, index in pairwise([None, *said]):
        pieces = lines[index].text.strip().split(" · ")
        others = [piece for piece in pieces if not _above().fullmatch(piece)]
        if len(others) == len(pieces) or not all(map(read_date, others)):
            continue
        if before is not None and before not in above and read_date(lines[before].text):
            above.append(before)
        above.append(index)
    return above


def _is_colophon(lines: list[Line], said: list[int], at: int) -> bool:
    following = [lines[index].text.strip() for index in said[at : at + 1 + ROWS]]
    if following[0] not in _said(COLOPHON):
        foot = list(zip(_letter_foot(), following, strict=False))
        return len(foot) == 2 and all(pattern.fullmatch(line) for pattern, line in foot)
    return any(map(FIRST_ROW.search, following[1:]))
