"""What differs between two texts, word by word."""

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from editorial.comparing.sequences import in_common

# A word (with inner hyphens and apostrophes), a run of white space, or any other sign. Scripts that are written
# without spaces are compared sign by sign.
UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
TOKEN = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])\w)+(?:[’'‑-](?:(?![{UNSPACED}])\w)+)*|\s+|[^\w\s]")
AROUND = 60  # characters of unchanged text left standing beside a change in an excerpt


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
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    pieces: list[tuple[str, str, str]] = []  # same, removed, added: one of the first and of the last two is empty
    here = there = 0
    for i, j in [*_meaningful(old, new), (len(old), len(new))]:
        if here < i or there < j:
            pieces.append(("", "".join(old[here:i]), "".join(new[there:j])))
        if i < len(old) and j < len(new):
            pieces.append((old[i], "", ""))
        here, there = i + 1, j + 1
    marked: list[Run] = []
    for same, removed, added in pieces:
        for mark, text in ((Mark.SAME, same), (Mark.REMOVED, removed), (Mark.ADDED, added)):
            if text and marked and marked[-1].mark is mark:
                marked[-1] = Run(mark, marked[-1].text + text)
            elif text:
                marked.append(Run(mark, text))
    return marked


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
    """Return the runs with long unchanged ones cut down to the words beside a change."""
    last = len(marked) - 1
    return [
        run if run.mark is not Mark.SAME else Run(Mark.SAME, _cut(run.text, around, number == 0, number == last))
        for number, run in enumerate(marked)
    ]


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
