"""What someone typed into a search field, as terms. Any input is one: none is an error."""

import re
from dataclasses import dataclass

from editorial.folding import fold
from editorial.spellings import Spellings, folded

QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
PIECE = re.compile(r'"([^"]*)("?)|([^\s"]+)')
MOST_TERMS = 16
MOST_CHARACTERS = 500
SHORTEST_PREFIX = 2  # one letter begins a tenth of all words: neither quick nor of use
LONGEST_WORD = 60  # PostgreSQL refuses words of 2 kB; index and question cut alike


@dataclass(frozen=True)
class Term:
    """Words that stand one after another; of the last one perhaps only the beginning."""

    words: tuple[str, ...]
    is_prefix: bool = False
    others: tuple[tuple[str, ...], ...] = ()  # other spellings of the words, as good as they are


def terms_of(typed: str, is_typing: bool = True, spellings: Spellings = Spellings()) -> list[Term]:  # noqa: B008
    """Return the terms of `typed`, every one of which must be found: words, and phrases in quotation marks.

    A compound (Russia-Azerbaijan) is a phrase too. While typing, the last word may go on, unless a space or
    a closing quotation mark ended it. Each term stands for its other spellings, too.
    Words past the sixteenth term or the 500th character are left out.
    """
    typed = typed[:MOST_CHARACTERS].translate(QUOTATION_MARKS)
    found: list[Term] = []
    for piece in PIECE.finditer(typed):
        quoted, closing, bare = piece.groups()
        words = words_of(bare or quoted or "")
        goes_on = is_typing and piece.end() == len(typed) and not closing and not (quoted or "").endswith(" ")
        if goes_on and words and len(words[-1]) < SHORTEST_PREFIX and (found or len(words) > 1):
            words = words[:-1]
            goes_on = False
        if words:
            others = tuple(folded(each) for each in spellings.of(words)[1:])
            found.append(Term(tuple(words), goes_on and len(words[-1]) >= SHORTEST_PREFIX, others))
    return found[:MOST_TERMS]


def words_of(text: str) -> list[str]:
    """Return the words of `text` as the index holds them: folded, and cut where they are absurdly long."""
    return [word[:LONGEST_WORD] for word in fold(text).split()]
