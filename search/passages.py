"""Passages that show why an edition was found: the part of the text with most of the words, with the words marked."""

import re
from collections.abc import Iterable, Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.stemming import LONGEST_WORD, RUN, UNSPACED_RUN, primary, stems
from search.words import Words
from text.folding import WORD
from text.footnotes import without_marks

# The Thai and Lao vowel AM, which normalization splits.
WHOLE = {"\u0e4d\u0e32": "\u0e33", "\u0ecd\u0eb2": "\u0eb3"}
LENGTH = 240  # characters
MOST_READ = 40_000  # characters read from a text; a passage deep in a book is not worth the wait


class Marker:
    """Marks the words searched for. `language` is the language of the texts."""

    def __init__(self, words: Words, language: str):
        self.language = primary(language)
        self._known: dict[str, bool] = {}
        self.whole = {word for piece in words.required for phrase in piece for word in phrase.words}
        self.beginnings = tuple(phrase.words[-1] for piece in words.required for phrase in piece if phrase.is_prefix)
        unspaced = {each for piece in words.required for phrase in piece for each in _unspaced(phrase.words)}
        pattern = "|".join(map(re.escape, sorted(unspaced, key=len, reverse=True))) or "(?!)"
        for apart, whole in WHOLE.items():
            pattern = pattern.replace(apart, f"(?:{apart}|{whole})")
        self._unspaced = re.compile(pattern)

    def places(self, text: str) -> list[tuple[int, int]]:
        """Return the (start, end) positions of the words in `text` that were searched for."""
        text = text.replace("_", " ")
        if UNSPACED_RUN.search(text):
            return list(self._places_unspaced(text))
        return [found.span() for found in WORD.finditer(text) if self._is_meant(found[0])]

    def _places_unspaced(self, text: str) -> Iterator[tuple[int, int]]:
        for word in WORD.finditer(text):
            for run in RUN.finditer(text, *word.span()):
                if UNSPACED_RUN.match(run[0]):
                    yield from (found.span() for found in self._unspaced.finditer(text, *run.span()))
                elif self._is_meant(run[0]):
                    yield run.span()

    def _is_meant(self, word: str) -> bool:
        if word not in self._known:
            found = stems(word, self.language)
            self._known[word] = any(
                each in self.whole or (self.beginnings and each.startswith(self.beginnings)) for each in found
            )
        return self._known[word]

    def marked(self, text: str) -> SafeString:
        return mark(text, self.places(text))

    def passage(self, texts: Iterable[str]) -> SafeString:
        """Return the passage of the plain texts with most of the words; "" if there is none."""
        best, best_places, most = "", [], 0
        for whole in texts:
            text = without_marks(whole[:MOST_READ])
            places = self.places(text)
            for start, _end in places:
                within = [place for place in places if start <= place[0] < start + LENGTH]
                different = len({text[a:b].casefold() for a, b in within})
                if different > most:
                    best, best_places, most = text, within, different
        return _cut(best, best_places) if most else SafeString("")


def _unspaced(words: Iterable[str]) -> list[str]:
    """Return text typed without spaces, joined again from its pairs of characters. A single character ends a run."""
    found: list[str] = []
    is_over = True
    for word in filter(UNSPACED_RUN.fullmatch, words):
        if not is_over and found[-1].endswith(word[0]):
            found[-1] += word[1:]
        else:
            found.append(word)
        is_over = len(word) == 1
    return found


def mark(text: str, places: Iterable[tuple[int, int]]) -> SafeString:
    parts, at = [], 0
    for start, end in places:
        parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return mark_safe("".join([*parts, escape(text[at:])]))  # noqa: S308 - escaped piece by piece


def _cut(text: str, places: list[tuple[int, int]]) -> SafeString:
    """Return the text around the places, cut between words."""
    middle = (places[0][0] + places[-1][1]) // 2
    begin = max(0, min(places[0][0], middle - LENGTH // 2))
    end = min(len(text), max(places[-1][1], begin + LENGTH))
    begin = max(begin - LONGEST_WORD, text.rfind(" ", 0, begin) + 1) if begin else 0
    end = min(end + LONGEST_WORD, text.find(" ", end) if text.find(" ", end) > 0 else len(text))
    shown = mark(text[begin:end], [(start - begin, stop - begin) for start, stop in places])
    return mark_safe(f"{'… ' if begin else ''}{shown}{' …' if end < len(text) else ''}")  # noqa: S308 - marked above
