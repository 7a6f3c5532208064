"""Invented words for an archive of realistic shape: a few words are everywhere, most are rare (Zipf's law)."""

import random
from itertools import accumulate

ONSETS = [*"bcdfghklmnprstvyz", "br", "ch", "dr", "gr", "kh", "kl", "pr", "sh", "st", "tr", "zh"]
VOWELS = [*"aaeeiou", "ai", "ou"]
CODAS = [*"nrlsmktd"]
# Real words, from very frequent to very rare, so that searches can be tried by hand.
KNOWN_WORDS = {
    3: "policy", 12: "security", 40: "energy", 90: "border",
    200: "corridor", 600: "pipeline", 2_000: "customs", 9_000: "tariff",
}  # fmt: skip
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


class SyntheticText:
    """Texts made of `size` invented words; the same seed makes the same texts."""

    def __init__(self, seed: int, size: int = 20_000):
        self.random = random.Random(f"text {seed}")  # noqa: S311 - nothing secret is made of it
        self.words = self._invent(size)
        for rank, word in KNOWN_WORDS.items():
            self.words[min(rank, size - 1)] = word
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(size)))

    def _invent(self, size: int) -> list[str]:
        words: dict[str, None] = {}
        while len(words) < size:
            # Frequent words are short.
            syllables = 1 if len(words) < 60 else 2 if len(words) < 2_500 else 3
            words["".join(self._syllable() for _ in range(syllables)) + self.random.choice(["", *CODAS])] = None
        return list(words)

    def _syllable(self) -> str:
        return self.random.choice(ONSETS) + self.random.choice(VOWELS)

    def some(self, count: int) -> list[str]:
        """Return `count` words, frequent ones more often."""
        return self.random.choices(self.words, cum_weights=self._weights, k=count)

    def name(self) -> str:
        """Return a person's name, one in eight of them double-barrelled."""
        parts = [self._part_of_name(), self._part_of_name()]
        if self.random.random() < 0.125:
            parts[1] += f"-{self._part_of_name()}"
        return " ".join(parts)

    def _part_of_name(self) -> str:
        return (self._syllable() + self._syllable() + self.random.choice(CODAS)).capitalize()

    def title(self, subject: str) -> str:
        """Return a title of four to eight words, most often about the subject."""
        words = [word.capitalize() for word in self.some(self.random.randint(4, 8))]
        return f"{subject}: {' '.join(words[1:])}" if self.random.random() < 0.4 else " ".join(words)

    def sentence(self, least: int = 8, most: int = 20) -> str:
        """Return a sentence of `least` to `most` words."""
        return " ".join(self.some(self.random.randint(least, most))).capitalize() + "."

    def paragraphs(self, least: int = 120, most: int = 300) -> list[str]:
        """Return a text of `least` to `most` words, as the paragraphs of a sanitized body."""
        left, found = self.random.randint(least, most), []
        while left > 0:
            count = min(left, self.random.randint(40, 80))
            found.append(f"<p>{self.sentence(count, count)}</p>")
            left -= count
        return found

    def key(self) -> str:
        """Return a key in the format of drafts."""
        return "".join(self.random.choices(LETTERS, k=10))
