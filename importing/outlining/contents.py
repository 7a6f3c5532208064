"""Detect tables of contents: lists of titles that appear again as articles."""

import re
from collections import defaultdict, deque
from dataclasses import dataclass, replace

from importing.lines import Line, Role, Warning
from importing.outlining.bylines import is_lower
from importing.outlining.dates import read_date
from importing.outlining.impressions import sentence_score
from importing.outlining.labels import read_label

NUMBER = re.compile(r"^(?:[-–—•*·▪]\s*)?(?:\(?(?:\d{1,3}|[ivx]{1,5}|[a-z])[.):]\s+)?(?:\d+(?:\.\d+)+\s+)?")
COLUMN = re.compile(r"^\s*\d{1,3}\s{2,}(?=\S)")  # of numbers beside the titles
PAGE = re.compile(r"[\s.·…_‥]*(?:\bp(?:age|p|g)?\.?\s*)?\d{1,4}\s*$|[\s.·…_]{3,}$")
LED = re.compile(r"(?:\s{3,}|[.·…_‥]{3,}\s*)\d{1,4}\s*$")  # leaders or a column, then a page number
LONGEST_HEAD = 40
SHORTEST = 6
MOST_TIMES = 3  # lines that occur more often are labels or boilerplate
MOST_WRAPPED = 2  # lines of one title


@dataclass(frozen=True)
class Span:
    """Lines that are one title: the place of the first among the lines with words, and how many there are."""

    at: int
    count: int


def drop_contents(lines: list[Line]) -> tuple[list[Line], list[Warning]]:
    """Return `lines` without tables of contents, and a warning for each. Titles wrapped below become one line.

    A table of contents is a run of lines that all occur again later, with other lines between them there. An article
    placed in two sections repeats its lines consecutively instead.
    """
    said = [index for index, line in enumerate(lines) if line.role is not Role.BLANK]
    keys = {
        Span(at, count): _key(" ".join(lines[index].text for index in said[at : at + count]))
        for at in range(len(said))
        for count in range(1, MOST_WRAPPED + 1)
    }
    stands: dict[str, list[Span]] = defaultdict(list)
    for span, key in keys.items():
        if len(key) >= SHORTEST and not read_label(key) and not _is_of_a_paragraph(lines, said, span):
            stands[key].append(span)
    dropped: set[int] = set()
    wrapped: set[int] = set()
    warnings = []
    at = 1  # skip the title
    dated = (at for at, index in enumerate(said) if read_date(lines[index].text))
    last_place = next(dated, len(said))  # the first date belongs to an article
    while at < last_place:
        run = _run(keys, stands, at, last_place)
        if len(run) < 2:
            at += 1
            continue
        first, last = run[0][0].at, run[-1][0].at + run[-1][0].count - 1
        first -= _has_head(lines, said, first)
        found = list(range(first, last + 1))
        dropped.update(said[one] for one in found)
        wrapped.update(said[title.at + 1] for _entry, title in run if title.count > 1)
        words = ", ".join(f"“{lines[said[one]].text.strip()}”" for one in found)
        told = f"{words} were taken for a list of contents and left out: the titles stand again below."
        warnings.append(Warning("contents", lines[said[first]].number, told))
        at = last + 1
    return _unwrapped(lines, dropped, wrapped), warnings


def _is_of_a_paragraph(lines: list[Line], said: list[int], span: Span) -> bool:
    """Return whether the lines are a sentence, alone or with the line above or below that they go on from or into."""
    places = said[span.at : span.at + span.count]
    if LED.search(lines[places[-1]].text):
        return False
    runs = [places]
    if span.at and said[span.at - 1] == places[0] - 1 and is_lower(lines[places[0]].text.strip()[0]):
        runs.append([places[0] - 1, *places])
    below = places[-1] + 1
    if below in said[span.at + span.count : span.at + span.count + 1] and is_lower(lines[below].text.strip()[0]):
        runs.append([*places, below])
    return any(sentence_score(" ".join(lines[index].text.strip() for index in run)) >= 0.6 for run in runs)


def _unwrapped(lines: list[Line], dropped: set[int], wrapped: set[int]) -> list[Line]:
    kept: list[Line] = []
    for index, line in enumerate(lines):
        if index in wrapped and kept[-1].role is line.role:
            above = kept[-1]
            html = f"{above.html} {line.html}"
            kept[-1] = replace(
                above, text=f"{above.text} {line.text.strip()}", html=html, links=above.links + line.links
            )
        elif index not in dropped:
            kept.append(line)
    return kept


def with_meant(kept: list[Line], lines: list[Line]) -> list[Line]:
    """Return those of `lines` that were kept, some of them joined to the next one, or that have a known place."""
    made: list[Line] = []
    waiting = deque(kept)
    for line in lines:
        if line.meant:
            made.append(line)
        elif waiting and waiting[0].number == line.number and waiting[0].text.startswith(line.text):
            made.append(waiting.popleft())
    return made


def _key(text: str) -> str:
    bare = NUMBER.sub("", " ".join(COLUMN.sub("", text).casefold().split()), count=1)
    return (PAGE.sub("", bare) or bare).strip(" .…·:;,")


def _run(keys: dict[Span, str], stands: dict[str, list[Span]], start: int, end: int) -> list[tuple[Span, Span]]:
    """Return the lines from `start` whose words occur again later, each after the previous one, and where they do."""
    run: list[tuple[Span, Span]] = []
    at, last = start, start
    while at < end and (entry := next((span for span in _spans(at) if _after(keys, stands, span, last)), None)):
        again = _after(keys, stands, entry, last)
        run.append((entry, again))
        at, last = at + entry.count, again.at
    while run and run[0][1].at <= run[-1][0].at:
        run.pop()
    if len(run) < 2 or (run[-1][1].at - run[0][1].at) < 2 * (len(run) - 1):
        return []
    return run


def _spans(at: int) -> list[Span]:
    return [Span(at, count) for count in range(1, MOST_WRAPPED + 1)]


def _after(keys: dict[Span, str], stands: dict[str, list[Span]], entry: Span, last: int) -> Span | None:
    """Return the next place of an entry's words below it and below `last`."""
    below = max(last, entry.at + entry.count - 1)
    return next((span for span in _again(keys.get(entry, ""), stands) if span.at > below), None)


def _again(key: str, stands: dict[str, list[Span]]) -> list[Span]:
    """Return the places of an entry's words, with or without a name after them ("Title, Jane Roe")."""
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
