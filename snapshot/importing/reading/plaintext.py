"""Plain text → Document: one line for each line."""

from editorial.prose import escape
from snapshot.importing.lines import Document, Line, Role, Unreadable
from snapshot.importing.reading.cleaning import clean
from snapshot.importing.reading.inline import links_in

MOST_LINES = 100_000


def read_text(text: str) -> Document:
    """Return the lines of plain text, numbered as in the source; nothing is joined, no bullet looked for.

    A form feed ends a page: it becomes a blank line with the number of the line it stands on.
    """
    cleaned = clean(text)
    if cleaned.count("\n") + cleaned.count("\f") > MOST_LINES:
        raise Unreadable("too-large", f"It has more than {MOST_LINES:,} lines.")
    lines: list[Line] = []
    for number, source in enumerate(cleaned.removesuffix("\n").split("\n"), start=1):
        first, *others = source.split("\f")
        lines.append(text_line(number, first))
        for page in others:
            lines += [text_line(number, ""), text_line(number, page)]
    return Document("text", lines)


def text_line(number: int, source: str) -> Line:
    """Return one line of cleaned text; leading tabs become four spaces, other tabs one."""
    words = source.strip()
    if not words:
        return Line(number, "", "", Role.BLANK)
    indent = source[: len(source) - len(source.lstrip())].expandtabs(4)
    words = words.replace("\t", " ")
    return Line(number, indent + words, escape(" ".join(words.split())), links=links_in(words))
