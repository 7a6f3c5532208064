"""Words as the two databases keep them for searching: columns of an FTS5 table, vectors of PostgreSQL.

A row's words come as parts (title, what leads, the rest), each a list of texts, each a list of words.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

MOST_WORDS = 30_000  # of one part: a tsvector holds 1 MB
GAP = "¶"  # stands between two texts, so that no phrase begins in one and ends in the next; nobody can type it
LAST_POSITION = 16_383
MOST_POSITIONS = 255


@dataclass(frozen=True)
class Texts:
    """What a row is found by: its title, what leads (byline, summary), and the rest. Plain text, no markup."""

    title: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


def columns(parts: Iterable[list[list[str]]]) -> list[str]:
    """Return the text of each part's column."""
    return [f" {GAP} ".join(" ".join(words) for words in _cut(part)) for part in parts]


def vectors(parts: Iterable[list[list[str]]]) -> list[str]:
    """Return a tsvector for each part, which holds the words of the parts before it, too."""
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
