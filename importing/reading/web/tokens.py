"""HTML source → tags and words, in one pass that takes linear time.

The standard library's parser takes quadratic time for some broken input (CVE-2025-6069) in the Python versions we
support, and only a stream of tags is needed here.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

NAME = re.compile(r"[a-zA-Z][^\s/>]*")
ATTRIBUTE = re.compile(r"""[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]*))?""")
TAG_END = re.compile(r"[\s/]*>")
ATTRIBUTES_KEPT = 50
# The contents of these are not markup; in title and textarea they are words.
RAW = {"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"}
# int() refuses more than 4,300 digits, and html.unescape doesn't handle that.
ENDLESS_NUMBER = re.compile(r"&#(?:[xX][0-9a-fA-F]{9,}|\d{9,});?")


@dataclass(slots=True)
class Token:
    """One piece of markup.

    `kind` is `words`, `open`, `close`, `raw` (an element with its contents) or `unfinished` (a comment or tag that is
    never closed).
    """

    kind: str
    name: str = ""
    words: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


def tokens(source: str) -> Iterator[Token]:
    """Yield the tokens of HTML `source` in order. Skips comments, doctypes and processing instructions."""
    position = 0
    while position < len(source):
        start = source.find("<", position)
        if start < 0:
            start = len(source)
        if start > position:
            yield Token("words", words=unescaped(source[position:start]))
        if start == len(source):
            return
        token, position = _markup(source, start)
        if token:
            yield token


def unescaped(text: str) -> str:
    """Return `text` with character references decoded."""
    return html.unescape(ENDLESS_NUMBER.sub("\ufffd", text)) if "&" in text else text


def _markup(source: str, start: int) -> tuple[Token | None, int]:
    following = source[start + 1 : start + 2]
    if following in ("!", "?"):
        return _skipped(source, start)
    if following == "/":
        name = NAME.match(source, start + 2)
        end = source.find(">", start)
        if not name or end < 0:
            return (None, end + 1) if end >= 0 else (Token("unfinished", words=source[start:]), len(source))
        return Token("close", name[0].lower()), end + 1
    name = NAME.match(source, start + 1)
    if not name:
        return Token("words", words="<"), start + 1
    return _opening(source, start, name)


def _skipped(source: str, start: int) -> tuple[Token | None, int]:
    if source.startswith("<!--", start):
        if source.startswith((">", "->"), start + 4):
            return None, source.index(">", start) + 1
        end = source.find("-->", start + 4)
        return (None, end + 3) if end >= 0 else (Token("unfinished", words=source[start + 4 :]), len(source))
    end = source.find(">", start)
    return (None, end + 1) if end >= 0 else (Token("unfinished", words=source[start:]), len(source))


def _opening(source: str, start: int, name: re.Match) -> tuple[Token, int]:
    attributes: dict[str, str] = {}
    position = name.end()
    while not (end := TAG_END.match(source, position)):
        found = ATTRIBUTE.match(source, position)
        if not found:
            return Token("unfinished", words=source[start:]), len(source)
        if len(attributes) < ATTRIBUTES_KEPT:
            value = found[2] or ""
            value = value[1:-1] if value[:1] in ("'", '"') and value[:1] == value[-1:] and len(value) > 1 else value
            attributes.setdefault(found[1].lower(), unescaped(value))
        position = found.end()
    tag = name[0].lower()
    if tag not in RAW or source[end.start() : end.end()].endswith("/>"):
        return Token("open", tag, attributes=attributes), end.end()
    closing = re.compile(f"</{tag}(?=[\\s/>])", re.I).search(source, end.end())
    words = source[end.end() : closing.start() if closing else len(source)]
    after = source.find(">", closing.end()) + 1 if closing else 0
    return Token("raw", tag, words, attributes), after or len(source)
