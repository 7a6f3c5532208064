"""The open elements at a position of a page, and what words inherit from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from importing.lines import Cell
from importing.reading.inline import PLAIN, Looks

BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup "
    "option p pre search section select summary table tbody td tfoot th thead tr ul"
)
BLOCK = set(BLOCK_NAMES.split())
LISTS = ("ul", "ol", "menu", "dir")


@dataclass(slots=True, eq=False)
class Region:
    """A part of a page that may be left out, or the article itself (`kind` is then `main` or `article`).

    `article` is the outermost article around it. Each region stores this, because walking up the tree takes quadratic
    time.
    """

    kind: str
    tag: str
    parent: "Region | None" = None
    number: int = 0
    is_in_main: bool = False
    is_in_header: bool = False
    article: "Region | None" = None

    def __post_init__(self) -> None:
        outer = self.parent
        self.is_in_main = self.kind == "main" or bool(outer and outer.is_in_main)
        self.is_in_header = self.tag == "header" or bool(outer and outer.is_in_header)
        self.article = (outer and outer.article) or (self if self.kind == "article" else None)

    @property
    def is_in_article(self) -> bool:
        """Return whether it is in the page's main part or in an article."""
        return self.is_in_main or self.article is not None


@dataclass(slots=True, eq=False)
class Item:
    """A bullet and the number of its first line (0: none yet)."""

    level: int
    line: int = 0


@dataclass(slots=True, eq=False)
class Element:
    """An open element. `block`, `table` and `row` are the innermost around its words (or itself)."""

    tag: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    looks: Looks = PLAIN
    region: Region | None = None
    depth: int = 0
    heading: int = 0
    item: Item | None = None
    is_pre: bool = False
    is_dropped: bool = False
    cell: Cell | None = None
    block: "Element | None" = None
    table: "Element | None" = None
    row: "Element | None" = None
    pieces_before: int = 0
    number: int = 0  # of this table in the page
    rows: int = 0  # of this table so far
    columns: int = 0  # of this row so far

    def __post_init__(self) -> None:
        self.block = self if self.tag in BLOCK or not self.block else self.block
        self.table = self if self.tag == "table" else self.table
        self.row = self if self.tag == "tr" else self.row
        self.is_pre = self.is_pre or self.tag == "pre"

    def inner(self, tag: str, attributes: Mapping[str, str]) -> "Element":
        """Return an element that opens in this one."""
        inherited = (self.looks, self.region, self.depth, self.heading, self.item, self.is_pre, self.is_dropped)
        return Element(tag, attributes, *inherited, self.cell, self.block, self.table, self.row)
