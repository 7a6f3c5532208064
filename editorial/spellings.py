"""The dictionary of spellings that editors keep: Pashinyan is also written Pashinian. Held per record version."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from editorial.folding import fold
from editorial.models import Spelling
from editorial.record_version import held
from editorial.stemming import split

LONGEST = 4  # words of one spelling
MOST = 8  # ways to write one phrase

Written = tuple[str, ...]


@dataclass(frozen=True)
class Spellings:
    """Folded words → the groups of spellings, each as `split` gives it, of which they are one."""

    groups: dict[Written, tuple[Written, ...]] = field(default_factory=dict)

    def of(self, words: Iterable[str]) -> list[Written]:
        """Return the ways to write `words` (as `split` gives them), as they are first; eight at the most."""
        words = tuple(words)
        found = {words: None}
        for start in range(len(words)):
            for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
                for other in self.groups.get(folded(words[start:end]), ()):
                    found.setdefault((*words[:start], *other, *words[end:]))
        return list(found)[:MOST]

    def key(self, text: str) -> str:
        """Return what two texts have in common that differ in spelling alone: folded, each group by its first."""
        words, found, at = split(text), [], 0
        while at < len(words):
            for length in range(min(LONGEST, len(words) - at), 0, -1):
                group = self.groups.get(folded(words[at : at + length]))
                if group:
                    found += folded(group[0])
                    at += length
                    break
            else:
                found += folded(words[at : at + 1])
                at += 1
        return " ".join(found)


def folded(words: Iterable[str]) -> Written:
    """Return the words folded: what the groups go by."""
    return tuple(fold(word) for word in words)


def spellings() -> Spellings:
    """Return the dictionary as it stands."""
    return held("spellings", lambda: grouped(Spelling.objects.values_list("spellings", flat=True)))


def grouped(rows: Iterable[str]) -> Spellings:
    """Return the dictionary that the rows make, each of spellings a line."""
    groups: dict[Written, tuple[Written, ...]] = {}
    for row in rows:
        written = [tuple(split(line)) for line in row.splitlines() if split(line)]
        # A word in two rows joins them: all of their spellings are of one name.
        joined = tuple(dict.fromkeys(each for key in map(folded, written) for each in (*groups.get(key, ()), *written)))
        groups |= dict.fromkeys(map(folded, joined), joined)
    return Spellings(groups)
