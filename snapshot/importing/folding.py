"""Folding: what two spellings of the same words have in common. For asking, never for merging."""

import re
import unicodedata
from difflib import SequenceMatcher

SINGLE = str.maketrans({"ə": "e", "ı": "i", "ё": "е", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss"})


def fold(text: str) -> str:
    """Return `text` without case, accents, punctuation and kinds of dash and quotation mark."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(SINGLE))
    letters = "".join(character for character in folded if not unicodedata.combining(character))
    return " ".join(re.findall(r"\w+", letters))


def is_near(one: str, other: str, least: float = 0.9) -> bool:
    """Return whether two texts, folded, are the same or nearly so."""
    one, other = fold(one), fold(other)
    return one == other or (
        abs(len(one) - len(other)) <= 12 and SequenceMatcher(None, one, other, autojunk=False).ratio() >= least
    )
