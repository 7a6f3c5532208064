"""The open elements at a position of a page, and what words inherit from them."""

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
# Opening one closes the others, up to the barrier, because </li> and </td> are often omitted.
CLOSES = {
    "li": (("li",), LISTS),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "tr": (("tr", "td", "th"), ("table",)),
    "td": (("td", "th"), ("table",)),
    "th": (("td", "th"), ("table",)),
    "option": (("option",), ("select",)),
}


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
    """An open element. `at` is its index in the stack, `block` the innermost block around its words (or itself)."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    looks: Looks = PLAIN
    region: Region | None = None
    depth: int = 0
    heading: int = 0
    item: Item | None = None
    is_pre: bool = False
    is_dropped: bool = False
    is_closed: bool = False
    at: int = 0
    block: "Element | None" = None
    pieces_before: int = 0
    cell: Cell | None = None
    number: int = 0  # of this table in the page
    rows: int = 0  # of this table so far
    columns: int = 0  # of this row so far


class Stack:
    """Open elements, outermost first. Every operation takes constant time, however deep the nesting."""

    def __init__(self) -> None:
        self.top = Element("")
        self.top.block = self.top
        self._all = [self.top]
        self._by_tag: dict[str, list[Element]] = {}

    def last(self, tag: str) -> Element | None:
        found = self._by_tag.get(tag)
        return found[-1] if found else None

    def push(self, tag: str, attributes: dict[str, str]) -> Element:
        outer = self.top
        opened = Element(tag, attributes, outer.looks, outer.region, outer.depth, outer.heading, outer.item)
        opened.is_pre, opened.is_dropped = outer.is_pre or tag == "pre", outer.is_dropped
        opened.cell = outer.cell
        opened.at = len(self._all)
        opened.block = opened if tag in BLOCK else outer.block
        self._all.append(opened)
        self._by_tag.setdefault(tag, []).append(opened)
        self.top = opened
        return opened

    def closed_by(self, tag: str) -> Element | None:
        """Return the element that opening `tag` closes implicitly, if any."""
        if tag not in BLOCK:
            return None
        if tag not in CLOSES:
            return self.top.block if self.top.block.tag == "p" else None
        names, barriers = CLOSES[tag]
        barrier = max((found.at for name in barriers if (found := self.last(name))), default=0)
        return next((found for name in names if (found := self.last(name)) and found.at > barrier), None)

    def close(self, element: Element) -> None:
        """Close `element` and everything in it. An inline element with open blocks ends when they do."""
        if element.tag not in BLOCK and self.top.block.at > element.at:
            element.is_closed = True
            self._by_tag[element.tag].pop()
            return
        while self.top.at >= element.at:
            self._pop()
        while self.top.is_closed:
            self._pop()

    def _pop(self) -> None:
        popped = self._all.pop()
        if not popped.is_closed:
            self._by_tag[popped.tag].pop()
        self.top = self._all[-1]
