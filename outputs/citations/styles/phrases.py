"""Building blocks of citation entries: plain or italic text with American punctuation."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe

ENDS = ".?!…。؟։।"  # no period is added after one of these, in any script
CLOSING = '”’"'
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
RIGHT_TO_LEFT = {"R", "AL"}


@dataclass(frozen=True)
class Run:
    """Text in one style. Each title is its own run, so that a right-to-left title can be isolated."""

    text: str
    is_italic: bool = False
    is_title: bool = False

    @property
    def html(self) -> str:
        """The text as escaped HTML."""
        marked = f"<em>{escape(self.text, quote=False)}</em>" if self.is_italic else escape(self.text, quote=False)
        return f"<bdi>{marked}</bdi>" if self.is_title and is_right_to_left(self.text) else marked


Phrase = list[Run]


@dataclass(frozen=True)
class Formatted:
    """One formatted entry."""

    runs: tuple[Run, ...]

    @property
    def plain(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def html(self) -> SafeString:
        """The entry as HTML, with <em> for italics."""
        return mark_safe("".join(run.html for run in self.runs))  # noqa: S308 - each run is escaped


def is_right_to_left(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(sign) in RIGHT_TO_LEFT for sign in text)


def words(text: str) -> Phrase:
    """Return `text` as a plain phrase, or an empty phrase if it is empty."""
    return [Run(text)] if text else []


def italic(text: str) -> Phrase:
    """Return `text`, the title of a standalone work, in italics."""
    return [Run(text, is_italic=True, is_title=True)] if text else []


def title(text: str) -> Phrase:
    """Return a title in plain type, without quotation marks."""
    return [Run(text, is_title=True)] if text else []


def in_quotes(text: str, mark: str) -> Phrase:
    """Return a title in quotation marks with `mark` (. or ,) inside. Its own quotation marks become single."""
    inner = re.sub(r'(^|[\s(\[—–/])"', r"\1‘", text).replace("“", "‘").replace("”", "’").replace('"', "’")
    ended = with_mark(without_period(inner) if mark == "," else inner, mark)
    return [Run(f"“{ended}”", is_title=True)]


def without_period(text: str) -> str:
    """Return a title without its final period, unless the period ends an abbreviation (“U.S.”)."""
    return text[:-1] if re.search(r"(^|\s)[^.\s]+\.$", text) else text


def with_mark(text: str, mark: str) -> str:
    """Return `text` with a period or a comma at its end, inside closing quotation marks.

    Adds no period after other end punctuation. A comma is also added after ? and !.
    """
    bare = text.rstrip(CLOSING)
    is_ended = bare[-1:] in ENDS if mark == "." else bare.endswith(mark)
    # An apostrophe at the end is not a closing quotation mark: something must have been opened.
    closes = text[len(bare) :] if any(opening in bare for opening in '“‘"') else ""
    return text if is_ended else f"{text[: len(text) - len(closes)]}{mark}{closes}"


def joined(phrases: list[Phrase], between: str) -> Phrase:
    runs: Phrase = []
    for phrase in phrases:
        if phrase:
            runs += [*words(between if runs else ""), *phrase]
    return runs


def sentence(phrase: Phrase) -> Phrase:
    """Return `phrase` with a period at its end, unless it already ends with a period, ? or !."""
    return closed(phrase, ".")


def closed(phrase: Phrase, mark: str) -> Phrase:
    """Return `phrase` with a period or a comma at its end (see `with_mark`), in plain type unless inside quotes."""
    if not phrase:
        return []
    last = phrase[-1]
    ended = with_mark(last.text, mark)
    if ended == last.text + mark:
        return [*phrase, Run(mark)]
    return [*phrase[:-1], Run(ended, last.is_italic, last.is_title)]


def sentences(*phrases: Phrase) -> Formatted:
    """Return the phrases as one entry, each ended as a sentence."""
    return formatted(joined([sentence(phrase) for phrase in phrases], " "))


def formatted(phrase: Phrase) -> Formatted:
    return Formatted(tuple(phrase))


def american(day: date) -> str:
    """Return “March 1, 2026”."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
