"""How well each part's looks suit each place, from the part and from what the document does elsewhere."""

import re
from collections import defaultdict

from snapshot.importing.outlining.bylines import AFFILIATION, PREFIX, byline_cost, is_signed, split_byline
from snapshot.importing.outlining.impressions import looks_like_selection, sentence_score
from snapshot.importing.outlining.labels import looks_like_label
from snapshot.importing.outlining.parts import Kind, Part
from snapshot.importing.outlining.unwrapping import NEVER, Wrapping

TEXT, BULLET, LABEL, DATE, VOLUME = Kind.TEXT, Kind.BULLET, Kind.LABEL, Kind.DATE, Kind.VOLUME
WORD = re.compile(r"[^\W\d_]{3,}")


class Weights:
    """The cost of reading a part in a place, by its looks. `known` are names that stand elsewhere as authors."""

    def __init__(self, parts: list[Part], wrapping: Wrapping, known: frozenset[str] = frozenset()):
        """Look once at everything that the costs need."""
        self.parts = parts
        self.known = known
        self.sentences = [self._sentence(index, wrapping) for index in range(len(parts))]
        self.vocabulary = {
            word
            for index, part in enumerate(parts)
            if part.kind is BULLET or self.sentences[index] > 0.6
            for word in WORD.findall(part.text.casefold())
        }
        headings = [index for index, part in enumerate(parts) if part.is_heading]
        self.uses_headings = len(headings) >= 3
        self.article_share = self._article_share(headings)

    def cost(self, place: str, index: int) -> float:
        """Return what it costs to read part `index` as `place`, 99 where it cannot be."""
        return getattr(self, f"_{place.lower()}", _never)(index, self.parts[index])

    def _sentence(self, index: int, wrapping: Wrapping) -> float:
        score = sentence_score(self._ahead(index, wrapping))
        # A long list of names ends in "Jr." or is as long as a paragraph.
        is_names = score > 0.3 and self.parts[index].kind is TEXT and byline_cost(self.parts[index].text) < 1
        return 0.0 if is_names else score

    def _ahead(self, index: int, wrapping: Wrapping) -> str:
        text = self.parts[index].text
        for step in range(1, 5):
            if not wrapping.width or index + step >= len(self.parts):
                break
            if wrapping.cost(index + step) >= 1:
                break
            text += " " + self.parts[index + step].text
        return text

    def _article_share(self, headings: list[int]) -> dict[int, float]:
        """Return for each level of heading how many of its headings have an article's parts right below."""
        seen: dict[int, list[bool]] = defaultdict(list)
        for index in headings[1:] if headings[:1] == [0] else headings:
            below = []
            for part in self.parts[index + 1 : index + 4]:
                if part.is_heading and part.kind is TEXT:
                    break
                below.append(part.kind)
            seen[self.parts[index].level].append(any(kind in (DATE, LABEL, BULLET) for kind in below))
        return {level: sum(found) / len(found) for level, found in seen.items()}

    def _other(self, index: int, part: Part) -> float:
        return 0.0

    def _title(self, index: int, part: Part) -> float:
        return 0.0 if part.kind in (TEXT, LABEL, VOLUME) else NEVER

    def _meta(self, index: int, part: Part) -> float:
        if part.kind is DATE:
            return 0.0
        beside = self.parts[max(0, index - 1) : index + 2]
        if part.kind is TEXT and (PREFIX.match(part.text) or any(other.kind is DATE for other in beside)):
            return 1.0 + byline_cost(part.text)
        return NEVER

    def _intro(self, index: int, part: Part) -> float:
        if part.kind is TEXT:
            signature = 3.0 if is_signed(part.text) else 0.0
            return signature + (3.0 if part.is_heading else 1.5 * (1 - self.sentences[index]))
        return {BULLET: 1.5, LABEL: 3.0, DATE: 4.0 if part.date and part.date.is_weak else NEVER}.get(part.kind, NEVER)

    def _heading(self, part: Part) -> float:
        """Return what any heading, of a section or an article, costs by its kind and role."""
        if part.kind is TEXT:
            return 2.0 if self.uses_headings and not part.is_heading else 0.0
        if part.kind is BULLET:
            return 2.5 if part.is_counted else NEVER
        if part.kind is DATE:
            return 4.0 if part.date and part.date.is_weak else NEVER
        return 0.5 if part.is_heading and part.kind is VOLUME else 6.0

    def _selection(self, index: int, part: Part) -> float:
        if part.kind is not TEXT:
            return NEVER
        bonus = 1.0 if looks_like_selection(part.text) else 0.0
        return 3 * self.sentences[index] - bonus + (0.5 if self.uses_headings and not part.is_heading else 0.0)

    def _section(self, index: int, part: Part) -> float:
        cost = self._heading(part) + 4 * self.sentences[index] + (2.0 if looks_like_selection(part.text) else 0.0)
        return cost + (1.5 if part.is_heading and self.article_share.get(part.level, 0) > 0.7 else 0.0)

    def _article(self, index: int, part: Part) -> float:
        cost = self._heading(part) + 2.5 * self.sentences[index]
        if part.kind is TEXT and (part.text.casefold() in self.known or PREFIX.match(part.text)):
            cost += 3.0 if byline_cost(part.text) < 1 else 0.0
        elif part.kind is TEXT and not part.is_heading and not self._is_above_byline(index):
            cost += max(0.0, 2.5 - 2.5 * byline_cost(part.text))
        return cost + (1.5 if part.is_heading and self.article_share.get(part.level, 1) < 0.3 else 0.0)

    def _is_above_byline(self, index: int) -> bool:
        """Say whether names stand right below: what looks like a name above them is a title by its position."""
        below = self.parts[index + 1 : index + 3]
        below = [part for part in below if part.kind is not DATE][:1]
        return bool(below) and below[0].kind is TEXT and byline_cost(below[0].text) < 1

    def _byline(self, index: int, part: Part) -> float:
        if part.kind is not TEXT:
            return NEVER
        cost = min(byline_cost(part.text), 0.3 if is_signed(part.text) else NEVER) + (3.0 if part.is_heading else 0.0)
        names = split_byline(part.text).names if cost < 8 else []
        if names and all(name.casefold() in self.known for name in names):
            return max(0.0, cost - 2.0)
        if cost >= 8:
            return cost
        words = [word for name in names for word in WORD.findall(name.casefold())]
        shared = sum(1 for word in words if word in self.vocabulary) / len(words) if words else 0
        return cost + 5.0 * shared

    def _affiliation(self, index: int, part: Part) -> float:
        if part.kind is not TEXT or part.is_heading or len(part.text) > 120:
            return NEVER
        return 0.0 if AFFILIATION.search(part.text) else NEVER

    def _date(self, index: int, part: Part) -> float:
        return (0.5 if part.date and part.date.is_weak else 0.0) if part.kind is DATE else NEVER

    def _volume(self, index: int, part: Part) -> float:
        return 0.0 if part.kind is VOLUME else NEVER

    def _deck(self, index: int, part: Part) -> float:
        return 0.0 if part.kind is TEXT and self.sentences[index] >= 0.6 else NEVER

    def _label(self, index: int, part: Part) -> float:
        if part.kind is LABEL:
            return 0.0
        following = self.parts[index + 1] if index + 1 < len(self.parts) else None
        is_above = following is not None and (following.kind is BULLET or self.sentences[index + 1] > 0.6)
        return 1.0 if part.kind is TEXT and looks_like_label(part.text) and is_above else NEVER

    def _point(self, index: int, part: Part) -> float:
        if part.is_counted and index and not self.sentences[index] and self._counts_otherwise(index):
            return 4.0
        if part.kind is BULLET or (part.is_cut and part.kind is TEXT and self.parts[index - 1].kind is LABEL):
            return 0.0
        if part.kind is not TEXT:
            return NEVER
        if index and self.parts[index - 1].kind is LABEL and not part.is_heading:
            return 0.5 + 2.5 * (1 - self.sentences[index])
        cost = 1.0 + 5 * (1 - self.sentences[index]) + (6.0 if part.is_heading else 0.0)
        return cost + (3.0 if index and self.parts[index - 1].kind is BULLET else 0.0)

    def _counts_otherwise(self, index: int) -> bool:
        """Say whether a counted line ("2. Trade" after "b) …") opens no list and goes on with none."""
        before, after = self.parts[index - 1], self.parts[index + 1 : index + 2]
        if before.kind is not BULLET or not after or after[0].kind is BULLET:
            return False
        return before.mark.strip("().").isdigit() != self.parts[index].mark.strip("().").isdigit()


def _never(index: int, part: Part) -> float:
    return NEVER
