"""Features of each part, from its words and from the rest of the document."""

import re
from collections import defaultdict
from itertools import pairwise

from importing.outlining.bylines import byline_cost, is_lower, names_in
from importing.outlining.impressions import sentence_score
from importing.outlining.part import Kind, Part
from importing.outlining.repetition import Repetition
from importing.outlining.unwrapping import Wrapping

TEXT, BULLET, LABEL, DATE, VOLUME = Kind.TEXT, Kind.BULLET, Kind.LABEL, Kind.DATE, Kind.VOLUME
WORD = re.compile(r"[^\W\d_]{3,}")
SHORT = 70  # a longer line is not a label, date or kicker


class Traits:
    """What the words of each part and its neighbors show."""

    def __init__(self, parts: list[Part], wrapping: Wrapping):
        self.parts = parts
        self.sentences = [self._sentence(index, wrapping) for index in range(len(parts))]
        self.repetition = Repetition(parts, self.sentences)
        self.vocabulary = {
            word
            for index, part in enumerate(parts)
            if part.kind is BULLET or self.sentences[index] > 0.6
            for word in WORD.findall(part.text.casefold())
        }
        self.names = {
            name
            for part in parts
            if part.kind is TEXT and len(part.text) < 160 and byline_cost(part.text) < 1
            for name in names_in(part.text)
            if " " in name
        }
        self.below_names = self._below_names()
        headings = [index for index, part in enumerate(parts) if part.is_heading]
        self.uses_headings = len(headings) >= 3
        self.article_share = self._article_share(headings)

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
        """Return for each heading level how many of its headings have an article's parts right below."""
        seen: dict[int, list[bool]] = defaultdict(list)
        for index in headings[1:] if headings[:1] == [0] else headings:
            below = []
            for part in self.parts[index + 1 : index + 4]:
                if part.is_heading and part.kind is TEXT:
                    break
                below.append(part.kind)
            seen[self.parts[index].level].append(any(kind in (DATE, LABEL, BULLET) for kind in below))
        return {level: sum(found) / len(found) for level, found in seen.items()}

    def after(self, index: int) -> Part | None:
        return self.parts[index + 1] if index + 1 < len(self.parts) else None

    def is_above_byline(self, index: int) -> bool:
        """Return whether names are right below. If so, a line that looks like a name is a title."""
        below = self.parts[index + 1 : index + 3]
        below = [part for part in below if part.kind is not DATE][:1]
        return bool(below) and below[0].kind is TEXT and byline_cost(below[0].text) < 1

    def is_above_head(self, index: int) -> bool:
        """Return whether names or a date are right below."""
        after = self.after(index)
        return after is not None and (
            after.kind is DATE or (after.kind is TEXT and not after.is_cut and byline_cost(after.text) < 0.5)
        )

    def is_between(self, index: int) -> bool:
        """Return whether a title may be right above and a date is right below."""
        after = self.after(index)
        return index > 0 and self.parts[index - 1].kind is TEXT and after is not None and after.kind is DATE

    def _below_names(self) -> set[str]:
        """Return the texts that follow names in several articles: a kicker or an unreadable date, not a second name."""
        seen: dict[str, list[bool]] = defaultdict(list)
        for before, part in pairwise(self.parts):
            if part.kind is TEXT and len(part.text) < SHORT:
                is_name = before.kind is TEXT and before.text != part.text and byline_cost(before.text) < 0.6
                seen[part.text.casefold()].append(is_name)
        return {text for text, found in seen.items() if len(found) > 1 and sum(found) > 0.6 * len(found)}

    def is_bio(self, part: Part) -> bool:
        """Return whether a sentence begins with an author's name: "Jane Roe is a fellow at …"."""
        words = part.text.lstrip("*†‡ ").split()
        if part.kind is not TEXT or len(words) < 5 or byline_cost(part.text) < 1:
            return False
        return any(
            " ".join(words[:count]).strip(",:–—") in self.names and is_lower(words[count].lstrip("(")[:1] or "A")
            for count in (2, 3, 4)
            if len(words) > count
        )
