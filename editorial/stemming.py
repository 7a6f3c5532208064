"""Stems: what the forms of one word have in common, by language. Taken in Python, so that both databases agree.

The algorithms are Snowball's (https://snowballstem.org), from the library snowballstemmer. A word is stemmed first and
folded after: the endings that an algorithm looks for bear accents.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from editorial.folding import fold

# Languages of ISO 639-1 for which there is an algorithm. Of another, words are found as they are written.
ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "ne": "nepali", "nb": "norwegian", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
WORD = re.compile(r"[^\W_]+")
LONGEST_WORD = 60  # PostgreSQL refuses words of 2 kB; index and question cut alike
KEPT = 1 << 17


def primary(language: str) -> str:
    """Return the first part of a language tag, in lower case: “en” of “en-GB”."""
    return language.lower().partition("-")[0]


def split(text: str) -> list[str]:
    """Return the words of `text` in lower case, with the accents that are part of a letter and no others."""
    text = unicodedata.normalize("NFKC", text.casefold())
    if not text.isascii():
        text = "".join(character for character in text if not unicodedata.combining(character))
    return [word[:LONGEST_WORD] for word in WORD.findall(text)]


def stems(text: str, language: str) -> list[str]:
    """Return the stems of the words of `text`, folded, in their order."""
    return [stem(word, primary(language)) for word in split(text)]


@lru_cache(KEPT)
def stem(word: str, language: str) -> str:
    """Return the folded stem of a word as `split` gives it; `language` is a primary tag."""
    algorithm = ALGORITHMS.get(language)
    stemmed = _stemmer(algorithm).stemWord(word) if algorithm else word
    return fold(stemmed).replace(" ", "") or word


@lru_cache
def _stemmer(algorithm: str):
    return snowballstemmer.stemmer(algorithm)
