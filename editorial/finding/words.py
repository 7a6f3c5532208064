"""What a reader typed into the search field, as what is asked of the index. Any input is a question: none is an error.

Words and “phrases” must all be found; what a minus stands before must not; a star ends the beginning of a word.
A compound (Russia-Azerbaijan) is a phrase. Each word stands for its stem in every language of the archive, and for
its other spellings.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import product

from editorial.folding import fold
from editorial.spellings import Spellings
from editorial.stemming import split, stem

QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
PIECE = re.compile(r'(?:(?<!\S)(?P<minus>-))?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))')
MOST_PIECES = 16
MOST_PHRASES = 24  # that one piece may stand for
SHORTEST_PREFIX = 3
SHORTEST_STEM = 4


@dataclass(frozen=True)
class Phrase:
    """Folded stems that stand one after another; of the last one perhaps only the beginning."""

    words: tuple[str, ...]
    is_prefix: bool = False


Piece = tuple[Phrase, ...]  # any of which is found


@dataclass(frozen=True)
class Words:
    """Pieces all of which must be found, and pieces none of which may be."""

    required: tuple[Piece, ...] = ()
    excluded: tuple[Piece, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.required or self.excluded)


def read_words(typed: str, languages: Collection[str], spellings: Spellings, is_typing: bool = False) -> Words:
    """Return what `typed` asks for. `languages` are the primary tags of the archive's languages.

    While typing, the last word may go on. Pieces after the sixteenth are left out.
    """
    typed = typed.translate(QUOTATION_MARKS)
    required, excluded = [], []
    for found in PIECE.finditer(typed):
        text = found["bare"] or found["quoted"] or ""
        goes_on = bool(found["bare"]) and (text.endswith("*") or (is_typing and found.end() == len(typed)))
        piece = _piece(split(text), goes_on, languages or ("",), spellings)
        if piece and found["minus"]:
            excluded.append(piece)
        elif piece:
            required.append(piece)
    return Words(tuple(required[:MOST_PIECES]), tuple(excluded[:MOST_PIECES]))


def _piece(words: list[str], goes_on: bool, languages: Iterable[str], spellings: Spellings) -> Piece:
    if not words:
        return ()
    if goes_on and len(fold(words[-1])) >= SHORTEST_PREFIX:
        return tuple(_beginnings(words, languages))
    phrases = {
        Phrase(tuple(stem(word, language) for word in spelled)): None
        for spelled in spellings.of(words)
        for language in languages
    }
    return tuple(phrases)[:MOST_PHRASES]


def _beginnings(words: list[str], languages: Iterable[str]) -> Iterable[Phrase]:
    """Yield what finds a word that begins so: the stems that begin so, and those that are its beginning.

    The index holds stems: “securit” begins “security”, the stem of which is “secur”.
    """
    before = {tuple(stem(word, language) for word in words[:-1]): None for language in languages}
    last = fold(words[-1]).replace(" ", "")
    shorter = [last[:length] for length in range(max(SHORTEST_STEM, len(last) - 3), len(last))]
    for start, (end, is_prefix) in product(before, [(last, True), *((each, False) for each in shorter)]):
        yield Phrase((*start, end), is_prefix)
