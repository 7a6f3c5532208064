"""Lines wrapped at a fixed width: the width of the text, and whether a line continues on the next."""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from importing.lines import Line, Role
from importing.outline import Passage
from importing.outlining.bylines import begins_list_of_names, byline_cost, is_signed
from importing.outlining.cutting import join
from importing.outlining.dates import read_date
from importing.outlining.impressions import is_finished, starts_small
from importing.outlining.part import Kind, Part
from importing.outlining.parts import make_parts
from text.prose import escape

NARROWEST, WIDEST = 30, 118
NARROWEST_HEAD = 45  # titles set in larger type than the text are wrapped sooner
NEVER = 99.0
NEARLY, SENTENCE = 0.9, 7  # of the width; words
GOES_ON = re.compile(
    r"(?:\b(?:the|a|an|of|in|to|for|and|or|with|by|from|on|at|as|that|is|are|its|their)|[,;&–—-])$", re.I
)


class Wrapping:
    """How a text was wrapped.

    `width` is the widest line of a wrapped text, or 0 if nothing was wrapped. `cost` is the cost of reading a part as a
    continuation of the one before it, `cost_apart` of not doing so.
    """

    def __init__(self, parts: list[Part], is_text: bool, width: int = 0):
        """Measure `parts`. Only text formats (`is_text`) can be wrapped. A given `width` is used unchanged."""
        self.parts = parts
        self.width = 0
        self.ignores_gaps = False
        self.heads = _wrapped_heads(parts) if is_text else set()
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
        within = [length for length in lengths if length <= WIDEST]
        width = within[-1 - len(within) // 50] if within else 0  # some lines of a page are as wide as the page
        if width < NARROWEST:
            return
        pairs = list(pairwise(parts))
        self._take_width(width)
        # A full line or a point that ends in "the" or a comma counts as much as two with a lowercase next line.
        sure = sum(
            2
            if GOES_ON.search(before.text[-12:]) and (before.kind is Kind.BULLET or self._is_full(before, after))
            else 1
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
        """Return the cost of reading part `index` as a continuation: 0 (certain) to 99 (impossible)."""
        if not 0 < index < len(self.parts):
            return NEVER
        before, after = self.parts[index - 1], self.parts[index]
        if after.is_cut or after.is_heading or before.is_heading or before.kind not in (Kind.TEXT, Kind.BULLET):
            return NEVER
        if after.kind not in (Kind.TEXT, Kind.DATE) and not self._is_stray_dash(after):
            return NEVER
        if after.gap and not self.ignores_gaps:
            return NEVER
        if index in self.heads:
            return 0.0
        signed = before.kind is Kind.TEXT and is_signed(after.text)
        if signed and not (self.width and self._is_full(before, after)):
            return NEVER
        hangs = after.indent >= 2 and (before.kind is Kind.BULLET or before.indent == after.indent)
        goes_on = starts_small(after.text) or GOES_ON.search(before.text[-12:]) is not None
        if not self.width:
            return 0.5 if hangs and (goes_on or not is_finished(before.text)) else 2.0 if hangs else NEVER
        is_list = begins_list_of_names(after.text) and not begins_list_of_names(before.text)
        doubt = 2.0 if signed or is_list else {Kind.DATE: 6.0, Kind.BULLET: 2.0}.get(after.kind, 0.0)
        if hangs:
            return doubt
        if not goes_on and is_finished(before.text) and self._ends_unfinished(index):
            doubt += 3.0
        if self._is_full(before, after):
            return doubt + (0.0 if goes_on else 0.6)
        is_nearly_full = _end(before) + 1 + len(after.text.split()[0]) > NEARLY * self.width
        is_amid = len(before.text.split()) > SENTENCE and not is_finished(before.text)
        is_prose = is_finished(after.text) or len(after.text.split()) > SENTENCE
        if is_amid and (is_nearly_full or (is_prose and _end(before) > 0.75 * self.width)):
            return doubt + 1.2  # letters differ in width, so that lines of one width differ in length
        if _end(before) > 0.75 * self.width:
            return doubt + (0.6 if starts_small(after.text) or (goes_on and not is_finished(before.text)) else 4.5)
        return doubt + (3.0 if goes_on and not is_finished(before.text) else 12.0)

    def _is_full(self, before: Part, after: Part) -> bool:
        """Return whether the first word of `after` did not fit on the line before."""
        return _end(before) + 1 + len(after.text.split()[0]) > self.width

    def _ends_unfinished(self, index: int) -> bool:
        """Return whether the paragraph would end with this part and without a period."""
        part = self.parts[index]
        return not is_finished(part.text) and _end(part) < 0.75 * self.width

    def _is_stray_dash(self, part: Part) -> bool:
        """Return whether a bullet may be a dash within a sentence that ended up at the start of a line."""
        return bool(self.width) and part.mark in ("–", "—", "-") and part.mark != self.usual_mark

    def may_part(self, index: int) -> bool:
        """Return whether a new paragraph may begin with part `index`, because a full line ended a sentence."""
        before, after = self.parts[index - 1], self.parts[index]
        if not self.width or (any(part.gap for part in self.parts[2:]) and not self.ignores_gaps):
            return False
        return is_finished(before.text) and not starts_small(after.text) and self._is_full(before, after)

    def cost_apart(self, index: int) -> float:
        """Return the cost of reading part `index` as not continuing the one before."""
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


def _wrapped_heads(parts: list[Part]) -> set[int]:
    """Return the second lines of titles that were wrapped by themselves: short, above a byline, below a full line.

    A line is full if the next word would have made it as long as the longest title, to a tenth because letters differ.
    """
    ends = [at for at in range(1, len(parts)) if parts[at].kind is Kind.TEXT and _is_signed_and_dated(parts, at + 1)]
    titles = [parts[at] for at in ends] + [parts[at - 1] for at in ends if not parts[at].gap]
    width = max((len(part.text) for part in titles if part.kind is Kind.TEXT), default=0)
    if not NARROWEST_HEAD <= width <= WIDEST:
        return set()
    return {
        at
        for at in ends
        if not parts[at].gap
        and parts[at - 1].kind is Kind.TEXT
        and not is_finished(parts[at - 1].text)
        and len(parts[at].text) <= width / 2
        and len(parts[at - 1].text) + 1 + len(parts[at].text.split()[0]) > 0.9 * width
    }


def _is_signed_and_dated(parts: list[Part], at: int) -> bool:
    """Return whether a byline stands right below the line before, and a date below it."""
    byline, date = parts[at : at + 1], parts[at + 1 : at + 2]
    if not date or date[0].kind is not Kind.DATE or byline[0].gap:
        return False
    return byline[0].kind is Kind.TEXT and byline_cost(byline[0].text) < 1


def _end(part: Part) -> int:
    return part.indent + len(part.text)


def join_dated_bylines(lines: list[Line], width: int) -> list[Line]:
    """Return `lines` with bylines rejoined that were wrapped before or after their date."""
    made: list[Line] = []
    for line in lines:
        before = made[-1] if made else None
        is_free = before and not before.meant and not line.meant
        if is_free and _is_one_byline(before, line, width):
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
    """Joins the lines of a passage. Decides about end-of-line hyphens by the document's other words."""

    def __init__(self, parts: list[Part]):
        """Collect every word of `parts`."""
        self.words = Counter(
            word for part in parts for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", part.text.casefold())
        )

    def join(self, before: Passage, after: Passage) -> tuple[Passage, str | None]:
        """Return the joined passage, and the word whose hyphen was kept in doubt (or None)."""
        first = re.search(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-‐]$", before.text[-60:])
        second = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)*", after.text)
        if not first or not second:
            tight = re.search(r"\S[–—]$|[^\s-]-$|/$", before.text) is not None
            return join(before, after, "" if tight else " "), None
        whole = first[1] + second[0]
        hyphened = f"{first[1]}-{second[0]}"
        is_soft = before.text[-1] == "\u2010"
        if not starts_small(after.text) or (self.words[hyphened.casefold()] and not is_soft):
            return join(before, after, ""), None
        if self.words[whole.casefold()] or is_soft:
            return join(before, after, "", drop_hyphen=True), None
        return join(before, after, ""), hyphened
