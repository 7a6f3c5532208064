"""The plain text of a letter: lines of at most 72 columns, and the address beside whatever leads somewhere."""

import html
import re
import textwrap

from editorial import prose
from editorial.mailing.links import resolved

WIDTH = 72
RULE = "-" * 24
LINK = re.compile(r'<a\b[^>]*? href="([^"]*)"[^>]*>(.*?)</a>', re.S)


def wrapped(text: str, first: str = "", rest: str | None = None) -> str:
    """Return `text` in lines of 72 columns; `first` begins the first of them, `rest` (as wide where None) the others.

    Words are never broken: an address that is longer has a line to itself.
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
    """Return `text` with a line of `mark` under it, as wide."""
    lines = wrapped(text)
    return f"{lines}\n{mark * max(map(len, lines.splitlines()), default=0)}"


def paragraphs(markup: str, base: str) -> list[str]:
    """Return sanitized markup as wrapped paragraphs, each link with its address, resolved against `base`."""
    return [_paragraph(words) for words in prose.paragraphs(with_addresses(markup, base))]


def words(markup: str, base: str) -> str:
    """Return sanitized inline markup as words on one line, each link with its address."""
    return prose.plain(with_addresses(markup, base))


def with_addresses(markup: str, base: str) -> str:
    """Return sanitized markup with each link as its words and, between < and > (RFC 3986, appendix C), its address."""
    return LINK.sub(lambda link: _spelled(link[2], resolved(html.unescape(link[1]), base)), markup)


def _spelled(label: str, address: str) -> str:
    bare = address.removeprefix("mailto:")
    return label if prose.plain(label) in (address, bare) else f"{label} &lt;{html.escape(bare)}&gt;"


def _paragraph(words: str) -> str:
    return wrapped(words[2:], "- ") if words.startswith("- ") else wrapped(words)
