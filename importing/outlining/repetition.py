"""Repeated lines: the same short line above every list of points, below every list, or next to every date.

Repetition shows what a line is independently of its words, in any language.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable

from importing.outlining.part import Kind, Part

LONGEST = 90
OPENING = re.compile(r"[^:：]{1,30}[:：](?=.)")
ADDRESS = re.compile(
    r"(?:\S+\s+){0,3}(?:https?://\S+|doi\.org/\S+|10\.\d{4,}/\S+|(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?)\W*", re.I
)
ENDED = re.compile(r"[a-z]{3}[.!?][”’)]?$|[。！？۔।]$")  # the last line of a wrapped point
IN_BRACKETS = re.compile(r"[(\[（【].{3,}[)\]）】]\.?")
END_NOTE = re.compile(r"(?:\[\d{1,3}\]|\d{1,3}[.)]?|[*†‡])?\s*.{3,}↩\W*")


class Repetition:
    """The positions of the document's short lines, and which lines recur in the same position."""

    def __init__(self, parts: list[Part], sentences: list[float]):
        """Examine every part once. `sentences` are the parts' sentence scores."""
        self.parts = parts
        self.sentences = sentences
        self._below: dict[str, int] = Counter()
        self._above: dict[str, int] = Counter()
        self._beside: dict[str, int] = Counter()
        self._all: dict[str, int] = Counter()
        self._followers: dict[str, set[str]] = defaultdict(set)
        self._numbers: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for index, part in enumerate(parts):
            if part.kind is not Kind.TEXT or len(part.text) > LONGEST:
                continue
            self._followers[_exact(part)[0]].update(after.text for after in parts[index + 1 : index + 2])
            for key in _keys(part):
                self._all[key] += 1
                self._below[key] += self.is_below_list(index)
                self._above[key] += self.is_above_list(index)
                self._beside[key] += self._is_beside_date(index)
            self._numbers[_shape(part.text)].add(tuple(re.findall(r"\d+", part.text)))
        marks = [index for index, part in enumerate(parts) if part.kind in (Kind.DATE, Kind.LABEL)]
        self._tail = self._tail_from(marks[-1] if marks else len(parts))
        self._counting = {key for key in self._numbers if "#" in key and _counts_up(self._numbers[key])}
        self._feet = {index for index in range(len(parts)) if self._is_foot(index)}

    def is_above_list(self, index: int) -> bool:
        """Return whether an article's points begin right below."""
        after = self.parts[index + 1 : index + 2]
        return bool(after) and after[0].kind is Kind.BULLET

    def is_below_list(self, index: int) -> bool:
        """Return whether an article's points end right above. Lines that may be left out can be in between."""
        for before in range(index - 1, max(index - 4, -1), -1):
            part = self.parts[before]
            if part.kind is Kind.BULLET or (
                part.kind is Kind.TEXT and (self.sentences[before] >= 0.6 or ENDED.search(part.text))
            ):
                return True
            if part.kind is not Kind.TEXT or len(part.text) > LONGEST or not self._all[_shape(part.text)] > 1:
                return False
        return False

    def _is_beside_date(self, index: int) -> bool:
        return any(part.kind is Kind.DATE for part in self.parts[max(index - 1, 0) : index + 2])

    def _share(self, counts: dict[str, int], index: int, keys: Callable[[Part], list[str]]) -> bool:
        return any(counts[key] >= 2 and counts[key] >= 0.6 * self._all[key] for key in keys(self.parts[index]))

    def is_label(self, index: int) -> bool:
        """Return whether the same words are above other lists."""
        return self._share(self._above, index, _exact)

    def is_repeated(self, index: int) -> bool:
        """Return whether the same words, except for numbers that don't count up, occur elsewhere."""
        part = self.parts[index]
        key = _shape(part.text)
        if self._all[_exact(part)[0]] > 1:
            return True
        return "#" in key and self._all[key] > 1 and key not in self._counting

    def is_shaped_alike(self, index: int) -> bool:
        """Return whether the same words, with any numbers, occur elsewhere."""
        return self._all[_shape(self.parts[index].text)] > 1

    def is_remark(self, index: int) -> bool:
        """Return whether a short line is a remark below a heading, not a heading: "(none)", "Nothing this month."."""
        part, before = self.parts[index], self.parts[index - 1] if index else None
        if before is None or before.kind is not Kind.TEXT or not _is_short(before.text):
            return False
        return IN_BRACKETS.fullmatch(part.text) is not None or (part.text.endswith(".") and len(part.text.split()) <= 8)

    def is_beside_dates(self, index: int) -> bool:
        """Return whether the same words are next to other dates."""
        return self._share(self._beside, index, _exact)

    def is_foot(self, index: int) -> bool:
        """Return whether a line below a list of points is not a section heading: it recurs, or its words show it."""
        return index in self._feet

    def _is_foot(self, index: int) -> bool:
        part = self.parts[index]
        if index in self._tail or (part.kind is Kind.BULLET and part.text.rstrip(" .").endswith("↩")):
            return True
        if part.kind is not Kind.TEXT or not self.is_below_list(index) or self._opens_again(index):
            return False
        if self._is_link_alone(index):
            return True
        if ADDRESS.fullmatch(part.text) or IN_BRACKETS.fullmatch(part.text) or END_NOTE.fullmatch(part.text):
            return True
        if not self._share(self._below, index, _keys):
            return False
        return self.is_repeated(index) or OPENING.match(part.text) is not None

    def _is_link_alone(self, index: int) -> bool:
        """Return whether a line is a single link at the end of an article on a page with headings: "More →"."""
        part, after = self.parts[index], self.parts[index + 1 : index + 2]
        is_last = not after or after[0].is_heading
        has_title = any(before.is_heading for before in self.parts[:index])
        return is_last and has_title and len(part.links) == 1 and part.links[0].text.strip() == part.text.strip()

    def _opens_again(self, index: int) -> bool:
        """Return whether the line starts an article that occurs twice, followed by the same line, then a date."""
        after = self.parts[index + 1 : index + 3]
        is_head = any(part.kind is Kind.DATE for part in after)
        return is_head and self._followers[_exact(self.parts[index])[0]] == {after[0].text}

    def _tail_from(self, last: int) -> range:
        """Return the parts after the last article that belong to the letter or page: a greeting, an address, a list."""
        below = range(last + 1, len(self.parts))
        points = [index for index in below if self.parts[index].kind is Kind.BULLET]
        ends = [index for index in points if self.parts[index].is_counted == self.parts[points[0]].is_counted]
        ends = ends or [index for index in below if self.sentences[index] >= 0.4]
        if not ends:
            return range(0)
        tail = range(ends[-1] + 1, len(self.parts))
        texts = [self.parts[at] for at in tail if self.parts[at].kind is Kind.TEXT and not self.is_remark(at)]
        are_headings = all(part.is_heading or _is_short(part.text) for part in texts)
        has_list = any(self.parts[index].kind is Kind.BULLET for index in tail)
        return range(0) if are_headings and not has_list else tail


def _counts_up(numbers: set[tuple[str, ...]]) -> bool:
    """Return whether the lines differ in one number only and it counts up: "Week 1", "Week 2"."""
    found = sorted(int(one[-1][:9]) for one in numbers if one)
    return len(found) > 1 and found == list(range(found[0], found[0] + len(found)))


def _is_short(text: str) -> bool:
    return len(text.split()) <= 5 and text[-1] not in ",.!;:"


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))


def _exact(part: Part) -> list[str]:
    return ["=" + " ".join(part.text.casefold().split())]


def _keys(part: Part) -> list[str]:
    opening = OPENING.match(part.text)
    return [*_exact(part), _shape(part.text), *([opening[0].casefold()] if opening else [])]
