"""Lines: the common output of all document readers."""

from dataclasses import dataclass, field
from enum import Enum


class Unreadable(Exception):
    """A document that can't be imported.

    `code` is a short stable name (`empty`, `too-large`, `not-text`, …). `message` is one plain sentence without the
    file name, which the caller puts in front.
    """

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code
        self.message = message


class Role(Enum):
    """The role of a line in the source's markup. Plain text has only TEXT and BLANK."""

    TEXT = "text"
    HEADING = "heading"
    BULLET = "bullet"
    BLANK = "blank"


class Place(Enum):
    """What a line, or a part of one, was read as. Editors can choose those in PLACES (importing/corrections.py)."""

    TITLE = "title"
    INTRO = "introduction"
    SELECTION = "selection heading"
    SECTION = "section"
    ARTICLE = "article"
    BYLINE = "byline"
    DATE = "date"
    LABEL = "label"
    POINT = "point"
    CONTINUED = "goes on from above"
    OTHER = "left out"
    UNREAD = "date that cannot be read"
    VOLUME = "volume"
    AFFILIATION = "affiliation"
    META = "date or byline of the whole document"
    ASIDE = "words beside an article's head"
    FOOT = "line below an article"
    NOTE = "words below a section heading"
    PDF = "line about the PDF"
    COVERAGE = "line about more coverage"
    IMPRINT = "line of the imprint"

    # Enum's own hash is Python code that hashes the name, and the search for the cheapest reading looks up a million.
    __hash__ = object.__hash__


@dataclass(frozen=True)
class Link:
    """A link in a line: its words and its target (http, https or mailto only)."""

    text: str
    url: str


@dataclass(frozen=True)
class Cell:
    """A line's position in a table: the numbers of table, row and column. `is_head` marks header cells."""

    table: int
    row: int
    column: int
    is_head: bool = False


@dataclass(frozen=True)
class Line:
    """One line of a document.

    `number` is the line number in the source (text, Markdown) or the ordinal of the block (HTML, Word), from 1. `text`
    is plain and cleaned: NFC, no zero-width or soft-hyphen characters, one kind of space. Text formats keep leading
    spaces, which may mean a wrapped or nested line. `html` is the same words with light inline markup (em, strong, sub,
    sup, a), escaped and sanitized. `meant` is the place given by an editor or by a table column. `level` is a heading's
    level (1–6) or a bullet's depth (1 is outermost), else 0.
    """

    number: int
    text: str
    html: str
    role: Role = Role.TEXT
    level: int = 0
    links: tuple[Link, ...] = ()
    cell: Cell | None = None
    meant: Place | None = None


@dataclass(frozen=True)
class Warning:
    """A notice for the editor: a stable `code`, the `line` it is about (0: the whole document) and a `message`.

    The message quotes the words it is about.
    """

    code: str
    line: int
    message: str


@dataclass
class Document:
    """The result of a reader. `claims` is the metadata (title, authors, date), to compare with the text."""

    format: str  # "text", "markdown", "html" or "word"
    lines: list[Line]
    warnings: list[Warning] = field(default_factory=list)
    claims: dict[str, str] = field(default_factory=dict)
