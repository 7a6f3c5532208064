"""Detect tables of contents: lists of titles that appear again as articles."""

import re
from collections import defaultdict

from importing.lines import Line, Role, Warning
from importing.outlining.dates import read_date
from importing.outlining.impressions import sentence_score
from importing.outlining.labels import read_label

NUMBER = re.compile(r"^(?:[-–—•*·▪]\s*)?(?:\(?(?:\d{1,3}|[ivx]{1,5}|[a-z])[.):]\s+)?(?:\d+(?:\.\d+)+\s+)?")
PAGE = re.compile(r"[\s.·…_‥]*(?:\bp(?:age|p|g)?\.?\s*)?\d{1,4}\s*$|[\s.·…_]{3,}$")
LONGEST_HEAD = 40
SHORTEST = 6
MOST_TIMES = 3  # lines that occur more often are labels or boilerplate


def drop_contents(lines: list[Line]) -> tuple[list[Line], list[Warning]]:
    """Return `lines` without tables of contents, and a warning for each.

    A table of contents is a run of lines that all occur again later, with other lines between them there. An article
    placed in two sections repeats its lines consecutively instead.
    """
    said = [index for index, line in enumerate(lines) if line.role is not Role.BLANK]
    keys = [_key(lines[index].text) for index in said]
    stands: dict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        if len(key) >= SHORTEST and not read_label(key) and sentence_score(lines[said[at]].text) < 0.6:
            stands[key].append(at)
    dropped: set[int] = set()
    warnings = []
    at = 1  # skip the title
    dated = (at for at, index in enumerate(said) if read_date(lines[index].text))
    last_place = next(dated, len(said))  # the first date belongs to an article
    while at < last_place:
        run = _run(keys, stands, at)
        if len(run) < 2:
            at += 1
            continue
        first, last = run[0], run[-1]
        first -= _has_head(lines, said, first)
        found = list(range(first, last + 1))
        dropped.update(said[one] for one in found)
        words = ", ".join(f"“{lines[said[one]].text.strip()}”" for one in found)
        told = f"{words} were taken for a list of contents and left out: the titles stand again below."
        warnings.append(Warning("contents", lines[said[first]].number, told))
        at = last + 1
    return [line for index, line in enumerate(lines) if index not in dropped], warnings


def _key(text: str) -> str:
    bare = NUMBER.sub("", " ".join(text.casefold().split()), count=1)
    return (PAGE.sub("", bare) or bare).strip(" .…·:;,")


def _run(keys: list[str], stands: dict[str, list[int]], start: int) -> list[int]:
    """Return the lines from `start` whose words occur again later, each after the previous one."""
    run: list[int] = []
    found: list[int] = []
    for at in range(start, len(keys)):
        again = next((place for place in _again(keys[at], stands) if place > max([*found, at])), None)
        if again is None:
            break
        run.append(at)
        found.append(again)
    while run and found[0] <= run[-1]:
        run.pop()
        found.pop()
    if len(run) < 2 or (found[-1] - found[0]) < 2 * (len(found) - 1):
        return []
    return run


def _again(key: str, stands: dict[str, list[int]]) -> list[int]:
    """Return the positions of a line's words, with or without a name after them ("Title, Jane Roe")."""
    if key in stands:
        places = stands[key]
        if 1 < len(places) <= MOST_TIMES:
            return places
    for cut in (" – ", " — ", " - ", ", by ", " by ", " | ", " / ", " ("):
        if cut in key and key.rpartition(cut)[0] in stands:
            return stands[key.rpartition(cut)[0]]
    return []


def _has_head(lines: list[Line], said: list[int], first: int) -> bool:
    """Return whether the line above is the heading of a table of contents ("In this edition:", "Inhalt")."""
    if first < 2:
        return False
    text = lines[said[first - 1]].text.strip()
    return (
        len(text) <= LONGEST_HEAD and (text.endswith((":", "：")) or len(text.split()) <= 4) and text[-1] not in ".!?"
    )
