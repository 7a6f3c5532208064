"""Reads the text of a search field as a query to an index. Any text is a valid query.

Words and “phrases” must all be found; a minus excludes what follows; a star after the beginning of a word matches the
rest. A compound (Russia-Azerbaijan) is a phrase, and so is text without spaces, as overlapping pairs of characters.
Each word matches its stem in every language of the archive, and its other spellings.

At the desk (`read_typed`), words are not stemmed and the last one may be incomplete, because its index is queried with
every keystroke.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import product

from search.spellings import Spellings, folded
from search.stemming import is_open_ended, split, stem, words_of
from text.folding import fold

QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
PIECE = re.compile(r'(?:(?<!\S)(?P<minus>-))?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))')
TYPED_PIECE = re.compile(r'"([^"]*)("?)|([^\s"]+)')
MOST_PIECES = 16
MOST_PHRASES = 24  # alternatives for one piece
SHORTEST_PREFIX = 3
SHORTEST_TYPED_PREFIX = 2  # one letter begins a tenth of all words, which is slow and useless
MOST_CHARACTERS = 500  # that the desk reads
SHORTEST_STEM = 4


@dataclass(frozen=True)
class Phrase:
    """Folded stems that follow one another; with `is_prefix`, the last one is only a beginning."""

    words: tuple[str, ...]
    is_prefix: bool = False


Piece = tuple[Phrase, ...]  # alternatives, any of which may match


@dataclass(frozen=True)
class Words:
    """Pieces that must all match, and pieces that must not."""

    required: tuple[Piece, ...] = ()
    excluded: tuple[Piece, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.required or self.excluded)


def read_words(typed: str, languages: Collection[str], spellings: Spellings, is_typing: bool = False) -> Words:
    """Return the query that `typed` asks for. `languages` are the primary tags of the archive's languages.

    With `is_typing`, the last word may be incomplete. Pieces after the sixteenth are ignored.
    """
    typed = typed.translate(QUOTATION_MARKS)
    required, excluded = [], []
    for found in PIECE.finditer(typed):
        text = found["bare"] or found["quoted"] or ""
        goes_on = bool(found["bare"]) and (text.endswith("*") or (is_typing and found.end() == len(typed)))
        piece = _piece(split(text, is_asked=True), goes_on, languages or ("",), spellings)
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
        Phrase(tuple(stem(word, language) for word in spelled), is_open_ended(spelled[-1])): None
        for spelled in spellings.of(words)
        for language in languages
    }
    return tuple(phrases)[:MOST_PHRASES]


def _beginnings(words: list[str], languages: Iterable[str]) -> Iterable[Phrase]:
    """Yield phrases that find a word with this beginning: stems that start with it, and stems that it starts with.

    The index holds stems: someone who types “securit” must find “security”, whose stem is “secur”.
    """
    before = {tuple(stem(word, language) for word in words[:-1]): None for language in languages}
    last = fold(words[-1]).replace(" ", "")
    shorter = [last[:length] for length in range(max(SHORTEST_STEM, len(last) - 3), len(last))]
    for start, (end, is_prefix) in product(before, [(last, True), *((each, False) for each in shorter)]):
        yield Phrase((*start, end), is_prefix)


def read_typed(typed: str, is_typing: bool = True, spellings: Spellings = Spellings()) -> Words:  # noqa: B008
    """Return the query for an editor's text: all words and “phrases”, each also in its other spellings.

    A compound is a phrase, too. With `is_typing`, the last word may be incomplete, unless a space or a closing
    quotation mark ended it. Text after the sixteenth piece or the 500th character is ignored.
    """
    typed = typed[:MOST_CHARACTERS].translate(QUOTATION_MARKS)
    required: list[Piece] = []
    for found in TYPED_PIECE.finditer(typed):
        quoted, closing, bare = found.groups()
        words = words_of(bare or quoted or "", is_asked=True)
        goes_on = is_typing and found.end() == len(typed) and not closing and not (quoted or "").endswith(" ")
        if not words:
            continue
        is_beginning = is_open_ended(words[-1])
        if goes_on and not is_beginning and len(words[-1]) < SHORTEST_TYPED_PREFIX and (required or len(words) > 1):
            words = words[:-1]
            goes_on = False
        if words:
            is_prefix = is_beginning or (goes_on and len(words[-1]) >= SHORTEST_TYPED_PREFIX)
            others = (Phrase(folded(each)) for each in spellings.of(words)[1:])
            required.append((Phrase(tuple(words), is_prefix), *others))
    return Words(tuple(required[:MOST_PIECES]))
