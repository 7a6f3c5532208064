"""The editors' dictionary of spellings, for example Pashinyan and Pashinian. Cached per record version."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from record.record_version import cached
from search.models import Spelling
from search.stemming import split
from text.folding import fold

LONGEST = 4  # words in one spelling
MOST = 8  # spellings of one phrase

Written = tuple[str, ...]


@dataclass(frozen=True)
class Spellings:
    """Folded words → the group of spellings they belong to. Spellings are words from `split`."""

    groups: dict[Written, tuple[Written, ...]] = field(default_factory=dict)

    def of(self, words: Iterable[str]) -> list[Written]:
        """Return up to MOST spellings of `words` (words from `split`), the given one first."""
        words = tuple(words)
        found = {words: None}
        for start in range(len(words)):
            for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
                for other in self.groups.get(folded(words[start:end]), ()):
                    found.setdefault((*words[:start], *other, *words[end:]))
        return list(found)[:MOST]

    def key(self, text: str) -> str:
        """Return a key that is equal for texts that differ only in spelling.

        The key is folded, with the first spelling of each group.
        """
        words, found, at = folded(split(text, is_asked=True)), [], 0
        while at < len(words):
            for length in range(min(LONGEST, len(words) - at), 0, -1):
                group = self.groups.get(words[at : at + length])
                if group:
                    found += folded(group[0])
                    at += length
                    break
            else:
                found.append(words[at])
                at += 1
        return " ".join(found)


def folded(words: Iterable[str]) -> Written:
    return tuple(fold(word) for word in words)


def spellings() -> Spellings:
    """Return the current dictionary, cached per record version."""
    return cached("spellings", lambda: grouped(Spelling.objects.values_list("spellings", flat=True)))


def grouped(rows: Iterable[str]) -> Spellings:
    """Build the dictionary from rows with one spelling per line."""
    groups: dict[Written, tuple[Written, ...]] = {}
    for row in rows:
        written = [tuple(words) for line in row.splitlines() if (words := split(line, is_asked=True))]
        # A word in two rows joins them, because all of their spellings then belong to one name.
        joined = tuple(dict.fromkeys(each for key in map(folded, written) for each in (*groups.get(key, ()), *written)))
        groups |= dict.fromkeys(map(folded, joined), joined)
    return Spellings(groups)
