"""What our own editions print around their text: their number and counts above, topics and colophon below.

The words are those of the site's catalogs, in every language of the public interface.
"""

import re
from collections.abc import Iterator
from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext

from importing.lines import Line, Role, Warning
from importing.reading.cleaning import quoted

EDITIONS = ("Edition %(number)s", "Edition %(number)s, corrected %(day)s", "Edition %(number)s, updated %(day)s")
BY_AUTHORS = "%(articles)s by %(number)s author", "%(articles)s by %(number)s authors"
COLOPHON = "Permanent edition"
ENDS = ("Topics", "About this publication")  # what stands above the colophon
FIRST_ROW = re.compile(r"[^\d]{0,15}\d+, .{5,40}\b\d{1,2}:\d\d\b")
COUNTS = (1, 2, 3, 11, 100)  # of authors: one for each plural form
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
    """Return a pattern of the lines above: the edition, and how many articles by how many authors."""
    lines = {gettext(words) for _code in _each_language() for words in EDITIONS}
    lines |= {ngettext(*BY_AUTHORS, count) for _code in _each_language() for count in COUNTS}
    return re.compile("|".join(_with_gaps(line) for line in sorted(lines)))


def _with_gaps(line: str) -> str:
    pattern = re.escape(line).replace(r"%\(number\)s", r"\d{1,6}")
    return re.sub(r"%\\\(\w+\\\)s", ".{1,40}", pattern)


def drop_colophon(lines: list[Line]) -> tuple[list[Line], list[Warning]]:
    """Return the lines of one of our editions without these, and a warning that tells them."""
    said = [index for index, line in enumerate(lines) if line.role is not Role.BLANK]
    at = next((at for at, index in enumerate(said) if _is_colophon(lines, said, at)), None)
    if at is None:
        return lines, []
    ends = frozenset[str]().union(*map(_said, ENDS))
    before = [earlier for earlier in range(max(at - TAIL, 0), at) if lines[said[earlier]].text.strip() in ends]
    below = said[before[0] if before else at]
    above = [index for index in said[:HEAD] if index < below and _above().fullmatch(lines[index].text.strip())]
    dropped = {*above, *range(below, len(lines))}
    words = " · ".join(lines[index].text.strip() for index in [*above, *said[at : at + 2]])
    message = f"What the edition says of itself was left out: {quoted(words, 200)}."
    kept = [line for index, line in enumerate(lines) if index not in dropped]
    return kept, [Warning("left-out", lines[below].number, message)]


def _is_colophon(lines: list[Line], said: list[int], at: int) -> bool:
    if lines[said[at]].text.strip() not in _said(COLOPHON):
        return False
    return any(FIRST_ROW.search(lines[index].text) for index in said[at + 1 : at + 1 + ROWS])
