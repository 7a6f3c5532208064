"""Two contents side by side, line by line."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from record.comparison.sequences import staying
from record.comparison.words import Mark, Run, runs

NEAR = 1  # unchanged lines shown next to a changed one


@dataclass(frozen=True)
class Line:
    """A line of a content; `name` identifies it on both sides, and `level` is 0 for text, 1 and 2 for headings."""

    name: str
    text: str
    label: str = ""  # what the line is, if the text alone does not show it: “note”, “date”
    level: int = 0


@dataclass(frozen=True)
class Side:
    """A line on one side, with differences from the other side marked."""

    runs: tuple[Run, ...]
    label: str
    level: int
    fate: str = ""  # “removed”, “added”, “moved away”, “moved here”, or empty
    shows_fate: bool = False  # whether to show the fate: only on the first of several lines that share it


@dataclass(frozen=True)
class Pair:
    """One row of the table; `folded` is the number of unchanged rows omitted before it."""

    before: Side | None
    after: Side | None
    is_changed: bool
    folded: int = 0


def beside(before: list[Line], after: list[Line]) -> list[Pair]:
    """Return the rows of the table. A moved line appears at its old place on the left and its new one on the right."""
    was, is_now = ({line.name: place for place, line in enumerate(lines)} for lines in (before, after))
    common = [line.name for line in after if line.name in was]
    kept = {common[n] for n in staying([was[name] for name in common])}
    pairs: list[tuple[Line | None, Line | None]] = []
    left = iter(before)
    for line in after:
        if line.name not in kept:
            pairs.append((None, line))
            continue
        for old in left:
            pairs.append((old, line if old.name == line.name else None))
            if old.name == line.name:
                break
    pairs += [(old, None) for old in left]
    return _label_first([_pair(old, new, was, is_now) for old, new in pairs])


def _label_first(pairs: list[Pair]) -> list[Pair]:
    """Show a fate only on the first line that has it, and again after each heading."""
    before, found = "", []
    for pair in pairs:
        name, side = ("after", pair.after) if pair.before is None else ("before", pair.before)
        is_apart = pair.before is None or pair.after is None
        fate = side.fate if is_apart else ""
        begins = is_apart and (fate != before or side.level > 0)
        found.append(replace(pair, **{name: replace(side, shows_fate=True)}) if begins else pair)
        before = fate
    return found


def _pair(old: Line | None, new: Line | None, was: dict[str, int], is_now: dict[str, int]) -> Pair:
    if old and new and old.text == new.text:
        same = (Run(Mark.SAME, old.text),)
        return Pair(Side(same, old.label, old.level), Side(same, new.label, new.level), False)
    if old and new:
        both = runs(old.text, new.text)
        left = tuple(run for run in both if run.mark is not Mark.ADDED)
        right = tuple(run for run in both if run.mark is not Mark.REMOVED)
        return Pair(Side(left, old.label, old.level), Side(right, new.label, new.level), True)
    if old:
        fate = _("moved away") if old.name in is_now else _("removed")
        return Pair(Side((Run(Mark.SAME, old.text),), old.label, old.level, fate), None, True)
    fate = _("moved here") if new.name in was else _("added")
    return Pair(None, Side((Run(Mark.SAME, new.text),), new.label, new.level, fate), True)


def folded(pairs: list[Pair]) -> list[Pair]:
    """Return the changed rows with their headings and neighbors, and count the omitted ones."""
    shown = set()
    heads: dict[int, int] = {}
    for place, pair in enumerate(pairs):
        level = (pair.after or pair.before).level
        if level:
            heads = {each: at for each, at in heads.items() if each < level} | {level: place}
        if pair.is_changed:
            shown |= {place, *heads.values(), *range(max(0, place - NEAR), min(len(pairs), place + NEAR + 1))}
    found, left_out = [], 0
    for place, pair in enumerate(pairs):
        if place in shown:
            found.append(replace(pair, folded=left_out))
            left_out = 0
        else:
            left_out += 1
    return found
