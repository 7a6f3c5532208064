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
        for each in written:
            key = folded(each)
            groups[key] = tuple(dict.fromkeys((*groups.get(key, ()), *written)))
    return Spellings(groups)
