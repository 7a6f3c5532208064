"""The words as the databases store them for searching: columns of an FTS5 table, or PostgreSQL tsvectors.

The words of a row come as parts (title, lead, rest), each a list of texts, each a list of words.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

MOST_WORDS = 30_000  # in one part, because a tsvector holds at most 1 MB
GAP = "¶"  # separates texts, so that no phrase continues from one to the next; nobody can search for it
LAST_POSITION = 16_383
MOST_POSITIONS = 255


@dataclass(frozen=True)
class Texts:
    """The texts to find a row by: title, lead (byline, summary) and the rest. Plain text, no markup."""

    title: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)

    def parts(self) -> tuple[list[str], list[str], list[str]]:
        """Return the parts in order of weight."""
        return self.title, self.lead, self.rest


def columns(parts: Iterable[list[list[str]]]) -> list[str]:
    return [f" {GAP} ".join(" ".join(words) for words in _cut(part)) for part in parts]


def vectors(parts: Iterable[list[list[str]]]) -> list[str]:
    """Return a tsvector for each part, which includes the words of the previous parts."""
    positions: dict[str, list[int]] = {}
    at = 0
    found = []
    for part in parts:
        for words in _cut(part):
            for at, word in enumerate(words, at + 1):  # noqa: B020 - positions go on from text to text
                places = positions.setdefault(word, [])
                if len(places) < MOST_POSITIONS:
                    places.append(min(at, LAST_POSITION))
            at += 1
        found.append(" ".join(f"'{word}':{','.join(map(str, places))}" for word, places in positions.items()))
    return found


def _cut(part: list[list[str]]) -> list[list[str]]:
    left, found = MOST_WORDS, []
    for words in part:
        found.append(words[:left])
        left -= len(found[-1])
    return found
