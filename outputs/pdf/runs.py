"""Prepare text for typesetting: remove characters that PDFs can't contain and mark words that may be broken.

A run is a string, or {"text", "style", "href"}. The style is some of the letters e, s, b, p (em, strong, sub, sup), h
(a long word that may be hyphenated), u (unbroken: may break at any character) and n (a new paragraph, without text). A
line break is a newline in a text.
"""

import itertools
import re
from collections.abc import Iterable

from text.prose import UNPRINTABLE

# A byte order mark, which PDF/UA forbids in text, and the C1 controls. Line and paragraph separators become spaces.
UNSETTABLE = re.compile("[\ufeff\x7f-\x84\x86-\x9f]")
SPACES = re.compile("[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")  # no-break and other special spaces are kept
LONG_WORD = 10  # letters; hyphenating shorter words costs more than it gains
UNBROKEN = 44  # characters without a break opportunity that may be wider than a line
PARTS = re.compile(rf"([^\s/\-‐-―]{{{UNBROKEN},}})|(?<!\w)([^\W\d_]{{{LONG_WORD},}})(?!\w)")
# typst's time grows much faster than a paragraph's length, so a paragraph is cut after about two pages.
LONGEST = 8000
UP_TO_LONGEST = re.compile(rf"(.{{1,{LONGEST}}}(?: |$)|[^ ]+ ?)", re.S)


def settable(text: str) -> str:
    """Return plain `text` on one line, without characters that PDFs can't contain."""
    return SPACES.sub(" ", printed(SPACES.sub(" ", text))).strip()


def printed(text: str) -> str:
    """Return `text` without characters that PDFs can't contain."""
    return UNSETTABLE.sub("", UNPRINTABLE.sub("", text))


def plain_runs(text: str) -> list:
    return marked([{"text": settable(text), "style": "", "href": ""}])


def marked(found: Iterable[dict]) -> list:
    """Return {"text", "style", "href"} runs, with long and unbroken words as separate runs and long paragraphs cut."""
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
