"""A tagged PDF (ISO 32000-1, 14.8) → HTML: its own tree says what is a heading, a list, a table of contents."""

import re
from collections import defaultdict
from collections.abc import Iterator
from html import escape, unescape

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from importing.document_child.pieces import Piece, joined, pieces

HEADINGS = {f"H{level}": level for level in range(1, 7)} | {"H": 1}
BLOCKS = {"P": "p", "L": "ul", "LI": "li", "Table": "table", "TR": "tr", "TH": "th", "TD": "td"}
INLINE = {"LBody", "Span", "Link", "Em", "Strong", "Quote", "Code", "Reference", "Sub", "Annot", "BibEntry", "Datetime"}
LEFT_OUT = {
    "TOC": ("left-out", "The table of contents was left out"),
    "Note": ("footnote", "A note was left out"),
    "FENote": ("footnote", "A note was left out"),
    "Caption": ("caption", "A caption was left out"),
    "Figure": ("image", "A picture was left out"),
}
LEAST = 0.7  # of a file's words must stand in its tree, or its tags say too little
TOC_HEAD = re.compile(r"<p>[^<]{1,40}</p>")  # words right above a table of contents: what it is called
NAME = re.compile(r"[^\W\d_]{3}")  # a label of so many letters says something; others are bullets and numbers
MOST_DEPTH, MOST_ELEMENTS = 100, 100_000
WRAPPED = 1.7  # times the letters' height: lines further apart are no paragraph
SAME_LINE = 0.4
GAP = 1.0  # times the letters' height: words further apart on a line do not belong together


def convert(reader: PdfReader, most_pages: int) -> dict | None:
    """Return the HTML of a tagged PDF and what was left out of it, or None where its tags say too little."""
    root = reader.root_object.get("/StructTreeRoot")
    if root is None:
        return None
    tree = _Tree(reader, most_pages)
    tree.blocks(root.get_object(), None, 0)
    tree.end_run()
    if not tree.has_headings or tree.placed < LEAST * tree.total:
        return None
    return {"html": "".join(tree.out), "reports": tree.reports}


class _Tree:
    """Writes HTML; a report's number stands in the words, between U+FDD0 and U+FDD1, where it belongs."""

    def __init__(self, reader: PdfReader, most_pages: int):
        self.out: list[str] = []
        self.reports: list[tuple[str, str, str]] = []
        self.placed = self.total = self.count = 0
        self.has_headings = self.has_title = False
        self._roles = {str(name): str(role)[1:] for name, role in _roles(reader)}
        self._pages = {}
        self._marked: dict[tuple[int, int], list[Piece]] = defaultdict(list)
        self._run: list[tuple[Piece, str]] = []
        self._is_in_block = self._is_silent = False
        for number, page in enumerate(reader.pages[:most_pages]):
            self._pages[page.indirect_reference.idnum] = number
            for piece in pieces(page):
                if piece.mark is not None:
                    self._marked[number, piece.mark].append(piece)
                if not piece.is_artifact:
                    self.total += len(piece.text)

    def blocks(self, parent: DictionaryObject, page: int | None, depth: int, href: str = "") -> None:
        """Write what is below an element. Words outside of any block gather in a run, parted by their places."""
        self.count += 1
        if depth > MOST_DEPTH or self.count > MOST_ELEMENTS:
            return
        page = self._pages.get(parent.raw_get("/Pg").idnum) if "/Pg" in parent else page
        for child in _kids(parent):
            if isinstance(child, int):
                self._take(page, child, href)
            elif child.get("/Type") == "/MCR":
                on = self._pages.get(child.raw_get("/Pg").idnum) if "/Pg" in child else page
                self._take(on, int(child.get("/MCID", -1)), href)
            elif "/S" in child:
                self._element(child, page, depth + 1, href)

    def _element(self, child: DictionaryObject, page: int | None, depth: int, href: str) -> None:
        name = str(child["/S"])[1:]
        kind = name if name == "Title" or name in LEFT_OUT else self._roles.get(f"/{name}", name)
        if kind in INLINE:
            self.blocks(child, page, depth, _address(child) or href)
        elif kind == "Lbl":
            begun = len(self._run)
            self.blocks(child, page, depth)
            if not NAME.search("".join(piece.text for piece, _ in self._run[begun:])):
                del self._run[begun:]
        elif kind in LEFT_OUT and not self._is_silent:
            self.end_run()
            words = self._silently(child, page, depth)
            if kind == "TOC" and TOC_HEAD.fullmatch(self.out[-1] if self.out else ""):
                self.out.pop()
            if words:
                self.reports.append((*LEFT_OUT[kind], words[:400]))
                self.out.append(f"\ufdd0{len(self.reports) - 1}\ufdd1")
        elif kind == "Title" or kind in HEADINGS:
            self.has_headings = True
            self.has_title = self.has_title or kind == "Title"
            level = 1 if kind == "Title" else min(HEADINGS[kind] + self.has_title, 6)
            self._block(child, page, depth, f"h{level}")
        elif kind in BLOCKS:
            self._block(child, page, depth, BLOCKS[kind])
        else:
            self.end_run()
            self.blocks(child, page, depth, href)
            self.end_run()

    def _block(self, child: DictionaryObject, page: int | None, depth: int, tag: str) -> None:
        is_inside = tag == "p" and self.out and self.out[-1].startswith("<h")
        self.end_run()
        self.out.append("" if is_inside else f"<{tag}>")
        begun, outside = len(self.out), self._is_in_block
        self._is_in_block = tag not in ("ul", "table", "tr")
        self.blocks(child, page, depth)
        self.end_run()
        self._is_in_block = outside
        empty = len(self.out) == begun or not "".join(self.out[begun:])
        if empty:
            del self.out[begun - 1 :]
        else:
            self.out.append("" if is_inside else f"</{tag}>")

    def _silently(self, child: DictionaryObject, page: int | None, depth: int) -> str:
        out, self.out = self.out, []
        self._is_silent = True
        self.blocks(child, page, depth)
        self.end_run()
        self._is_silent = False
        words, self.out = _bare("".join(self.out)), out
        return " ".join(words.split())

    def _take(self, page: int | None, mark: int, href: str) -> None:
        for piece in self._marked.pop((page, mark), ()):
            self.placed += len(piece.text)
            self._run.append((piece, href))

    def end_run(self) -> None:
        """Write the words gathered so far, a paragraph for each line that is not the wrapped end of the last."""
        if self._is_in_block:
            self.out.append(_wrapped(self._run))
            self._run = []
        line: list[tuple[Piece, str]] = []
        for piece, href in self._run:
            if line and not _goes_on(line[-1][0], piece):
                self.out.append(f"<p>{_wrapped(line)}</p>")
                line = []
            line.append((piece, href))
        if line:
            self.out.append(f"<p>{_wrapped(line)}</p>")
        self._run = []


def _goes_on(last: Piece, piece: Piece) -> bool:
    if last.page is not piece.page or abs(last.size - piece.size) > 0.05 * last.size:
        return False
    if abs(last.y - piece.y) <= SAME_LINE * last.size:
        return piece.x - last.end <= GAP * last.size
    return 0 < last.y - piece.y <= WRAPPED * last.size


def _wrapped(run: list[tuple[Piece, str]]) -> str:
    """Return the HTML of words that belong together; a line ends in a space, or in the hyphen that parts a word."""
    out: list[str] = []
    last: Piece | None = None
    for piece, href in run:
        text = piece.text
        if last and abs(last.y - piece.y) > SAME_LINE * last.size:
            if out[-1].endswith("\u00ad"):
                out[-1] = out[-1].removesuffix("\u00ad")
            elif not out[-1].endswith((" ", "-", "\u2010", "/", "\u2013", "\u2014")):
                out.append(" ")
        elif last:
            out.append(joined(last, piece))
        words = escape(text.replace("\ufdd0", "").replace("\ufdd1", ""), quote=False)
        out.append(f'<a href="{escape(href)}">{words}</a>' if href else words)
        last = piece
    return "".join(out).strip()


def _bare(html: str) -> str:
    return unescape(re.sub(r"<[^<>]*>", " ", html))


def _roles(reader: PdfReader) -> Iterator[tuple[str, str]]:
    found = reader.root_object["/StructTreeRoot"].get("/RoleMap")
    return found.get_object().items() if found else ()


def _kids(element: DictionaryObject) -> list:
    below = element.get("/K", [])
    below = below.get_object() if hasattr(below, "get_object") else below
    return [each.get_object() for each in (below if isinstance(below, ArrayObject) else [below])]


def _address(element: DictionaryObject) -> str:
    """Return where a link leads: its annotation says so."""
    for child in _kids(element):
        if isinstance(child, DictionaryObject) and child.get("/Type") == "/OBJR" and "/Obj" in child:
            action = child["/Obj"].get_object().get("/A")
            if action is not None and "/URI" in action.get_object():
                return str(action.get_object()["/URI"])
    return ""
