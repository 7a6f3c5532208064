"""An editor who puts a wrong reading right on the import page, and counts the moves.

The readings are wrong because one rule of the importer is switched off at a time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path
from unittest import mock

from django.http import QueryDict

from importing.correction_acts import NotTaken, step_from
from importing.corrections import PLACES, amend, pins_of
from importing.lines import Document, Place, Role, Unreadable
from importing.outline import Outline
from importing.outlining import make_outline
from importing.outlining.tables import _columns
from importing.reading import read
from tests.importing.documents import CASES

SERIES = ["Strategic Snapshot"]
NAMES = {place: name for name, place in PLACES.items()}
MOST_MOVES = 8
WAYS = 3  # that the editor follows at a time
MOST_TRIED = 24  # moves that the editor weighs at a time


def never(*args) -> float:
    return 99.0


RULES = {
    "label": ("importing.outlining.repetition.Repetition.is_label", lambda *args: False),
    "foot": ("importing.outlining.repetition.Repetition.is_foot", lambda *args: False),
    "repeated": ("importing.outlining.repetition.Repetition.is_repeated", lambda *args: False),
    "shaped": ("importing.outlining.repetition.Repetition.is_shaped_alike", lambda *args: False),
    "beside dates": ("importing.outlining.repetition.Repetition.is_beside_dates", lambda *args: False),
    "remark": ("importing.outlining.repetition.Repetition.is_remark", lambda *args: False),
    "unread": ("importing.outlining.weighing.Weights._unread", never),
    "aside": ("importing.outlining.weighing.Weights._aside", never),
    "note": ("importing.outlining.weighing.Weights._note", never),
    "meta": ("importing.outlining.weighing.Weights._meta", never),
    "bio": ("importing.outlining.traits.Traits.is_bio", lambda *args: False),
    "tables": ("importing.outlining.tables._columns", lambda table, pinned: _columns(table, pinned) if pinned else {}),
    "contents": ("importing.outlining.drop_contents", lambda lines: (lines, [])),
    "navigation": ("importing.outlining.drop_navigation", lambda lines: (lines, [], {})),
    "furniture": ("importing.outlining.drop_boilerplate", lambda lines: (lines, [])),
    "beside": ("importing.outlining.parts.split_at_date", lambda base: None),
    "linked": ("importing.outlining.parts.split_linked", lambda base: None),
    "author lists": ("importing.outlining.parts._with_author_lists", lambda parts: parts),
    "numbers": ("importing.outlining.without_numbers", lambda outline, is_kept: None),
    "hollow": ("importing.outlining.parts.read_hollow", lambda text: None),
    "habits": ("importing.outlining.positions._supposed", lambda reading: []),
    "credits": ("importing.outlining.weighing.is_credit", lambda text: False),
    "introduced": ("importing.outlining.weighing.is_introduced", lambda text: False),
    "closing": ("importing.outlining.read_closing", lambda text: None),
    "below closing": ("importing.outlining._below_closings", lambda lines, closings: []),
}


@contextmanager
def without_rule(name: str) -> Iterator[None]:
    target, instead = RULES[name]
    with mock.patch(target, instead):
        yield


def wrong_readings() -> Iterator[tuple[Path, str, "Editor"]]:
    """Yield each document and rule where the reading is wrong without the rule, with the rule switched off."""
    for path in sorted((CASES / "importing").glob("*/document.*")):
        document = read(path.read_bytes(), path.name)
        try:
            right = make_outline(document, SERIES)
        except Unreadable:
            continue
        for rule in RULES:
            with without_rule(rule):
                editor = Editor(document, right)
                if editor.wrong([]):
                    yield path, rule, editor


def facts(outline: Outline) -> list[tuple]:
    """Return what the outline says, in order."""
    said: list[tuple] = [("title", outline.title), *(("intro", passage.text) for passage in outline.intro)]
    said.append(("selection", outline.selection_heading))
    for section in outline.sections:
        said.append(("section", section.title))
        for article in section.articles:
            said += [("article", article.title), ("authors", tuple(article.authors)), ("date", article.date)]
            said += [("label", (article.summary_label or "").casefold())]
            said += [("point", point.text) for point in article.summary]
    return [*said, ("pdf", outline.pdf_label), ("coverage", outline.more_coverage)]


def distance(one: list[tuple], other: list[tuple]) -> int:
    same = sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    return len(one) + len(other) - 2 * same


@dataclass
class Editor:
    """Knows what a document says (`right`), sees how it is read, and makes the best move it finds at each time."""

    document: Document
    right: Outline
    steps: list[dict] = field(default_factory=list)
    moves: list[dict[str, list[str]]] = field(default_factory=list)

    def read(self, steps: list[dict]) -> Outline:
        return make_outline(self.document, SERIES, pins_of(steps), lambda outline: amend(outline, steps))

    def wrong(self, steps: list[dict]) -> int:
        """Return 0 for a right reading, otherwise how far it is from one: in what it says, and in lines misplaced."""
        try:
            outline = self.read(steps)
        except Unreadable:
            return 10_000
        if not (apart := distance(facts(outline), facts(self.right))):
            return 0
        return apart + sum(1 for number in self.right.places if not self._is_placed(outline, number))

    def _is_placed(self, outline: Outline, number: int) -> bool:
        return self._place(outline, number) is self._place(self.right, number)

    def put_right(self) -> int | None:
        """Return how many moves it took, or None if the editor found no way. Keeps the best few ways at each move."""
        ways: list[tuple[list[dict], list[dict]]] = [(self.steps, [])]
        for count in range(MOST_MOVES + 1):
            rated = sorted(((self.wrong(steps), at) for at, (steps, _moves) in enumerate(ways)))
            if rated and rated[0][0] == 0:
                self.steps, self.moves = ways[rated[0][1]]
                return count
            kept = [ways[at] for _wrong, at in rated[:WAYS]]
            ways = [(tried, [*moves, sent]) for steps, moves in kept for sent, tried in self.tries(steps)]
        return None

    def tries(self, before: list[dict]) -> Iterator[tuple[dict, list[dict]]]:
        """Yield the moves worth a thought, and the steps with each of them."""
        try:
            outline = self.read(before)
        except Unreadable:
            outline = Outline("")
        for sent in [*self._pins(outline), *self._others(outline, before)]:
            form = QueryDict(mutable=True)
            for name, values in sent.items():
                form.setlist(name, values)
            try:
                yield sent, [*before, step_from(form, self.document, outline, before)]
            except NotTaken:
                continue

    def _pins(self, outline: Outline) -> list[dict]:
        """Return pins for the first runs of adjacent lines that were read wrongly in the same way."""
        lines = [line for line in self.document.lines if line.role is not Role.BLANK and line.text.strip()]
        pairs = [(line, *(self._place(read, line.number) for read in (outline, self.right))) for line in lines]
        found: dict[tuple, list[dict]] = {}
        for (now, target), run in groupby(pairs, key=lambda pair: pair[1:]):
            numbers = [str(line.number) for line, *_ in run]
            if now == target or target not in NAMES:
                continue
            of = found.setdefault((now, target), [])
            of.append({"line": numbers, "pin": [NAMES[target]]})
            of.append({"line": numbers, "pin": [NAMES[target]], "only": ["1"]})
            if len(numbers) > 1:
                of.append({"line": numbers[:1], "pin": [NAMES[target]]})
        right = _points(self.right)
        of = [number for number, words in _points(outline).items() if number in right and right[number] != words]
        found["mark",] = [{"line": [str(number)], "pin": ["point"]} for number in of[:1]]
        titles = [
            str(line.number) for line in lines if line.cell and self._place(self.right, line.number) is Place.ARTICLE
        ]
        found["table",] = [{"line": [number], "pin": ["article"]} for number in titles[:1]]
        each = MOST_TRIED // max(1, len(found)) + 2
        return [sent for of in found.values() for sent in of[:each]]

    def _place(self, outline: Outline, number: int) -> Place:
        place = outline.places.get(number, [Place.OTHER])[0]
        return place if place in NAMES or place in (Place.PDF, Place.COVERAGE) else Place.OTHER

    def _others(self, outline: Outline, before: list[dict]) -> list[dict]:
        """Return offers of the page for the last move, and edits in place."""
        sent: list[dict] = [{"like": [name]} for name in (before[-1].get("like", {}) if before else ())]
        right = {article.line: article for section in self.right.sections for article in section.articles}
        for section in outline.sections:
            for article in section.articles:
                if (it := right.get(article.line)) is None:
                    sent.append({"leave": [f"article:{article.line}"]})
                    continue
                ours, theirs = (
                    (one.title, one.authors, one.date, (one.summary_label or "").casefold()) for one in (article, it)
                )
                if ours != theirs:
                    at = f"article-{article.line}"
                    sent.append({
                        "set": [f"article:{article.line}"], f"{at}-title": [it.title],
                        f"{at}-authors": ["\n".join(it.authors)], f"{at}-label": [it.summary_label or ""],
                        f"{at}-date": [it.date.isoformat() if it.date else ""],
                    })  # fmt: skip
        titles = {section.line: section.title for section in self.right.sections}
        for section in outline.sections:
            if section.line not in titles and not section.articles:
                sent.append({"leave": [f"section:{section.line}"]})
            if section.line in titles and titles[section.line] != section.title:
                sent.append(
                    {"set": [f"section:{section.line}"], f"section-{section.line}-title": [titles[section.line]]}
                )
        if outline.title and outline.title != self.right.title:
            sent.append({"set": [f"title:{outline.line}"], f"title-{outline.line}-title": [self.right.title]})
        return sent[: MOST_TRIED // 2]


def _points(outline: Outline) -> dict[int, str]:
    articles = [article for section in outline.sections for article in section.articles]
    return {point.line: point.text for article in articles for point in article.summary}
