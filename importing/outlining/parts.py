"""Classify lines by what they can be, before their positions are considered."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from importing.lines import Line, Place, Role
from importing.outlining.bullets import Bullet, read_any_mark, read_bullet, read_hollow
from importing.outlining.bylines import byline_cost
from importing.outlining.cutting import cut
from importing.outlining.dates import read_date
from importing.outlining.entries import split_at_date, split_known, split_linked
from importing.outlining.labels import read_label
from importing.outlining.part import Kind, Part
from importing.outlining.volumes import read_volume
from text.prose import escape

FROM_MARKUP = "markup"
HOLLOW = "o"


def make_parts(lines: list[Line]) -> list[Part]:
    """Return the parts of `lines` in order. Blank lines only set `gap`.

    A line with a place from an editor or a table is not split, unless it is a byline, a date or a label.
    """
    parts: list[Part] = []
    lines = _without_margin(lines)
    gap, alone = False, None
    hollow = [line.number for line in lines if line.role is Role.TEXT and read_hollow(line.text.strip())]
    for before, line in zip([None, *lines], lines, strict=False):
        if line.role is Role.BLANK or not line.text.strip():
            gap = True
            continue
        made = _pinned(line, line.meant) if line.meant else _parts_of(line)
        if line.number in hollow and made[0].kind is Kind.TEXT and (len(hollow) > 1 or _is_bullet(before)):
            made = [_bulleted(_base(line), made[0].indent, read_hollow(line.text.strip()))]
        if made[0].kind is Kind.BULLET and not made[0].text:
            # PDF readers put a bullet on its own line and its words on the next.
            alone = made[0]
            continue
        if alone and made[0].kind is Kind.TEXT:
            made[0] = replace(made[0], kind=Kind.BULLET, mark=alone.mark, depth=alone.depth)
        alone = None
        made[0] = replace(made[0], gap=gap)
        parts.extend(made)
        gap = False
    return _with_depths(_with_author_lists(_with_own_numbers(_with_own_dashes(parts))))


def _without_margin(lines: list[Line]) -> list[Line]:
    """Return the lines without an indentation that all of them share."""
    indents = sorted(len(line.text) - len(line.text.lstrip()) for line in lines if line.text.strip())
    margin = indents[len(indents) // 20] if indents else 0
    if not margin:
        return lines
    return [replace(line, text=line.text[min(margin, len(line.text) - len(line.text.lstrip())) :]) for line in lines]


def _with_own_numbers(parts: list[Part]) -> list[Part]:
    """Restore the numbers of headings that differ in nothing else ("1. Woche", "2. Woche")."""
    marks: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        if part.is_counted:
            marks[part.text.casefold()].add(part.mark)
    return [
        replace(part, kind=Kind.TEXT, text=part.whole.text, html=part.whole.html, mark="", is_counted=False)
        if part.is_counted and part.whole and len(part.text.split()) < 4 and len(marks[part.text.casefold()]) > 1
        else part
        for part in parts
    ]


def _with_own_dashes(parts: list[Part]) -> list[Part]:
    """Restore the dash of a point on its label's line if the other points have another mark."""
    marks = Counter(part.mark for part in parts if part.kind is Kind.BULLET and not part.is_cut)
    usual = marks.most_common(1)[0][0] if marks else ""
    return [
        replace(part, kind=Kind.TEXT, text=part.whole.text, html=part.whole.html, mark="")
        if part.kind is Kind.BULLET and part.is_cut and part.whole and part.mark != usual
        else part
        for part in parts
    ]


def _pinned(line: Line, place: Place) -> list[Part]:
    """Return the parts of a line whose place is known, which shows where to split it and what its mark is."""
    base = _base(line)
    if place in (Place.ARTICLE, Place.BYLINE, Place.DATE) and (made := split_known(base, place)):
        return made
    if place is Place.POINT and (mark := read_any_mark(base.text)) and line.role is Role.TEXT:
        return [_bulleted(base, base.indent, mark)]
    if place in (Place.POINT, Place.LABEL, Place.BYLINE, Place.DATE, Place.VOLUME):
        made = _parts_of(line)
        kinds = {Place.POINT: Kind.BULLET, Place.LABEL: Kind.LABEL}
        if place not in kinds or made[0].kind is kinds[place]:
            return made
    return [base]


def _base(line: Line) -> Part:
    text = line.text.strip()
    indent = len(line.text) - len(line.text.lstrip())
    is_heading = line.role is Role.HEADING
    return Part(
        Kind.TEXT,
        text,
        line.html.strip(),
        line.number,
        level=line.level if is_heading else 0,
        is_heading=is_heading,
        indent=indent,
        links=line.links,
        meant=line.meant,
    )


def _parts_of(line: Line) -> list[Part]:
    base = _base(line)
    text, indent, is_heading = base.text, base.indent, base.is_heading
    if line.role is Role.BULLET and line.links and text.startswith(line.links[0].text) and (made := split_linked(base)):
        return made
    if line.role is Role.BULLET:
        return [_marked_up(base, line.level)]
    # "3. März 2025" starts like a numbered point.
    if text[:1].isdigit() and (date := read_date(text)) and not date.is_weak:
        return [replace(base, kind=Kind.DATE, date=date)]
    if not is_heading and (bulleted := _bulleted(base, indent)):
        return [bulleted]
    if date := read_date(text):
        return [replace(base, kind=Kind.DATE, date=date)]
    if volume := read_volume(text):
        return [replace(base, kind=Kind.VOLUME, volume=volume)]
    if (label := read_label(text)) and not (is_heading and label[1]):
        return _labelled(base, *label)
    return split_at_date(base) or [base]


def _is_bullet(line: Line | None) -> bool:
    return line is not None and (line.role is Role.BULLET or read_bullet(line.text.strip()) is not None)


def _bulleted(base: Part, indent: int, bullet: Bullet | None = None) -> Part | None:
    bullet = bullet or read_bullet(base.text)
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
    """Return a bullet from the source's markup, without a bullet sign that was also typed."""
    found = read_bullet(base.text)
    if found and not found.is_counted and found.mark not in "-–—·+*":
        passage = cut(base.text, base.html, found.length)
        base = replace(base, text=passage.text, html=passage.html)
    return replace(base, kind=Kind.BULLET, depth=max(level, 1), mark=FROM_MARKUP)


def _with_author_lists(parts: list[Part]) -> list[Part]:
    """Merge names listed as bullets between a title and a date or label into one byline."""
    made: list[Part] = []
    at = 0
    while at < len(parts):
        end = at
        while end < len(parts) and parts[end].kind is Kind.BULLET and byline_cost(parts[end].text) < 0.6:
            end += 1
        after = parts[end].kind if at < end < len(parts) else None
        if after in (Kind.DATE, Kind.LABEL) and made and made[-1].kind is Kind.TEXT:
            names = "; ".join(part.text for part in parts[at:end])
            made.append(replace(parts[at], kind=Kind.TEXT, text=names, html=escape(names), mark="", depth=0, links=()))
            at = end
            continue
        made.append(parts[at])
        at += 1
    return made


def _with_depths(parts: list[Part]) -> list[Part]:
    """Convert the indentation of each run of bullets read from text into depths."""
    made: list[Part] = []
    steps: list[int] = []
    outer = ""
    for part in parts:
        if part.kind is Kind.BULLET and part.mark != FROM_MARKUP:
            outer = outer or part.mark
            while steps and part.depth < steps[-1]:
                steps.pop()
            if not steps or part.depth > steps[-1] + 1:
                steps.append(part.depth)
            is_inner = part.mark == HOLLOW != outer  # Word's mark of the second level, pasted without its indentation
            made.append(replace(part, depth=len(steps) + is_inner))
            continue
        if part.kind in (Kind.DATE, Kind.LABEL):
            steps, outer = [], ""
        made.append(part)
    return made
