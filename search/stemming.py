"""Stems: the common part of a word's forms, by language. Computed in Python, so both databases agree.

The algorithms are Snowball's (https://snowballstem.org), from the library snowballstemmer. A word is stemmed before it
is folded, because the algorithms look for endings with accents.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from text.folding import fold, without_accents, words_in

# Languages (ISO 639-1) that have an algorithm. In other languages, words are only found as written.
ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "ne": "nepali", "nb": "norwegian", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
LONGEST_WORD = 60  # PostgreSQL rejects words of 2 kB; index and query cut words to the same length
KEPT = 1 << 17
APOSTROPHES = str.maketrans(dict.fromkeys("’‘‛ʼ´`′＇", "'"))
# Parts joined to a word by an apostrophe: the English 's; French, Italian and Catalan elisions.
CLITICS = re.compile(
    r"(?<=\w)'s(?!\w)|(?<!\w)(?:[cdjlmnst]|(?:jus|lors|pres|puis|quel|quoi)?qu|un|(?:a|da|de|ne|su)ll)'(?!s(?!\w))(?=\w)"
)
# The Arabic article, with prefixes written together with it. The word for God starts with it, too, so it is excluded.
ARTICLE = re.compile(r"^[وف]?(?:[بك]?[اٱ]ل|لل)(?=\w{2})(?!له$)")
# Scripts without spaces between words: Thai, Lao, Burmese, Khmer, Japanese and Chinese.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
)
UNSPACED_RUN = re.compile(f"[{UNSPACED}]+")
RUN = re.compile(f"[{UNSPACED}]+|[^{UNSPACED}]+")
# Korean particles, which are written together with their word.
PARTICLE = re.compile("(?<=[가-힣]{2})(?:에서|에게|으로|부터|까지|[은는이가을를의에로와과도만])$")
OPEN_ENDED = re.compile(f"[{UNSPACED}]|[가-힣]{{2,}}")


def primary(language: str) -> str:
    """Return the first part of a language tag in lowercase: “en” for “en-GB”."""
    return language.lower().partition("-")[0]


def split(text: str, is_asked: bool = False) -> list[str]:
    """Return the words of `text` in lowercase, without accents that are not part of a letter.

    Text in scripts without spaces becomes overlapping pairs: 習近平 gives 習近, 近平 and 平. Any part of such a text is
    then found by a phrase of pairs, and a single character by the beginning of one. `is_asked`: for a query, omit the
    last single character, because the text may continue after it.
    """
    text = unicodedata.normalize("NFKC", text.translate(APOSTROPHES).casefold())
    if "'" in text:
        text = CLITICS.sub("", text)
    words = words_in(without_accents(text))
    if text.isascii():
        return [word[:LONGEST_WORD] for word in words]
    found: list[str] = []
    for run in (run for word in words for run in RUN.findall(word)):
        found += pairs(run) if is_unspaced(run) else [PARTICLE.sub("", ARTICLE.sub("", run))[:LONGEST_WORD]]
    return found[:-1] if is_asked and found[-2:-1] and found[-2][1:] == found[-1] else found


def pairs(run: str) -> list[str]:
    """Return each character with the next one, and the last one alone."""
    return [run[at : at + 2] for at in range(len(run))]


def is_unspaced(word: str) -> bool:
    return bool(UNSPACED_RUN.match(word))


def is_open_ended(word: str) -> bool:
    """Return whether `word` should match the beginning of longer words: a single unspaced character, or Korean."""
    return bool(OPEN_ENDED.fullmatch(word))


def words_of(text: str, is_asked: bool = False) -> list[str]:
    """Return the folded words of `text`, which match in any language."""
    return [fold(word).replace(" ", "") or word for word in split(text, is_asked)]


def stems(text: str, language: str) -> list[str]:
    """Return the folded stems of the words of `text`, in order."""
    return [stem(word, primary(language)) for word in split(text)]


@lru_cache(KEPT)
def stem(word: str, language: str) -> str:
    """Return the folded stem of a word from `split`; `language` is a primary tag."""
    algorithm = ALGORITHMS.get(language)
    stemmed = _stemmer(algorithm).stemWord(word) if algorithm else word
    return fold(stemmed).replace(" ", "") or word


@lru_cache
def _stemmer(algorithm: str):
    return snowballstemmer.stemmer(algorithm)
