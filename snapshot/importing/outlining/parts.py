"""Lines, sorted by what they can be before their position is known."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum

from snapshot.importing.lines import Line, Link, Role
from snapshot.importing.outline import Passage
from snapshot.importing.outlining.bullets import read_bullet
from snapshot.importing.outlining.bylines import PREFIX, byline_cost
from snapshot.importing.outlining.cutting import cut
from snapshot.importing.outlining.dates import PREFIX as PUBLISHED
from snapshot.importing.outlining.dates import DateLine, find_date, read_date
from snapshot.importing.outlining.labels import read_label
from snapshot.importing.outlining.volumes import Volume, read_volume


class Kind(Enum):
    """What a line is by itself."""

    TEXT = "text"
    BULLET = "bullet"
    LABEL = "label"
    DATE = "date"
    VOLUME = "volume"


@dataclass(frozen=True)
class Part:
    """A line, or the part of one that holds one thing ("Jane Roe | May 3, 2025" makes two).

    `gap` says that a blank line stands before it, `is_cut` that it is cut from the same line as the part
    before, `indent` how far in its words begin, `depth` how deep a bullet is nested (1 is outermost), `whole`
    are the words with the mark that was cut off.
    """

    kind: Kind
    text: str
    html: str
    line: int
    level: int = 0
    is_heading: bool = False
    gap: bool = False
    is_cut: bool = False
    indent: int = 0
    depth: int = 0
    is_counted: bool = False
    mark: str = ""
    links: tuple[Link, ...] = ()
    date: DateLine | None = None
    volume: Volume | None = None
    whole: Passage | None = None

    @property
    def passage(self) -> Passage:
        """The part's words as a passage of the outline."""
        return Passage(self.text, self.html, self.line)


FROM_MARKUP = "markup"
SEPARATOR = re.compile(r"^[\s|,;:·•/–—-]+|[\s|,;:·•/–—(\[-]+$")
MARKED = re.compile(r"^\s*[|,;:·•/–—-]|[|,;:·•/–—(\[-]\s*$")
ON = re.compile(r"[\s,]+(?:on|published(?: on)?|posted(?: on)?)\s*:?\s*$", re.I)


def make_parts(lines: list[Line]) -> list[Part]:
    """Return the parts of `lines` in their order; blank lines only leave `gap` behind."""
    parts: list[Part] = []
    gap, alone = False, None
    for line in lines:
        if line.role is Role.BLANK or not line.text.strip():
            gap = True
            continue
        made = _parts_of(line)
        if made[0].kind is Kind.BULLET and not made[0].text:
            # PDF readers put a bullet on a line of its own, its words on the next.
            alone = made[0]
            continue
        if alone and made[0].kind is Kind.TEXT:
            made[0] = replace(made[0], kind=Kind.BULLET, mark=alone.mark, depth=alone.depth)
        alone = None
        made[0] = replace(made[0], gap=gap)
        parts.extend(made)
        gap = False
    return _with_depths(_with_own_dashes(parts))


def _with_own_dashes(parts: list[Part]) -> list[Part]:
    """Give a point on its label's line its dash back where the other points bear another mark."""
    marks = Counter(part.mark for part in parts if part.kind is Kind.BULLET and not part.is_cut)
    usual = marks.most_common(1)[0][0] if marks else ""
    return [
        replace(part, kind=Kind.TEXT, text=part.whole.text, html=part.whole.html, mark="")
        if part.kind is Kind.BULLET and part.is_cut and part.whole and part.mark != usual
        else part
        for part in parts
    ]


def _parts_of(line: Line) -> list[Part]:
    text = line.text.strip()
    indent = len(line.text) - len(line.text.lstrip())
    is_heading = line.role is Role.HEADING
    base = Part(
        Kind.TEXT,
        text,
        line.html.strip(),
        line.number,
        level=line.level if is_heading else 0,
        is_heading=is_heading,
        indent=indent,
        links=line.links,
    )
    if line.role is Role.BULLET:
        return [_marked_up(base, line.level)]
    if not is_heading and (bulleted := _bulleted(base, indent)):
        return [bulleted]
    if date := read_date(text):
        return [replace(base, kind=Kind.DATE, date=date)]
    if volume := read_volume(text):
        return [replace(base, kind=Kind.VOLUME, volume=volume)]
    if label := read_label(text):
        return _labelled(base, *label)
    return _split_at_date(base) or [base]


def _bulleted(base: Part, indent: int) -> Part | None:
    bullet = read_bullet(base.text)
    if not bullet:
        return None
    passage = cut(base.text, base.html, bullet.length)
    return replace(
        base,
        kind=Kind.BULLET,
        text=passage.text,
        html=passage.html,
        mark=bullet.mark,
        is_counted=bullet.is_counted,
        whole=base.passage,
        depth=indent,
        indent=indent + bullet.length,
    )


def _labelled(base: Part, label: str, rest: str) -> list[Part]:
    made = [replace(base, kind=Kind.LABEL, text=label)]
    if rest:
        passage = cut(base.text, base.html, len(base.text) - len(rest))
        inner = replace(base, text=passage.text, html=passage.html, is_heading=False, level=0, is_cut=True)
        made.append(_bulleted(inner, 0) or inner)
    return made


def _marked_up(base: Part, level: int) -> Part:
    """Return a bullet that the markup made; a sign typed into it as well is no part of its words."""
    found = read_bullet(base.text)
    if found and not found.is_counted and found.mark not in "-–—·+*":
        passage = cut(base.text, base.html, found.length)
        base = replace(base, text=passage.text, html=passage.html)
    return replace(base, kind=Kind.BULLET, depth=max(level, 1), mark=FROM_MARKUP)


def _split_at_date(base: Part) -> list[Part] | None:
    """Cut "Jane Roe | May 3, 2025" in two, a volume line with a date too; anything else is left whole."""
    span = find_date(base.text)
    if not span or base.is_heading:
        return None
    start, end = span
    before, after = base.text[:start], base.text[end:]
    if (opening := PUBLISHED.match(base.text)) and opening.end() == start:
        start, before = 0, ""
    if before.strip() and after.strip(" ).]"):
        return None
    is_first = not before.strip()
    rest = SEPARATOR.sub("", after if is_first else ON.sub("", before))
    date = read_date(base.text[start:end])
    if not date or not rest:
        return None
    volume = read_volume(rest)
    # "Tbilisi on May 3, 2025" may end a wrapped sentence: without a sign between, only a sure byline is cut off.
    is_marked = MARKED.search(after if is_first else ON.sub("", before)) or PREFIX.match(rest)
    if not volume and byline_cost(rest) > (2.5 if is_marked else 0.5):
        return None
    at = base.text.index(rest, end if is_first else 0)
    passage = cut(base.text, base.html, at, at + len(rest))
    kind = Kind.VOLUME if volume else Kind.TEXT
    words = replace(base, text=passage.text, html=passage.html, volume=volume, kind=kind)
    dated = replace(base, kind=Kind.DATE, text=base.text[start:end], date=date, links=())
    return [dated, replace(words, is_cut=True)] if is_first else [words, replace(dated, is_cut=True)]


def _with_depths(parts: list[Part]) -> list[Part]:
    """Turn the indentation of each run of bullets read from text into depths."""
    made: list[Part] = []
    steps: list[int] = []
    for part in parts:
        if part.kind is Kind.BULLET and part.mark != FROM_MARKUP:
            while steps and part.depth < steps[-1]:
                steps.pop()
            if not steps or part.depth > steps[-1] + 1:
                steps.append(part.depth)
            made.append(replace(part, depth=len(steps)))
            continue
        if part.kind in (Kind.DATE, Kind.LABEL):
            steps = []
        made.append(part)
    return made
