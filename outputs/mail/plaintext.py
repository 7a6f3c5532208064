"""The plain text of a letter: lines of at most 72 columns, with URLs written after link texts."""

import html
import re
import textwrap

from outputs.mail.links import resolved
from text import prose

WIDTH = 72
RULE = "-" * 24
LINK = re.compile(r'<a\b[^>]*? href="([^"]*)"[^>]*>(.*?)</a>', re.S)


def wrapped(text: str, first: str = "", rest: str | None = None) -> str:
    """Return `text` in lines of 72 columns, starting with `first`, and with `rest` on the following lines.

    `rest` defaults to spaces as wide as `first`. Words are never broken; a longer URL gets its own line.
    """
    rest = " " * len(first) if rest is None else rest
    return "\n".join(
        textwrap.wrap(
            " ".join(text.split()),
            WIDTH,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


def heading(text: str, mark: str) -> str:
    """Return `text` underlined with `mark`."""
    lines = wrapped(text)
    return f"{lines}\n{mark * max(map(len, lines.splitlines()), default=0)}"


def paragraphs(markup: str, base: str) -> list[str]:
    """Return sanitized markup as wrapped paragraphs, with each link's URL resolved against `base`."""
    return [_paragraph(words) for words in prose.paragraphs(with_addresses(markup, base))]


def words(markup: str, base: str) -> str:
    """Return sanitized inline markup as one line of text, with each link's URL."""
    return prose.plain(with_addresses(markup, base))


def with_addresses(markup: str, base: str) -> str:
    """Return sanitized markup with each link as its text and its URL between < and > (RFC 3986, appendix C)."""
    return LINK.sub(lambda link: _spelled(link[2], resolved(html.unescape(link[1]), base)), markup)


def _spelled(label: str, address: str) -> str:
    bare = address.removeprefix("mailto:")
    return label if prose.plain(label) in (address, bare) else f"{label} &lt;{html.escape(bare)}&gt;"


def _paragraph(words: str) -> str:
    return wrapped(words[2:], "- ") if words.startswith("- ") else wrapped(words)
