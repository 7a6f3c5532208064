"""What every reader makes of a document, whatever its format: lines."""

from dataclasses import dataclass, field
from enum import Enum


class Unreadable(Exception):
    """A document that cannot be taken.

    `code` is a short stable name (`empty`, `too-large`, `not-text`, …), `message` one plain sentence without
    the file's name: the caller puts that in front.
    """

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code
        self.message = message


class Role(Enum):
    """What the source's own markup says of a line; a plain text says nothing but TEXT and BLANK."""

    TEXT = "text"
    HEADING = "heading"
    BULLET = "bullet"
    BLANK = "blank"


@dataclass(frozen=True)
class Link:
    """A link standing on a line: the words it is on and where it leads (http, https or mailto only)."""

    text: str
    url: str


@dataclass(frozen=True)
class Line:
    """One line of a document.

    `number` is the line of the source (text, Markdown), else the ordinal of the block (HTML, Word), from 1.
    `text` is plain and cleaned: NFC, no zero-width or soft-hyphen characters, one kind of space; leading
    spaces are kept in text formats, where they may mean a wrapped or nested line.
    `html` is the same words with light inline markup (em, strong, sub, sup, a), escaped and sanitized.
    `level` is a heading's level (1–6) or a bullet's depth (1 is outermost), else 0.
    """

    number: int
    text: str
    html: str
    role: Role = Role.TEXT
    level: int = 0
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Warning:
    """Something an editor should know: a stable `code`, the `line` it is about (0: the whole document),
    and a `message` that quotes the words it is about."""

    code: str
    line: int
    message: str


@dataclass
class Document:
    """What a reader returns. `claims` is what metadata says (title, authors, date), to be held against the page."""

    format: str  # "text", "markdown", "html" or "word"
    lines: list[Line]
    warnings: list[Warning] = field(default_factory=list)
    claims: dict[str, str] = field(default_factory=dict)
