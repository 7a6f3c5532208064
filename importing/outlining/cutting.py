"""Cut and join lines, keeping the plain words and their inline HTML in step."""

import html
import re

from importing.outline import Passage
from text.prose import clean_inline, escape, plain

PIECE = re.compile(r"<[^>]*>|&(?:\w+|#\d+|#x[0-9a-fA-F]+);|[^<&]|[<&]")
EMPTY = re.compile(r"<(em|strong|a|sub|sup)(?:\s[^>]*)?>(\s*)</\1>")


def cut(text: str, markup: str, start: int, end: int | None = None) -> Passage:
    """Return the characters `start` to `end` of `text` as a passage with their markup.

    If markup and text don't contain the same words, drops the markup and keeps the words.
    """
    end = len(text) if end is None else end
    words = text[start:end].strip()
    if "<" not in markup:
        return Passage(words, escape(words))
    lead = len(text) - len(text.lstrip())
    kept, at = [], lead
    for piece in PIECE.findall(markup.strip()):
        if piece.startswith("<") and len(piece) > 1:
            kept.append(piece)
            continue
        if start <= at < end:
            kept.append(piece)
        at += len(html.unescape(piece))
    while (shorter := EMPTY.sub(r"\2", "".join(kept))) != "".join(kept):
        kept = [shorter]
    sliced = clean_inline("".join(kept))
    return Passage(words, sliced if plain(sliced) == re.sub(r"\s+", " ", words) else escape(words))


def join(first: Passage, second: Passage, glue: str, drop_hyphen: bool = False) -> Passage:
    """Return two passages joined with `glue`. `drop_hyphen` removes the hyphen at the end of the first."""
    text, markup = first.text, first.html
    if drop_hyphen:
        text = text[:-1]
        markup = markup[:-1] if markup.endswith(first.text[-1]) else escape(text)
    return Passage(text + glue + second.text, markup + glue + second.html, first.line)
