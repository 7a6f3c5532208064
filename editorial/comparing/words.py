"""What differs between two texts, word by word."""

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from editorial.comparing.sequences import in_common

# A word (with inner hyphens and apostrophes), a run of white space, or any other sign. Scripts that are written
# without spaces are compared sign by sign.
UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
TOKEN = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])\w)+(?:[’'‑-](?:(?![{UNSPACED}])\w)+)*|\s+|[^\w\s]")
AROUND = 60  # characters of unchanged text left standing beside a change in an excerpt
KEPT = 4_000  # characters of two texts whose marks are kept for a moment
LONGEST = 1_200  # characters of changed text in a row; the table has all of it


class Mark(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Run:
    """Words that share a mark."""

    mark: Mark
    text: str


def runs(before: str, after: str) -> list[Run]:
    """Return the two texts as one: joined, the runs not added give `before`, those not removed give `after`."""
    if len(before) + len(after) > KEPT:
        return list(_runs(before, after))
    return list(_kept_runs(before, after))


def _runs(before: str, after: str) -> tuple[Run, ...]:
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    marked: list[Run] = []
    here = there = 0
    pairs = [*_meaningful(old, new), (len(old), len(new))]
    start = 0
    while start < len(pairs):
        i, j = pairs[start]
        end = start + 1  # of a stretch in which both run side by side
        while end < len(pairs) - 1 and pairs[end] == (i + end - start, j + end - start):
            end += 1
        marked.append(Run(Mark.REMOVED, "".join(old[here:i])))
        marked.append(Run(Mark.ADDED, "".join(new[there:j])))
        here, there = i + end - start, j + end - start
        marked.append(Run(Mark.SAME, "".join(old[i:here])))
        start = end
    return tuple(run for run in marked if run.text)


_kept_runs = lru_cache(maxsize=2_000)(_runs)  # a change is marked twice: in words, and side by side


def _meaningful(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Return the common tokens, less blanks that stand alone between two changes: they only tear words apart."""
    pairs = in_common(old, new)
    known = set(pairs)
    return [
        (i, j)
        for i, j in pairs
        if not old[i].isspace()
        or (i == 0 and j == 0)
        or (i == len(old) - 1 and j == len(new) - 1)
        or (i - 1, j - 1) in known
        or (i + 1, j + 1) in known
    ]


def excerpt(marked: list[Run], around: int = AROUND) -> list[Run]:
    """Return the runs with long unchanged ones cut down to the words beside a change, and very long changes cut off."""
    last = len(marked) - 1
    return [_cut_run(run, around, number == 0, number == last) for number, run in enumerate(marked)]


def _cut_run(run: Run, around: int, is_first: bool, is_last: bool) -> Run:
    return Run(run.mark, _cut(run.text, around, is_first, is_last) if run.mark is Mark.SAME else _begin(run.text))


def _begin(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"


def _cut(text: str, around: int, is_first: bool, is_last: bool) -> str:
    room = around if is_first or is_last else 2 * around
    if len(text) <= room + 20:
        return text
    head = "" if is_first else text[:around].rsplit(" ", 1)[0]
    tail = "" if is_last else text[-around:].split(" ", 1)[-1]
    return f"{head}{' ' if head else ''}… {tail}" if not is_last else f"{head} …"


def likeness(before: Counter, after: Counter) -> float:
    """Return how much two bags of words have in common, from 0 to 1 (Sørensen–Dice)."""
    total = before.total() + after.total()
    return 2 * (before & after).total() / total if total else 1.0


def bag(text: str) -> Counter:
    """Return the words of a text, counted, case apart."""
    return Counter(token.casefold() for token in TOKEN.findall(text) if not token.isspace())
