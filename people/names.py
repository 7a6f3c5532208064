"""Split printed names into family and given name."""

from functools import lru_cache

from outputs.citations.cited import Name
from people.models import SUFFIXES, sort_name_for
from text.folding import fold

# Words that occur in names of institutions and almost never in names of people.
INSTITUTIONAL = {
    "academy", "agency", "association", "board", "bureau", "center", "centre", "college", "commission", "committee",
    "corporation", "council", "department", "desk", "division", "editorial", "editors", "faculty", "foundation",
    "group", "initiative", "institut", "institute", "institution", "ministry", "network", "observatory", "office",
    "organization", "program", "programme", "project", "school", "secretariat", "service", "society", "staff",
    "team", "university",
}  # fmt: skip


@lru_cache(maxsize=4096)  # exports look up the same names repeatedly
def name_of(printed: str) -> Name:
    """Return a printed name as family name, given name and suffix, or as one literal.

    The frozen record holds printed names only, so this is a heuristic: the last word is the family name, with its
    particles (“van der Berg”); a suffix (“Jr.”) is separate; a hyphenated word is one word. A name is a literal if it
    is one word, contains an institution word, “&” or “and”, begins with “The”, or has a comma without a suffix after it
    (“Ada Abel, PhD”). Names printed family name first come out reversed.
    """
    tail = printed.partition(",")[2]
    if is_institution(printed) or (tail and _bare(tail) not in SUFFIXES) or "," in tail:
        return Name(literal=printed)
    family, _, given = sort_name_for(printed).partition(", ")
    words = given.split()
    suffixes = []
    while len(words) > 1 and _bare(words[-1]) in SUFFIXES:
        suffixes.insert(0, words.pop())
    if not words:
        return Name(literal=printed)
    return Name(family=family, given=" ".join(words), suffix=" ".join(suffixes))


def is_institution(printed: str) -> bool:
    """Return whether a printed name is an institution's, judging by its words."""
    words = set(fold(printed).split())
    joins = "and" in words or "&" in printed
    return bool(words & INSTITUTIONAL or joins or printed.lower().startswith("the "))


def _bare(word: str) -> str:
    return word.strip().rstrip(".").casefold()
