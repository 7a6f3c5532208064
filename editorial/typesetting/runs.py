"""Texts made ready for a line of type: what no PDF can hold taken out, what may be broken marked.

A run is a text, or {"text", "style", "href"}. The style is some of the letters e, s, b, p (em, strong, sub, sup), h (a
long word, may be hyphenated), u (unbroken: to be broken wherever a line ends) and n (a new paragraph; it has no text).
A line break is a newline in a text.
"""

import itertools
import re
from collections.abc import Iterable

from editorial.prose import UNPRINTABLE

# A byte order mark, which PDF/UA forbids in text, and the C1 controls; line and paragraph separators are spaces.
UNSETTABLE = re.compile("[\ufeff\x7f-\x84\x86-\x9f]")
SPACES = re.compile("[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")  # not the no-break and other spaces that were meant
LONG_WORD = 10  # letters from which on a word may be hyphenated: shorter ones at a line's end cost more than they give
UNBROKEN = 44  # characters without a place to break that may be wider than a line
PARTS = re.compile(rf"([^\s/\-‐-―]{{{UNBROKEN},}})|(?<!\w)([^\W\d_]{{{LONG_WORD},}})(?!\w)")
# Twice the text in one paragraph takes the typesetter much more than twice the time: two pages of it are cut there.
LONGEST = 8000
UP_TO_LONGEST = re.compile(rf"(.{{1,{LONGEST}}}(?: |$)|[^ ]+ ?)", re.S)


def settable(text: str) -> str:
    """Return plain `text` on one line, less the characters that no PDF can hold."""
    return SPACES.sub(" ", printed(SPACES.sub(" ", text))).strip()


def printed(text: str) -> str:
    """Return `text` less the characters that no PDF can hold."""
    return UNSETTABLE.sub("", UNPRINTABLE.sub("", text))


def plain_runs(text: str) -> list:
    """Return plain `text` as runs."""
    return marked([{"text": settable(text), "style": "", "href": ""}])


def marked(found: Iterable[dict]) -> list:
    """Return runs ({"text", "style", "href"}) with long words and unbroken ones for themselves, cut where too long."""
    done, length = [], 0
    for run in found:
        for text in UP_TO_LONGEST.findall(run["text"]) if len(run["text"]) > LONGEST else [run["text"]]:
            if length + len(text) > LONGEST and length:
                done.append({"text": "", "style": "n", "href": ""})
                length = 0
            length += len(text)
            done += _parts(run | {"text": text})
    return done


def _parts(run: dict) -> list:
    pieces = zip(PARTS.split(run["text"]), itertools.cycle(("", "u", "h")))
    parts = [run | {"text": text, "style": run["style"] + mark} for text, mark in pieces if text]
    return [part if part["style"] or part["href"] else part["text"] for part in parts]
