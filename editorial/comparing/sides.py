"""Two contents beside each other, line by line."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from editorial.comparing.sequences import staying
from editorial.comparing.words import Mark, Run, runs

NEAR = 1  # unchanged lines left standing beside a changed one


@dataclass(frozen=True)
class Line:
    """A line of a content. `name` is what it is known by on both sides; `level` is 0 for text, 1 and 2 for heads."""

    name: str
    text: str
    label: str = ""  # what it is, where the words do not tell: “note”, “date”
    level: int = 0


@dataclass(frozen=True)
class Side:
    """A line as it stands on one side, its words marked against the other's."""

    runs: tuple[Run, ...]
    label: str
    level: int
    fate: str = ""  # "removed", "added", "moved away", "moved here", or nothing
    is_told: bool = False  # whether the fate is written out: on the first of several lines that share it


@dataclass(frozen=True)
class Pair:
    """One row of the table. `folded` unchanged rows were left out before it."""

    before: Side | None
    after: Side | None
    is_changed: bool
    folded: int = 0


def beside(before: list[Line], after: list[Line]) -> list[Pair]:
    """Return the rows of a table of both; what moved stands on either side where it was and where it is."""
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
    return _telling_once([_pair(old, new, was, is_now) for old, new in pairs])


def _telling_once(pairs: list[Pair]) -> list[Pair]:
    """Write a fate out where it begins: lines below that share it, up to the next head, need no word."""
    before, found = "", []
    for pair in pairs:
        name, side = ("after", pair.after) if pair.before is None else ("before", pair.before)
        is_apart = pair.before is None or pair.after is None
        fate = side.fate if is_apart else ""
        begins = is_apart and (fate != before or side.level > 0)
        found.append(replace(pair, **{name: replace(side, is_told=True)}) if begins else pair)
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
    """Return the rows that changed, with the heads they stand under and their neighbors; the rest is counted."""
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
