"""Plain text → Document, line by line."""

import re
from dataclasses import replace

from importing.lines import Document, Line, Link, Role, Unreadable, Warning
from importing.reading.addresses import address
from importing.reading.cleaning import clean
from importing.reading.inline import links_in
from importing.reading.pages import without_edges
from importing.reading.shortcodes import without_shortcodes
from text.prose import escape

MOST_LINES = 100_000
FEWEST_QUOTED = 5
FEWEST_PAGES = 2
QUOTE = re.compile(r"(?:>[ \t]?)+")
# Where a word was parted; text copied out of a PDF keeps the sign, which elsewhere can't be seen.
SOFT_HYPHEN = re.compile("\xad(?=[ \t]*\r?\n)")
UNDERLINE = re.compile(r"={3,}|-{3,}")
MOST_UNDERLINED = 3  # lines of one heading
ADDRESS = re.compile(r"<?(https?://[^\s<>]+)>?", re.I)


def read_text(text: str) -> Document:
    """Return the lines of plain text, numbered as in the source. Doesn't join lines or look for bullets.

    A form feed ends a page and becomes a blank line with the number of its line, unless the pages have running heads.
    """
    cleaned = clean(SOFT_HYPHEN.sub("\u2010", text))
    if cleaned.count("\n") + cleaned.count("\f") > MOST_LINES:
        raise Unreadable("too-large", f"It has more than {MOST_LINES:,} lines.")
    cleaned, warnings = unquoted(*without_shortcodes(cleaned))
    pages: list[list[Line]] = [[]]
    for number, source in enumerate(cleaned.removesuffix("\n").split("\n"), start=1):
        first, *others = source.split("\f")
        pages[-1].append(text_line(number, first))
        pages += [[text_line(number, page)] for page in others]
    for page in pages[1:]:
        page.insert(0, replace(page[0], text="", html="", role=Role.BLANK, links=()))
    if len([page for page in pages if any(line.role is not Role.BLANK for line in page)]) < FEWEST_PAGES:
        return Document("text", with_markup([line for page in pages for line in page]), warnings)
    lines, told = without_edges(pages)
    return Document("text", lines, [*warnings, *told])


def with_markup(lines: list[Line]) -> list[Line]:
    """Return the lines of an e-mail's plain text: underlined ones are headings, an address alone is the link above it.

    What a row of equals signs underlines is of a higher level than what dashes do; both are below the title.
    """
    made: list[Line] = []
    for line in lines:
        words = line.text.strip()
        above = made[-1] if made else None
        if above and above.role is Role.TEXT and (found := ADDRESS.fullmatch(words)):
            link = [Link(above.text.strip(), found[1])] if address(found[1]) else []
            made[-1] = replace(above, links=(*above.links, *link))
        elif UNDERLINE.fullmatch(words) and (count := _underlined(made, len(words))):
            level = 2 if words[0] == "=" else 3
            text = " ".join(over.text.strip() for over in made[-count:])
            made[-count:] = [replace(made[-count], text=text, html=escape(text), role=Role.HEADING, level=level)]
        else:
            made.append(line)
    return made


def _underlined(above: list[Line], width: int) -> int:
    """Return how many lines a rule of this width underlines: a paragraph of short lines that is as wide, or none."""
    count = 0
    while count < len(above) and above[-1 - count].role is Role.TEXT:
        count += 1
    is_wide = width == max((len(line.text) for line in above[len(above) - count :]), default=0)
    return count if is_wide and count <= MOST_UNDERLINED else 0


def unquoted(text: str, warnings: list[Warning]) -> tuple[str, list[Warning]]:
    """Return the quoted text ("> …") of an e-mail that is mostly quotation. Its own words become a warning."""
    lines = text.split("\n")
    quoted_lines = [line for line in lines if line.startswith(">")]
    own = [number for number, line in enumerate(lines, start=1) if line.strip() and not line.startswith(">")]
    if len(quoted_lines) < FEWEST_QUOTED or len(quoted_lines) < 2 * len(own):
        return text, warnings
    told = [
        Warning(
            "mail",
            number,
            f"“{lines[number - 1].strip()}” stands around the text that the mail quotes, and was left out.",
        )
        for number in own
    ]
    bare = [QUOTE.sub("", line) if line.startswith(">") else "" for line in lines]
    return "\n".join(bare), [*warnings, *told]


def text_line(number: int, source: str) -> Line:
    """Return one line of cleaned text. Leading tabs become four spaces, other tabs one."""
    words = source.strip()
    if not words:
        return Line(number, "", "", Role.BLANK)
    indent = source[: len(source) - len(source.lstrip())].expandtabs(4)
    words = words.replace("\t", " ")
    return Line(number, indent + words, escape(" ".join(words.split())), links=links_in(words))
