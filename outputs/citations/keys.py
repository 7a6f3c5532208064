"""Citation keys such as krikorian2025armenia."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from outputs.citations.cited import Cited, Name
from text.folding import fold

PLAIN = re.compile("[a-z0-9]+")
PASSED_OVER = {
    "a", "an", "and", "are", "as", "at", "by", "can", "do", "does", "for", "from", "has", "how", "in", "is", "its",
    "of", "on", "or", "s", "the", "to", "what", "when", "where", "who", "why", "will", "with",
}  # fmt: skip


def keyed(works: Iterable[Cited]) -> Iterator[tuple[str, Cited]]:
    """Yield each work with an ASCII key: stable for a work on its own, and unique within `works`."""
    met, taken = Counter(), set()
    for work in works:
        base = key = key_of(work)
        while key in taken:
            met[base] += 1
            key = base + letters(met[base])
        taken.add(key)
        yield key, work


def keys_for(works: Iterable[Cited]) -> list[str]:
    return [key for key, _work in keyed(works)]


def key_of(work: Cited) -> str:
    """Return the first author's family name, the year, and the first significant word of the title.

    If no ASCII letters remain, the word is replaced by six characters of the SHA-256 of the URL.
    """
    name = work.authors[0] if work.authors else Name()
    family = "".join(_plain(name.family) or _distinguishing(name.literal)[:1])
    word = "".join(_distinguishing(work.title)[:1]) or hashlib.sha256((work.url or work.title).encode()).hexdigest()[:6]
    return f"{family or 'anon'}{work.issued.year if work.issued else 'nd'}{word}"


def letters(number: int) -> str:
    """Return a, b, … z, aa, ab, … for 1, 2, …"""
    spelled = ""
    while number:
        number, rest = divmod(number - 1, 26)
        spelled = chr(ord("a") + rest) + spelled
    return spelled


def _plain(text: str) -> list[str]:
    return PLAIN.findall(fold(text))


def _distinguishing(text: str) -> list[str]:
    return [word for word in _plain(text) if word not in PASSED_OVER]
