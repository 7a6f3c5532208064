"""Folding: what two spellings of the same words have in common. For asking, never for merging."""

import re
import unicodedata

SINGLE = str.maketrans({"ə": "e", "ı": "i", "ё": "е", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss"})
WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return `text` without case, accents, punctuation, dashes and quotation marks: words and single spaces."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(SINGLE))
    if not folded.isascii():
        folded = "".join(character for character in folded if not unicodedata.combining(character))
    return " ".join(WORD.findall(folded))
