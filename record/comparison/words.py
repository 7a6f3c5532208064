"""Word-by-word differences between two texts."""

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from record.comparison.sequences import in_common

# A token is a number (with its separators), a word (with inner hyphens and apostrophes), a run of white space, or any
# other character. Scripts without spaces are compared character by character.
UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
NUMBER = r"\d+(?:[.,\u00a0\u202f]\d+)+(?!\w)"
TOKEN = re.compile(rf"[{UNSPACED}]|{NUMBER}|(?:(?![{UNSPACED}])\w)+(?:[’'‑-](?:(?![{UNSPACED}])\w)+)*|\s+|[^\w\s]")
AROUND = 60  # characters of unchanged text kept beside a change in an excerpt
KEPT = 4_000  # characters; longer pairs of texts are not cached
LONGEST = 1_200  # characters of continuous change in an excerpt; the table shows everything


class Mark(StrEnum):
    """Whether a run is unchanged, added or removed."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Run:
    """A run of words with the same mark."""

    mark: Mark
    text: str


def runs(before: str, after: str) -> list[Run]:
    """Merge two texts: all runs except added ones form `before`, and all runs except removed ones form `after`."""
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
        end = start + 1  # end of a stretch in which both texts match
        while end < len(pairs) - 1 and pairs[end] == (i + end - start, j + end - start):
            end += 1
        marked.append(Run(Mark.REMOVED, "".join(old[here:i])))
        marked.append(Run(Mark.ADDED, "".join(new[there:j])))
        here, there = i + end - start, j + end - start
        marked.append(Run(Mark.SAME, "".join(old[i:here])))
        start = end
    return tuple(run for run in marked if run.text)


_kept_runs = lru_cache(maxsize=2_000)(_runs)  # each change is marked twice: in the sentence and side by side


def _meaningful(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Return the common tokens without single blanks between two changes, which would break up phrases."""
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
    """Shorten long unchanged runs to the words beside a change, and cut off very long changes."""
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
    """Return the similarity of two bags of words, from 0 to 1 (Sørensen–Dice)."""
    total = before.total() + after.total()
    return 2 * (before & after).total() / total if total else 1.0


def bag(text: str) -> Counter:
    return Counter(token.casefold() for token in TOKEN.findall(text) if not token.isspace())
