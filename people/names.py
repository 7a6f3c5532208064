"""Names as printed, told apart into family and given name."""

from functools import lru_cache

from editorial.citing.cited import Name
from editorial.folding import fold
from people.models import SUFFIXES, sort_name_for

# Words that an institution's name has and a person's has not, or very seldom.
INSTITUTIONAL = {
    "academy", "agency", "association", "board", "bureau", "center", "centre", "college", "commission", "committee",
    "corporation", "council", "department", "desk", "division", "editorial", "editors", "faculty", "foundation",
    "group", "initiative", "institut", "institute", "institution", "ministry", "network", "observatory", "office",
    "organization", "program", "programme", "project", "school", "secretariat", "service", "society", "staff",
    "team", "university",
}  # fmt: skip


@lru_cache(maxsize=4096)  # an export asks for the same names over and over
def name_of(printed: str) -> Name:
    """Return a name as printed in a byline as family, given name and suffix, or as one literal.

    The frozen record holds names as printed and nothing more, so this is a rule of thumb: the last word is the family
    name, its particles with it (“van der Berg”), a suffix apart (“Jr.”); a hyphenated word is one word. A literal is
    what is one word, holds a word that institutions have, “&” or “and”, begins with “The”, or has a comma
    that no suffix follows (“Ada Abel, PhD”). Names whose family name is printed first come out the wrong way round.
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
    """Return whether a name as printed is an institution's, by the words it holds."""
    words = set(fold(printed).split())
    joins = "and" in words or "&" in printed
    return bool(words & INSTITUTIONAL or joins or printed.lower().startswith("the "))


def _bare(word: str) -> str:
    return word.strip().rstrip(".").casefold()
