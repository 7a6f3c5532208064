"""Passages that show why something was found: the place where most of the words stand, with the words marked."""

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from editorial.finding.words import Words
from editorial.stemming import primary, stems

WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
LENGTH = 240  # characters
MOST_READ = 40_000  # characters of a text: a passage far down in a book is not worth the wait


class Marker:
    """Marks what was searched for. `language` is that of the texts."""

    def __init__(self, words: Words, language: str):
        self.language = primary(language)
        self._known: dict[str, bool] = {}
        self.whole = {word for piece in words.required for phrase in piece for word in phrase.words}
        self.beginnings = tuple(phrase.words[-1] for piece in words.required for phrase in piece if phrase.is_prefix)

    def places(self, text: str) -> list[tuple[int, int]]:
        """Return where in `text` its words are among those searched for."""
        return [found.span() for found in WORD.finditer(text) if self._is_meant(found[0])]

    def _is_meant(self, word: str) -> bool:
        if word not in self._known:
            found = stems(word, self.language)
            self._known[word] = any(
                each in self.whole or (self.beginnings and each.startswith(self.beginnings)) for each in found
            )
        return self._known[word]

    def marked(self, text: str) -> SafeString:
        """Return plain `text` as HTML, what was searched for marked."""
        return mark(text, self.places(text))

    def passage(self, texts: Iterable[str]) -> SafeString:
        """Return the passage of the plain texts in which most of the words stand; "" where none does."""
        best, best_places, most = "", [], 0
        for whole in texts:
            text = whole[:MOST_READ]
            places = self.places(text)
            for start, _end in places:
                within = [place for place in places if start <= place[0] < start + LENGTH]
                different = len({text[a:b].casefold() for a, b in within})
                if different > most:
                    best, best_places, most = text, within, different
        return _cut(best, best_places) if most else SafeString("")


def mark(text: str, places: Iterable[tuple[int, int]]) -> SafeString:
    """Return plain `text` as HTML with the places marked."""
    parts, at = [], 0
    for start, end in places:
        parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return mark_safe("".join([*parts, escape(text[at:])]))  # noqa: S308 - escaped piece by piece


def _cut(text: str, places: list[tuple[int, int]]) -> SafeString:
    """Return what stands around the places, from word to word."""
    middle = (places[0][0] + places[-1][1]) // 2
    begin = max(0, min(places[0][0], middle - LENGTH // 2))
    end = min(len(text), max(places[-1][1], begin + LENGTH))
    begin = text.rfind(" ", 0, begin) + 1 if begin else 0
    end = text.find(" ", end) if text.find(" ", end) > 0 else len(text)
    shown = mark(text[begin:end], [(start - begin, stop - begin) for start, stop in places])
    return mark_safe(f"{'… ' if begin else ''}{shown}{' …' if end < len(text) else ''}")  # noqa: S308 - marked above
