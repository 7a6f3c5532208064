"""HTML → blocks, one for each line that a reader sees."""

import re
from collections.abc import Mapping
from dataclasses import replace

from importing.lines import Cell, Line, Role, Unreadable
from importing.reading.addresses import address, is_dangerous
from importing.reading.cleaning import quoted, squeezed
from importing.reading.inline import Looks, Piece, rendered
from importing.reading.web.blocks import Block, Report
from importing.reading.web.elements import LISTS, Element, Item, Region
from importing.reading.web.parsing import VOID, parse
from importing.reading.web.tags import (
    DELETED_KIND,
    GOOGLE_CLASS,
    HIDDEN,
    bullet_level,
    furniture,
    google_styles,
    indented_level,
    list_depth,
    looks_of,
    style_of,
)

FRAMES = {"frame", "object", "embed", "applet"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
# The Word and Markdown readers insert a number between these two into the words, to find the position again.
MARK = re.compile("\ufdd0(\\d{1,7})\ufdd1")
NOTE = re.compile(r"#_?(?:ft|fn|foot|end|edn|note|cmnt|cite|ref|sdfoot|sdend)", re.I)
BACK_TO_TEXT = re.compile(r"ref|anc$", re.I)
NOTE_SIGN = re.compile(r"[\s\[(]*(?:\d{1,3}|[a-z]{1,2}|[ivxl]{1,6}|[*†‡§¶↩↑^\ufe0e]{1,3})[\s\]).:]*", re.I)
APART = " | "  # between words that only CSS separates
JOINED_UP_TO = 20_000
MOST_LINES, MOST_REPORTS = 30_000, 3_000


class PageLines:
    """Reads HTML once. Afterwards `blocks` are its lines and `reports` what was dropped from them.

    `title`, `metas` and `scripts` (JSON-LD) are the page's metadata. `is_fragment`: the source was made from Word or
    Markdown, so it has no navigation.
    """

    def __init__(self, source: str, is_fragment: bool = False):
        self.blocks: list[Block] = []
        self.reports: list[Report] = []
        self.regions: list[Region] = []
        self.title = self._base = ""
        self.metas: list[Mapping[str, str]] = []
        self.scripts: list[str] = []
        self.loose_marks: list[int] = []
        self._is_fragment = is_fragment
        self._google: dict[str, str] = {}
        self._open = [Element()]
        self._pieces: list[tuple[str, Looks, Region | None]] = []
        self._block = self._open[0]
        self._is_note = False
        self._closed: Element | None = None  # the inline element that just ended
        self._table: Element | None = None
        self._tables = 0
        parse(source, self)
        self._flush()

    def _report(self, code: str, what: str, words: str = "", is_minor: bool = False) -> None:
        if len(self.reports) == MOST_REPORTS:
            return
        words = squeezed(words[:400])
        message = f"{what}: {quoted(words)}." if words else f"{what}."
        self.reports.append(Report(code, len(self.blocks) + 1, message, is_minor, self._open[-1].region))

    def words(self, words: str) -> None:
        """Take the words between two tags."""
        top = self._open[-1]
        self._closed = None
        if self._pieces and self._pieces[-1][0] == APART and (words[0].isspace() or words[0] in ",;،、"):
            self._pieces.pop()
        if top.is_dropped or not (self._pieces or words.strip()):
            return
        parts = words.split("\n") if top.is_pre else [words]
        for at, part in enumerate(parts):
            if at:
                self._flush()
            if not self._pieces:
                self._block = top.block
            self._pieces.append((part, top.looks, top.region))

    def _flush(self) -> None:
        """End the line. The text of an omittable inline element becomes a line of its own."""
        pieces, self._pieces = self._pieces, []
        groups: dict[Region | None, list[Piece]] = {}
        for words, looks, region in pieces:
            groups.setdefault(region, []).append((words, looks))
        own = self._block.region if self._block.region in groups else next(iter(groups), None)
        for region in sorted(groups, key=lambda region: region is not own):
            self._line(groups[region], region, self._block if region is own else None)
        if pieces:
            self._is_note = False

    def _line(self, pieces: list[Piece], region: Region | None, block: Element | None) -> None:
        marks: list[int] = []
        if any("\ufdd0" in words for words, _ in pieces):
            marks = [int(number) for words, _ in pieces for number in MARK.findall(words)]
            pieces = [(MARK.sub("", words), looks) for words, looks in pieces]
        text, html, links = rendered(pieces)
        self.loose_marks += marks
        if not text:
            return
        line = Line(len(self.blocks) + 1, text, html, links=links, cell=block.cell if block else None)
        if block and block.heading:
            line = replace(line, role=Role.HEADING, level=block.heading)
        elif block and block.item:
            if self._goes_on(block.item, text):
                self._join(line)
                return
            if not block.item.line:
                line = replace(line, role=Role.BULLET, level=block.item.level)
                block.item.line = line.number
        if len(self.blocks) == MOST_LINES:
            raise Unreadable("too-large", f"It has more than {MOST_LINES:,} lines.")
        self.blocks.append(Block(line, region, self.loose_marks, self._is_note))
        self.loose_marks = []

    def _goes_on(self, item: Item, text: str) -> bool:
        """Return whether this continues the bullet before it, as opposed to a separate byline or date."""
        if not item.line or item.line != len(self.blocks) or len(self.blocks[-1].line.text) > JOINED_UP_TO:
            return False
        return text[0].islower() or self.blocks[-1].line.text[-1] in ".!?;:,…”’\"')"

    def _join(self, more: Line) -> None:
        before = self.blocks[-1]
        text, html = f"{before.line.text} {more.text}", f"{before.line.html} {more.html}"
        before.line = replace(before.line, text=text, html=html, links=before.line.links + more.links)
        before.marks += self.loose_marks
        self.loose_marks = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        self._report_active(tag, attributes)
        if tag in VOID:
            self._void(tag, attributes)
            return
        if self._closed and self._stands_apart(self._closed, tag, attributes):
            self._pieces.append((APART, self._open[-1].looks, self._open[-1].region))
        self._closed = None
        element = self._open[-1].inner(tag, attributes)
        self._open.append(element)
        if element.block is element:
            self._flush()
            self._place(element)
        element.looks = looks_of(tag, attributes, self._google, element.looks)
        element.pieces_before = len(self._pieces)
        if tag == "a":
            self._link(element)
        elif tag == "span" and "style" in attributes:
            self._word_bullet(element)
        if kind := self._kind(tag, attributes):
            element.region = Region(kind, tag, element.region, len(self.regions))
            self.regions.append(element.region)

    def _stands_apart(self, closed: Element, tag: str, attributes: Mapping[str, str]) -> bool:
        """Return whether CSS probably separates two touching elements: links, times, spans of two classes."""
        before = self._pieces[-1][0] if self._pieces else ""
        if not before.strip() or before.endswith((" ", "\n")):
            return False
        if len(self._pieces) > 200 or sum(len(words) for words, _, _ in self._pieces) > 200:
            return False
        if {"time", "a"} & {closed.tag, tag} and {closed.tag, tag} <= {"time", "a", "span"}:
            return before[-1].isalnum() or before[-1] in ")”’."
        names = {closed.attributes.get("class", ""), attributes.get("class", "")}
        is_program = any(name.startswith("Mso") or not name or GOOGLE_CLASS.match(name) for name in names)
        return closed.tag == tag == "span" and not is_program and len(names) > 1

    def _void(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in ("br", "hr"):
            self._flush()
        elif tag == "meta":
            self.metas.append(attributes)
        elif tag == "base":
            self._base = self._base or attributes.get("href", "").strip()
        elif tag == "img" and not self._is_invisible(attributes):
            name = attributes.get("src", "").rsplit("/", 1)[-1].split("?")[0]
            words = attributes.get("alt") or ("" if "base64" in name else name)
            self._report("image", "A picture was left out", words, is_minor=True)

    def _report_active(self, tag: str, attributes: Mapping[str, str]) -> None:
        for name, words in attributes.items():
            if name.startswith("on") and name[2:].isalpha():
                self._report("dropped-handler", f"An event handler was dropped ({name[:30]})", words)
        if tag in FRAMES:
            words = attributes.get("src") or attributes.get("data") or tag
            self._report("dropped-frame", "An embedded page was dropped", words)
        elif tag == "th" or (tag == "table" and self._is_fragment):
            table = self._open[-1].table
            if tag == "table" or table is not self._table:
                self._report("table", "A table was read cell by cell", is_minor=True)
            self._table = table

    def _is_invisible(self, attributes: Mapping[str, str]) -> bool:
        tiny = attributes.get("width") in ("0", "1") or attributes.get("height") in ("0", "1")
        return tiny or bool(HIDDEN.search(style_of(attributes)))

    def _count(self, element: Element) -> None:
        table, row = element.table, element.row
        if element.tag == "table":
            self._tables = element.number = self._tables + 1
        elif element.tag == "tr" and table:
            table.rows += 1
        elif element.tag in ("td", "th") and table and row:
            element.cell = Cell(table.number, table.rows - 1, row.columns, element.tag == "th")
            row.columns += 1

    def _place(self, element: Element) -> None:
        tag, attributes = element.tag, element.attributes
        if tag in ("table", "tr", "td", "th"):
            self._count(element)
        if tag in LISTS:
            element.depth = list_depth(attributes, element.depth)
        if level := bullet_level(tag, attributes, element.depth):
            element.item = Item(level)
        classes = attributes.get("class", "").split()
        if tag in HEADINGS:
            element.heading = HEADINGS[tag]
        elif "MsoTitle" in classes or ("title" in classes and any(map(GOOGLE_CLASS.fullmatch, classes))):
            element.heading = 1

    def _kind(self, tag: str, attributes: Mapping[str, str]) -> str | None:
        if tag == "del":
            return DELETED_KIND
        kind = furniture(tag, attributes, self._is_fragment)
        if not kind and (tag in ("main", "article") or attributes.get("role") == "main"):
            return "article" if tag == "article" else "main"
        return kind

    def _link(self, element: Element) -> None:
        href = element.attributes.get("href", "").strip()
        if not href or href.startswith("#"):
            return
        element.looks = replace(element.looks, href=address(href, self._base) or "")
        if is_dangerous(href):
            self._report("dropped-link", "A link that runs or reads something was dropped", href)
        elif not element.looks.href:
            self._report("dropped-link", "A link was dropped because it is no full address", href, is_minor=True)

    def _word_bullet(self, span: Element) -> None:
        """Handle bullets that Word writes as text: in a span to be ignored, or before a span in seven-point type."""
        style = style_of(span.attributes)
        block = span.block
        if "mso-list:ignore" in style:
            span.is_dropped = True
        elif "font:7.0pt" in style and block.attributes.get("class", "").startswith("Mso"):
            bullet = "".join(words for words, _, _ in self._pieces).strip()
            if bullet and len(bullet) <= 8:
                block.item = block.item or Item(indented_level(block.attributes))
                self._pieces = []

    def end(self) -> None:
        """Close the innermost element."""
        element = self._open[-1]
        if element.block is element:
            self._flush()
        elif self._pieces:
            self._closed = element
        if element.tag in ("a", "s", "strike"):
            self._after_inline(element)
        self._open.pop()

    def _after_inline(self, element: Element) -> None:
        words = "".join(words for words, _, _ in self._pieces[element.pieces_before :])
        if element.tag != "a":
            if words.strip():
                self._report("struck-text", "These words are struck through; they were kept", words, is_minor=True)
            return
        href = element.attributes.get("href", "")
        # Long links are not reference marks; skipping them saves the pattern work.
        if NOTE.match(href) and len(words) < 20 and NOTE_SIGN.fullmatch(words):
            del self._pieces[element.pieces_before :]
            self._is_note = self._is_note or bool(BACK_TO_TEXT.search(href))

    def raw(self, tag: str, attributes: Mapping[str, str], words: str) -> None:
        """Take an element whose contents are not markup."""
        if tag == "title":
            self.title = self.title or squeezed(words[:2000])
        elif tag == "style":
            self._google |= google_styles(words)
        elif tag == "script" and "ld+json" in attributes.get("type", "").lower():
            self.scripts.append(words)
        elif tag == "script":
            self._report("dropped-script", "A script was dropped", attributes.get("src") or words)
        elif tag == "iframe":
            where = attributes.get("src") or attributes.get("srcdoc") or "no address"
            self._report("dropped-frame", "An embedded page was dropped", where)
        elif words.strip():
            self._report("left-out", "What stood in a form field was left out", words)

    def unfinished(self, words: str) -> None:
        """Report a tag or comment that never ends."""
        self._report("left-out", "What follows a tag or comment that never ends was left out", words)
