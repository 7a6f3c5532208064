"""HTML source → tags and words, read by libxml2. Memory is linear, time limited."""

import re
import time
from collections.abc import Mapping
from typing import Protocol

from lxml.etree import HTMLParser

from importing.lines import Unreadable

VOID_NAMES = "area base basefont br col embed frame hr img input link meta param source track wbr"
VOID = set(VOID_NAMES.split())
# The contents of these are not markup; in title and textarea they are words.
RAW = {"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"}
# Appended to the source, this ends a tag that never ends: the sign then stands in its attributes, or in a comment.
SIGN = "\ufdd2"
END = f"{SIGN}\"'>"
NEVER_IN_TEXT = re.compile(f"[\0{SIGN}\ud800-\udfff]")
# For a closing tag, the parser looks through all open elements. That takes quadratic time, so there is a limit.
PIECE, SECONDS = 4_000, 3


class Taker(Protocol):
    """Takes the parts of a page in order. `start` and `end` come in pairs (void elements only start)."""

    def words(self, words: str) -> None: ...
    def start(self, tag: str, attributes: Mapping[str, str]) -> None: ...
    def end(self) -> None: ...
    def raw(self, tag: str, attributes: Mapping[str, str], words: str) -> None: ...
    def unfinished(self, words: str) -> None: ...


def parse(source: str, taker: Taker) -> None:
    """Give the parts of HTML `source` to `taker`. Raises Unreadable `too-large` if the parser takes too long."""
    target = _Target()
    parser = HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    source = NEVER_IN_TEXT.sub("", source) + END
    spent = 0.0
    for at in range(0, len(source), PIECE):
        started = time.thread_time()
        parser.feed(source[at : at + PIECE])
        spent += time.thread_time() - started
        if spent > SECONDS:
            raise Unreadable("too-large", "It takes too much time to read.")
        target.give(taker)
    parser.close()
    target.give(taker)


class _Target:
    """What lxml calls. Joins words, because the parser gives them in parts."""

    def __init__(self) -> None:
        self.found: list[tuple] = []  # the name of a method of Taker, and its arguments
        self.parts: list[str] = []
        self.raw: Mapping[str, str] = {}

    def give(self, taker: Taker) -> None:
        found, self.found = self.found, []
        for name, *arguments in found:
            getattr(taker, name)(*arguments)

    def data(self, words: str) -> None:
        self.parts.append(words)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.close()
        if swallowed := next((text for pair in attributes.items() for text in pair if SIGN in text), ""):
            self.found.append(("unfinished", swallowed.partition(SIGN)[0]))
            attributes = {}
        if tag in RAW:
            self.raw = attributes
        else:
            self.found.append(("start", tag, attributes))

    def end(self, tag: str) -> None:
        if tag in RAW:
            self.found.append(("raw", tag, self.raw, self._words()))
        elif tag not in VOID:
            self.close()
            self.found.append(("end",))

    def comment(self, words: str) -> None:
        if SIGN in words:
            self.close()
            self.found.append(("unfinished", words.partition(SIGN)[0]))

    def close(self) -> None:
        if words := self._words():
            self.found.append(("words", words))

    def _words(self) -> str:
        words, self.parts = "".join(self.parts).removesuffix(END), []
        return words
