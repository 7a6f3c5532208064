"""What entries are put together from: words in italics or not, ended as American English ends them."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe

ENDS = ".?!…。؟։।"  # after one of these no period is set, in whatever script
CLOSING = '”’"'
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
RIGHT_TO_LEFT = {"R", "AL"}


@dataclass(frozen=True)
class Run:
    """Words in one style. Titles are runs of their own: one that is written from right to left is kept apart."""

    text: str
    is_italic: bool = False
    is_title: bool = False

    @property
    def html(self) -> str:
        """The words as HTML, escaped."""
        marked = f"<em>{escape(self.text, quote=False)}</em>" if self.is_italic else escape(self.text, quote=False)
        return f"<bdi>{marked}</bdi>" if self.is_title and is_right_to_left(self.text) else marked


Phrase = list[Run]


@dataclass(frozen=True)
class Formatted:
    """One entry."""

    runs: tuple[Run, ...]

    @property
    def plain(self) -> str:
        """The entry as plain text."""
        return "".join(run.text for run in self.runs)

    @property
    def html(self) -> SafeString:
        """The entry as HTML, with <em> for italics."""
        return mark_safe("".join(run.html for run in self.runs))  # noqa: S308 - each run is escaped


def is_right_to_left(text: str) -> bool:
    """Return whether any of `text` is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(sign) in RIGHT_TO_LEFT for sign in text)


def words(text: str) -> Phrase:
    """Return `text` upright; nothing where it is empty."""
    return [Run(text)] if text else []


def italic(text: str) -> Phrase:
    """Return `text`, the title of what stands alone, in italics."""
    return [Run(text, is_italic=True, is_title=True)] if text else []


def title(text: str) -> Phrase:
    """Return a title upright, without quotation marks."""
    return [Run(text, is_title=True)] if text else []


def in_quotes(text: str, mark: str) -> Phrase:
    """Return a title in quotation marks, its own made single, with `mark` (a period or a comma) inside."""
    inner = re.sub(r'(^|[\s(\[—–/])"', r"\1‘", text).replace("“", "‘").replace("”", "’").replace('"', "’")
    ended = with_mark(without_period(inner) if mark == "," else inner, mark)
    return [Run(f"“{ended}”", is_title=True)]


def without_period(text: str) -> str:
    """Return a title without the period that ends it; that of an abbreviation (“U.S.”) stays."""
    return text[:-1] if re.search(r"(^|\s)[^.\s]+\.$", text) else text


def with_mark(text: str, mark: str) -> str:
    """Return `text` with a period or a comma at its end, within its closing quotation marks.

    A period is left out where the text ends already; a comma follows ? and ! but no other end.
    """
    bare = text.rstrip(CLOSING)
    is_ended = bare[-1:] in ENDS if mark == "." else bare.endswith(mark)
    # An apostrophe at the end is no quotation mark: only what was opened is closed.
    closes = text[len(bare) :] if any(opening in bare for opening in '“‘"') else ""
    return text if is_ended else f"{text[: len(text) - len(closes)]}{mark}{closes}"


def joined(phrases: list[Phrase], between: str) -> Phrase:
    """Return the phrases that are not empty, with `between` between them."""
    runs: Phrase = []
    for phrase in phrases:
        if phrase:
            runs += [*words(between if runs else ""), *phrase]
    return runs


def sentence(phrase: Phrase) -> Phrase:
    """Return `phrase` with a period at its end, unless it ends with one of its own, or a ? or a !."""
    return closed(phrase, ".")


def closed(phrase: Phrase, mark: str) -> Phrase:
    """Return `phrase` with a period or a comma at its end (see `with_mark`), upright unless it goes into quotes."""
    if not phrase:
        return []
    last = phrase[-1]
    ended = with_mark(last.text, mark)
    if ended == last.text + mark:
        return [*phrase, Run(mark)]
    return [*phrase[:-1], Run(ended, last.is_italic, last.is_title)]


def sentences(*phrases: Phrase) -> Formatted:
    """Return the phrases, each ended, one after another."""
    return formatted(joined([sentence(phrase) for phrase in phrases], " "))


def formatted(phrase: Phrase) -> Formatted:
    """Return the phrase as an entry."""
    return Formatted(tuple(phrase))


def american(day: date) -> str:
    """Return “March 1, 2026”."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
