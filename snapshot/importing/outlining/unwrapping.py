"""Lines cut at a fixed width: how wide the text was set, and whether a line goes on in the next."""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from editorial.prose import escape
from snapshot.importing.lines import Line, Role
from snapshot.importing.outline import Passage
from snapshot.importing.outlining.bylines import byline_cost, is_signed
from snapshot.importing.outlining.cutting import join
from snapshot.importing.outlining.dates import read_date
from snapshot.importing.outlining.impressions import is_finished, starts_small
from snapshot.importing.outlining.parts import Kind, Part, make_parts

NARROWEST, WIDEST = 30, 118
NEVER = 99.0
GOES_ON = re.compile(
    r"(?:\b(?:the|a|an|of|in|to|for|and|or|with|by|from|on|at|as|that|is|are|its|their)|[,;&–—-])$", re.I
)


class Wrapping:
    """How a text was wrapped.

    `width` is the widest line of a wrapped text, 0 where nothing was wrapped. `cost` says how hard it is to
    believe that a part continues the one before it, `cost_apart` that it does not.
    """

    def __init__(self, parts: list[Part], is_text: bool, width: int = 0):
        """Measure `parts`; only text formats (`is_text`) can have been wrapped. A known `width` is taken as it is."""
        self.parts = parts
        self.width = 0
        self.ignores_gaps = False
        marks = Counter(part.mark for part in parts if part.kind is Kind.BULLET)
        self.usual_mark = marks.most_common(1)[0][0] if marks else ""
        if not is_text or len(parts) < 2:
            return
        if width:
            self._take_width(width)
            return
        lengths = sorted(_end(part) for part in parts)
        allowed = max(1, len(lengths) // 50) if len(lengths) > 8 else 0
        if sum(1 for length in lengths if length > WIDEST) > allowed:
            return
        width = max((length for length in lengths if length <= WIDEST), default=0)
        if width < NARROWEST:
            return
        pairs = list(pairwise(parts))
        self._take_width(width)
        # A full line that ends in "the" or a comma says as much as two that only go on small.
        sure = sum(
            2 if GOES_ON.search(before.text[-12:]) and self._is_full(before, after) else 1
            for before, after in pairs
            if (self.ignores_gaps or not after.gap)
            and after.kind is Kind.TEXT
            and before.kind in (Kind.TEXT, Kind.BULLET)
            and starts_small(after.text)
            and not is_finished(before.text)
            and _end(before) > 0.6 * width
            and _end(before) + 1 + len(after.text.split()[0]) > 0.8 * width
            and byline_cost(after.text) >= 0.5
        )
        if sure < (2 if len(parts) > 20 else 1):
            self.width, self.ignores_gaps = 0, False

    def _take_width(self, width: int) -> None:
        gaps = sum(1 for part in self.parts[1:] if part.gap)
        self.width = width
        self.ignores_gaps = len(self.parts) > 13 and gaps >= 0.97 * (len(self.parts) - 1)

    def cost(self, index: int) -> float:
        """Return how hard it is to believe that part `index` continues the one before: 0 (sure) to 99 (it cannot)."""
        if not 0 < index < len(self.parts):
            return NEVER
        before, after = self.parts[index - 1], self.parts[index]
        if after.is_cut or after.is_heading or before.is_heading or before.kind not in (Kind.TEXT, Kind.BULLET):
            return NEVER
        if after.kind not in (Kind.TEXT, Kind.DATE) and not self._is_stray_dash(after):
            return NEVER
        if after.gap and not self.ignores_gaps:
            return NEVER
        signed = before.kind is Kind.TEXT and is_signed(after.text)
        if signed and not (self.width and self._is_full(before, after)):
            return NEVER
        hangs = after.indent >= 2 and (before.kind is Kind.BULLET or before.indent == after.indent)
        goes_on = starts_small(after.text) or GOES_ON.search(before.text[-12:]) is not None
        if not self.width:
            return 0.5 if hangs and (goes_on or not is_finished(before.text)) else 2.0 if hangs else NEVER
        doubt = 2.0 if signed else {Kind.DATE: 6.0, Kind.BULLET: 2.0}.get(after.kind, 0.0)
        if hangs:
            return doubt
        if not goes_on and is_finished(before.text) and self._ends_unfinished(index):
            doubt += 3.0
        if self._is_full(before, after):
            return doubt + (0.0 if goes_on else 0.6)
        if _end(before) > 0.75 * self.width:
            return doubt + (0.6 if starts_small(after.text) or (goes_on and not is_finished(before.text)) else 4.5)
        return doubt + (3.0 if goes_on and not is_finished(before.text) else 12.0)

    def _is_full(self, before: Part, after: Part) -> bool:
        """Say whether the first word of `after` had no room on the line before."""
        return _end(before) + 1 + len(after.text.split()[0]) > self.width

    def _ends_unfinished(self, index: int) -> bool:
        """Say whether the paragraph would end with this part, and without a full stop."""
        part = self.parts[index]
        return not is_finished(part.text) and _end(part) < 0.75 * self.width

    def _is_stray_dash(self, part: Part) -> bool:
        """Say whether a bullet may be the dash of a sentence that happened to open a line."""
        return bool(self.width) and part.mark in ("–", "—", "-") and part.mark != self.usual_mark

    def may_part(self, index: int) -> bool:
        """Say whether a paragraph may as well begin with part `index`: a full line ended a sentence."""
        before, after = self.parts[index - 1], self.parts[index]
        if not self.width or (any(part.gap for part in self.parts[2:]) and not self.ignores_gaps):
            return False
        return is_finished(before.text) and not starts_small(after.text) and self._is_full(before, after)

    def cost_apart(self, index: int) -> float:
        """Return how hard it is to believe that part `index` does not continue the one before."""
        joined = self.cost(index)
        if joined >= 4 or self.parts[index].kind is not Kind.TEXT:
            return 0.0
        before, after = self.parts[index - 1], self.parts[index]
        if before.kind is Kind.TEXT and is_signed(after.text):
            return 0.5
        if (starts_small(after.text) and not is_finished(before.text)) or GOES_ON.search(before.text[-12:]):
            return 5.0
        if starts_small(after.text):
            return 2.5
        return 1.5 if joined < 1 else 0.5


def _end(part: Part) -> int:
    """Return the column in which the part's words end."""
    return part.indent + len(part.text)


def join_dated_bylines(lines: list[Line], width: int) -> list[Line]:
    """Return `lines` with bylines that were wrapped before or after their date made whole."""
    made: list[Line] = []
    for line in lines:
        before = made[-1] if made else None
        if before and _is_one_byline(before, line, width):
            text = f"{before.text.rstrip()} {line.text.strip()}"
            made[-1] = replace(before, text=text, html=escape(text), links=before.links + line.links)
        else:
            made.append(line)
    return made


def _is_one_byline(before: Line, after: Line, width: int) -> bool:
    if before.role is not Role.TEXT or after.role is not Role.TEXT or read_date(before.text):
        return False
    day = read_date(after.text)
    if (day and not day.is_weak) or (not day and [part.kind for part in make_parts([after])] != [Kind.TEXT]):
        return False
    if len(before.text.rstrip()) + 1 + len(after.text.split()[0]) <= width or len(before.text) > 3 * width:
        return False
    return len(make_parts([replace(before, text=f"{before.text.rstrip()} {after.text.strip()}")])) == 2


class Joiner:
    """Joins the lines of one passage, deciding what an end-of-line hyphen was by the document's other words."""

    def __init__(self, parts: list[Part]):
        """Remember every word of `parts`."""
        self.words = Counter(
            word for part in parts for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", part.text.casefold())
        )

    def join(self, before: Passage, after: Passage) -> tuple[Passage, str | None]:
        """Return both as one passage, and the word whose hyphen was kept in doubt (or None)."""
        first = re.search(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-‐]$", before.text[-60:])
        second = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)*", after.text)
        if not first or not second:
            tight = re.search(r"\S[–—]$|[^\s-]-$|/$", before.text) is not None
            return join(before, after, "" if tight else " "), None
        whole = first[1] + second[0]
        hyphened = f"{first[1]}-{second[0]}"
        if not starts_small(after.text) or self.words[hyphened.casefold()]:
            return join(before, after, ""), None
        if self.words[whole.casefold()]:
            return join(before, after, "", drop_hyphen=True), None
        return join(before, after, ""), hyphened
