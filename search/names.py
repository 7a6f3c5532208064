"""Names found by the beginnings of their words while a reader types; in memory, without a query."""

from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from search.stemming import words_of


@dataclass(frozen=True)
class Name:
    """A name: what it refers to (“author”), its slug, and its spelling."""

    kind: str
    slug: str
    name: str
    others: tuple[str, ...] = ()  # other spellings that find it


class Names:
    """An index of names by the beginnings of their words."""

    def __init__(self, names: Iterable[Name]):
        self._names = list(names)
        self._folded = [[" ".join(words_of(text)) for text in (each.name, *each.others)] for each in self._names]
        self._words = sorted(
            (word, place) for place, texts in enumerate(self._folded) for word in {w for t in texts for w in t.split()}
        )

    def beginning(self, typed: str, most: int) -> list[Name]:
        """Return up to `most` names of each kind in which each typed word begins a word.

        Names that begin with the whole text come first, then shorter names.
        """
        words = words_of(typed, is_asked=True)
        asked = " ".join(words)
        if not words:
            return []
        places = set.intersection(*(self._with(word) for word in words))
        found: list[Name] = []
        taken: dict[str, int] = {}
        for place in sorted(places, key=lambda place: self._rank(place, asked)):
            each = self._names[place]
            if taken.setdefault(each.kind, 0) < most:
                taken[each.kind] += 1
                found.append(each)
        return found

    def _with(self, beginning: str) -> set[int]:
        first = bisect_left(self._words, (beginning, -1))
        found = set()
        for word, place in self._words[first:]:
            if not word.startswith(beginning):
                break
            found.add(place)
        return found

    def _rank(self, place: int, asked: str) -> tuple:
        texts: Collection[str] = self._folded[place]
        return not any(text.startswith(asked) for text in texts), len(self._names[place].name), self._names[place].name
