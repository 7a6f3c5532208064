"""How well each part's appearance fits each place, from the part itself and from the rest of the document."""

import re
from copy import copy

from importing.lines import Place
from importing.outlining.bylines import (
    AFFILIATION,
    PREFIX,
    byline_cost,
    is_credit,
    is_introduced,
    is_signed,
    names_in,
    split_byline,
)
from importing.outlining.impressions import looks_like_selection
from importing.outlining.labels import looks_like_label
from importing.outlining.part import Part
from importing.outlining.traits import BULLET, DATE, LABEL, SHORT, TEXT, VOLUME, WORD, Traits
from importing.outlining.unwrapping import NEVER, Wrapping

HEADINGS = [Place.TITLE, Place.SECTION, Place.ARTICLE]
MAY_BE = {
    TEXT: [
        *HEADINGS,
        Place.META,
        Place.INTRO,
        Place.SELECTION,
        Place.BYLINE,
        Place.AFFILIATION,
        Place.UNREAD,
        Place.LABEL,
        Place.POINT,
        Place.ASIDE,
        Place.FOOT,
        Place.NOTE,
    ],
    BULLET: [Place.INTRO, Place.SECTION, Place.ARTICLE, Place.POINT, Place.FOOT],
    LABEL: [*HEADINGS, Place.INTRO, Place.LABEL],
    DATE: [Place.META, Place.INTRO, Place.SECTION, Place.ARTICLE, Place.DATE, Place.ASIDE],
    VOLUME: [*HEADINGS, Place.VOLUME],
}


class Weights(Traits):
    """The cost of reading a part in a place, by its appearance.

    `known` are names that are authors elsewhere in the document.
    """

    def __init__(self, parts: list[Part], wrapping: Wrapping, known: frozenset[str] = frozenset()):
        """Examine everything that the costs need once."""
        super().__init__(parts, wrapping)
        self.known = known
        self._found: list[dict[Place, float] | None] = [None] * len(parts)

    def knowing(self, names: frozenset[str]) -> "Weights":
        """Return the same weights for a reading that knows the authors of other articles."""
        made = copy(self)
        made.known = names
        made._found = [
            None if self._is_about(part, names) else costs for part, costs in zip(self.parts, self._found, strict=True)
        ]
        return made

    def _is_about(self, part: Part, names: frozenset[str]) -> bool:
        if part.kind is not TEXT or len(part.text) > 300:
            return False
        return part.text.casefold() in names or any(name.casefold() in names for name in names_in(part.text))

    def costs(self, index: int) -> dict[Place, float]:
        """Return the cost of each place that part `index` can have."""
        if (known := self._found[index]) is None:
            part = self.parts[index]
            found = ((place, COSTS[place](self, index, part)) for place in MAY_BE[part.kind])
            known = self._found[index] = {place: cost for place, cost in found if cost < NEVER}
        return known

    def pinned(self, index: int) -> Place | None:
        """Return the place that an editor gave to the part. A part cut from a line keeps its own kind."""
        part = self.parts[index]
        pin = part.meant
        if pin is None or not part.is_cut:
            return pin if part.kind is not DATE or pin is not Place.BYLINE else Place.DATE
        beside = {Place.LABEL: Place.POINT, Place.ARTICLE: Place.BYLINE}.get(pin, pin)
        return {DATE: Place.DATE, VOLUME: Place.VOLUME}.get(part.kind, beside)

    def _title(self, index: int, part: Part) -> float:
        return 0.0 if part.kind in (TEXT, LABEL, VOLUME) else NEVER

    def _meta(self, index: int, part: Part) -> float:
        if part.kind is DATE:
            return 0.0
        beside = self.parts[max(0, index - 1) : index + 2]
        if part.kind is TEXT and is_credit(part.text):
            return -2.0
        if part.kind is TEXT and (PREFIX.match(part.text) or any(other.kind is DATE for other in beside)):
            return 1.0 + byline_cost(part.text)
        return NEVER

    def _intro(self, index: int, part: Part) -> float:
        if part.kind is TEXT:
            signature = 3.0 if is_signed(part.text) else 0.0
            return signature + (3.0 if part.is_heading else 1.5 * (1 - self.sentences[index]))
        return {BULLET: 1.5, LABEL: 3.0, DATE: 4.0 if part.date and part.date.is_weak else NEVER}.get(part.kind, NEVER)

    def _heading(self, index: int, part: Part) -> float:
        """Return the cost of any heading, of a section or an article, from its kind and role."""
        if part.kind is TEXT:
            return 2.0 if self.uses_headings and not part.is_heading else 0.0
        if part.kind is BULLET:
            return 2.5 if part.is_counted else NEVER
        if part.kind is DATE:
            return 4.0 if part.date and part.date.is_weak else NEVER
        if part.kind is LABEL and self.is_above_head(index):
            return 1.0
        return 0.5 if part.is_heading and part.kind is VOLUME else 6.0

    def _selection(self, index: int, part: Part) -> float:
        if part.kind is not TEXT:
            return NEVER
        bonus = 1.0 if looks_like_selection(part.text) else 0.0
        return 3 * self.sentences[index] - bonus + (0.5 if self.uses_headings and not part.is_heading else 0.0)

    def _section(self, index: int, part: Part) -> float:
        cost = (
            self._heading(index, part) + 4 * self.sentences[index] + (2.0 if looks_like_selection(part.text) else 0.0)
        )
        if self.repetition.is_foot(index) or self.repetition.is_label(index) or self.is_bio(part):
            cost += 6.0
        cost += 4.0 if part.kind is TEXT and is_credit(part.text) else 0.0
        return cost + (1.5 if part.is_heading and self.article_share.get(part.level, 0) > 0.7 else 0.0)

    def _article(self, index: int, part: Part) -> float:
        cost = self._heading(index, part) + 2.5 * self.sentences[index]
        is_signed_line = PREFIX.match(part.text) or is_introduced(part.text)
        is_signed_line = is_signed_line and not self._is_title_above_byline(index, part)
        if part.kind is TEXT and (part.text.casefold() in self.known or is_signed_line):
            cost += 3.0 if byline_cost(part.text) < 1 else 0.0
        elif part.kind is TEXT and not part.is_heading and not self.is_above_byline(index):
            cost += max(0.0, 2.5 - 2.5 * byline_cost(part.text))
        if self.repetition.is_foot(index) or self.repetition.is_label(index):
            cost += 6.0
        cost += 4.0 if part.kind is TEXT and is_credit(part.text) else 0.0
        return cost + (1.5 if part.is_heading and self.article_share.get(part.level, 1) < 0.3 else 0.0)

    def _byline(self, index: int, part: Part) -> float:
        if part.kind is not TEXT:
            return NEVER
        cost = min(byline_cost(part.text), 0.3 if is_signed(part.text) else NEVER)
        if cost < 8 and is_introduced(part.text) and not names_in(part.text):
            return 8.0
        if cost > 1 and self.sentences[index] < 0.6 and len(part.text) < SHORT:
            if self.repetition.is_beside_dates(index):
                cost = min(cost, 1.0)
            elif AFFILIATION.search(part.text) and self.is_between(index):
                cost = min(cost, 2.0)
        cost += 3.0 if part.is_heading or self._is_title_above_byline(index, part) else 0.0
        if part.text.casefold() in self.below_names:
            return min(8.0, cost + 4.0)
        names = names_in(part.text) if cost < 8 else ()
        if cost < 8 and self._is_known(part.text):
            return max(0.0, cost - 2.0)
        if cost >= 8:
            return cost
        words = [word for name in names for word in WORD.findall(name.casefold())]
        shared = sum(1 for word in words if word in self.vocabulary) / len(words) if words else 0
        return cost + 5.0 * shared

    def _is_known(self, text: str) -> bool:
        """Return whether the line names authors of other articles and nobody else."""
        names = names_in(text) if self.known else ()
        return bool(names) and all(name.casefold() in self.known for name in names)

    def _is_title_above_byline(self, index: int, part: Part) -> bool:
        """Return whether the line names someone at its end only ("Ports Survive by Staying Dull"), above a byline."""
        after = self.after(index)
        dropped = split_byline(part.text).dropped
        return bool(dropped) and after is not None and after.kind is TEXT and byline_cost(after.text) < 0.5

    def _affiliation(self, index: int, part: Part) -> float:
        if part.kind is not TEXT or part.is_heading or len(part.text) > 120:
            return NEVER
        return 0.0 if AFFILIATION.search(part.text) else NEVER

    def _date(self, index: int, part: Part) -> float:
        return (0.5 if part.date and part.date.is_weak else 0.0) if part.kind is DATE else NEVER

    def _unread(self, index: int, part: Part) -> float:
        if part.kind is not TEXT or part.is_heading or len(part.text) > SHORT or self.sentences[index] >= 0.6:
            return NEVER
        after = self.after(index)
        is_last = after is not None and after.kind in (LABEL, BULLET) and part.text.casefold() in self.below_names
        return 1.0 if is_last or re.search(r"\d", part.text) else 2.5

    def _volume(self, index: int, part: Part) -> float:
        return 0.0 if part.kind is VOLUME else NEVER

    def _aside(self, index: int, part: Part) -> float:
        if part.kind is DATE:
            return 2.0
        if part.kind is not TEXT:
            return NEVER
        if part.is_heading:
            return 6.0
        after = self.after(index)
        if after is not None and after.is_heading and self.uses_headings and self.repetition.is_shaped_alike(index):
            return 0.3
        if self.sentences[index] >= 0.6:
            return 2.0
        if len(part.text) < SHORT and self.repetition.is_repeated(index):
            return 3.5 if self._is_known(part.text) else 0.5
        before = self.parts[index - 1] if index else None
        is_beside = part.is_cut or (index + 1 < len(self.parts) and self.parts[index + 1].is_cut)
        if is_beside and (part.kind is DATE or (before and before.kind is DATE) or self.parts[index + 1].kind is DATE):
            return 1.0
        return 1.5 if is_introduced(part.text) else 6.0

    def _foot(self, index: int, part: Part) -> float:
        if part.kind not in (TEXT, BULLET):
            return NEVER
        if self.repetition.is_foot(index):
            return 0.3
        if self.is_bio(part):
            return 0.5
        after = self.after(index)
        is_above_bio = after is not None and after.kind is TEXT and self.is_bio(after)
        return 1.0 if is_above_bio and self.sentences[index] < 0.6 else NEVER

    def _note(self, index: int, part: Part) -> float:
        if part.kind is not TEXT or part.is_heading:
            return NEVER
        if self.sentences[index] >= 0.4:
            return 2.5
        return 1.0 if self.repetition.is_remark(index) else NEVER

    def _label(self, index: int, part: Part) -> float:
        if part.kind is LABEL:
            return 0.0
        after = self.after(index)
        if part.kind is not TEXT or after is None or len(part.text) > SHORT or self.sentences[index] >= 0.6:
            return NEVER
        if after.kind is not BULLET and self.sentences[index + 1] <= 0.6:
            return NEVER
        cost = 0.0 if after.kind is BULLET else 1.0
        cost += 3.0 if part.is_cut or self._is_known(part.text) else 0.0  # a label has its own line
        if self.repetition.is_label(index) or looks_like_label(part.text):
            return cost + (0.0 if self.repetition.is_label(index) else 1.0)
        if after.kind is not BULLET:
            return NEVER
        if index and self.parts[index - 1].kind is DATE:
            return cost + 0.5
        return cost + 2.0 + (2.0 if part.is_heading or byline_cost(part.text) < 0.5 else 0.0)

    def _point(self, index: int, part: Part) -> float:
        if part.is_counted and index and not self.sentences[index] and self._counts_otherwise(index):
            return 4.0
        if part.kind is BULLET and self.repetition.is_foot(index):
            return 1.0
        if part.kind is BULLET or (part.is_cut and part.kind is TEXT and self.parts[index - 1].kind is LABEL):
            return 0.0
        if part.kind is not TEXT:
            return NEVER
        if index and self.parts[index - 1].kind is LABEL and not part.is_heading:
            return 0.5 + 2.5 * (1 - self.sentences[index])
        cost = 1.0 + 5 * (1 - self.sentences[index]) + (6.0 if part.is_heading else 0.0)
        if self.repetition.is_foot(index) or self.is_bio(part):
            cost += 4.0
        return cost + (3.0 if index and self.parts[index - 1].kind is BULLET else 0.0)

    def _counts_otherwise(self, index: int) -> bool:
        """Return whether a numbered line ("2. Trade" after "b) …") neither starts nor continues a list."""
        before, after = self.parts[index - 1], self.parts[index + 1 : index + 2]
        if before.kind is not BULLET or not after or after[0].kind is BULLET:
            return False
        return before.mark.strip("().").isdigit() != self.parts[index].mark.strip("().").isdigit()


COSTS = {place: getattr(Weights, f"_{place.name.lower()}") for places in MAY_BE.values() for place in places}
