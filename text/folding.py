"""Folding text to compare different spellings; use it to ask an editor, never to merge automatically."""

import re
import unicodedata
from difflib import SequenceMatcher

SINGLE = str.maketrans({"ə": "e", "ı": "i", "ё": "е", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss"})
TATWEEL = "ـ"  # stretches an Arabic word
# Vowel signs count as letters for readers, but Python's \w does not include them.
SIGNS = "".join(sign for sign in map(chr, range(0x300, 0x10000)) if unicodedata.category(sign) in ("Mn", "Mc"))
WORD = re.compile(rf"[\w{SIGNS}]+")


def fold(text: str) -> str:
    """Return lowercase words joined by single spaces, without accents, punctuation, dashes or quotation marks."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(SINGLE))
    return " ".join(words_in(unicodedata.normalize("NFC", without_accents(folded))))


def words_in(text: str) -> list[str]:
    """Split `text` at every character that is not a letter, combining sign or digit."""
    return WORD.findall(text.replace("_", " "))


def without_accents(text: str) -> str:
    """Return `text` without marks that writers often omit."""
    return text if text.isascii() else "".join(each for each in text if not _may_be_left_out(each))


def _may_be_left_out(character: str) -> bool:
    """Return whether the character is an accent, a Hebrew or Arabic point, or a nukta.

    Other combining classes are vowels, tones, viramas, and the mark that turns か into が.
    """
    place = unicodedata.combining(character)
    return place >= 200 or 10 <= place <= 36 or place == 7 or character == TATWEEL


def is_near(one: str, other: str, least: float = 0.9) -> bool:
    """Return whether the folded texts are equal or have a similarity of at least `least` (0 to 1)."""
    return are_near(fold(one), fold(other), least)


def are_near(one: str, other: str, least: float) -> bool:
    """Return the same as `is_near`, for texts that are folded already."""
    if one == other:
        return True
    length = len(one) + len(other)
    if abs(len(one) - len(other)) > 12 or 2 * min(len(one), len(other)) / length < least:
        return False
    # No more letters can match than both have: nearly all pairs of names end here, which is quicker.
    if 2 * sum(min(one.count(letter), other.count(letter)) for letter in set(one)) / length < least:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= least
