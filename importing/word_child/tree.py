"""A Word document's XML → simpler XML with all visible words, for mammoth to convert to HTML.

mammoth loses the words of simple fields, formulas, right-to-left runs and annotated (ruby) text, shows hidden text and
instructions of nested fields, and doesn't report deletions. This module handles all of these.
"""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from importing.lines import Unreadable
from importing.word_child.styles import Style, Styles, numbered_headings
from importing.word_child.xml import (
    IGNORED,
    MARKS,
    R,
    W,
    child,
    choice,
    flat,
    is_contents,
    is_drop_cap,
    local,
    outermost,
    switch,
    value,
    within,
    words_of,
)

HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\"]+))')
MOST_WORDS = 5_000_000
DEEPEST_LIST = 5  # mammoth's limit
DELETED, MOVED_AWAY = {"del", "delText"}, {"moveFrom"}


class Field:
    """A field while it is read: first its instruction, then its result."""

    def __init__(self) -> None:
        self.instruction = ""
        self.is_result = False


class WordTree:
    """Rewrites a document into the simplified `body`. `links` are the URLs in the order of their ids; `reports` is
    what was left out (code, what, words), in the order of the marks in the words."""

    def __init__(self, body: Element, styles: Styles, links: dict[str, str], notes: dict[str, dict[str, str]]):
        self.body = Element(f"{W}body")
        self.reports: list[tuple[str, str, str]] = []
        self.links: list[str] = []
        self.insertions = self.deletions = self.moves = 0
        self._styles = styles
        self._targets = links
        self._notes = notes
        self._fields: list[Field] = []
        self._style = Style()
        self._carried: list[Element] = []
        self._boxes: list[Element] = []
        self._length = 0
        self._headings = numbered_headings(body, styles)
        self._blocks(body, self.body)
        if self._carried:
            SubElement(self.body, f"{W}p").extend(self._carried)

    # blocks

    def _blocks(self, parent: Iterable[Element], out: Element) -> None:
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element, out)
            elif name == "tbl":
                self._table(element, out)
            elif name == "altChunk":
                self._note(out, "left-out", "A part inserted from another file was left out", "")
            elif name == "sdt" and is_contents(element):
                self._note(out, "left-out", "The table of contents was left out", words_of(element))
            elif name in DELETED | MOVED_AWAY:
                self._dropped(name, element, out)
            elif name not in IGNORED:
                self._counted(name)
                if name == "AlternateContent":
                    self._blocks(choice(element), out)
                elif name in ("oMathPara", "oMath", "r", "hyperlink"):
                    self._inline([element], SubElement(out, f"{W}p"))
                else:
                    self._blocks(element, out)

    def _table(self, element: Element, out: Element) -> None:
        table = SubElement(out, f"{W}tbl")
        for row in within(element, "tr"):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                self._dropped("del", row, out)
                continue
            new_row = SubElement(table, f"{W}tr")
            for cell in within(row, "tc"):
                self._blocks(cell, SubElement(new_row, f"{W}tc"))

    def _paragraph(self, element: Element, out: Element) -> None:
        properties = child(element, "pPr")
        before, self._style = self._style, self._styles.of(value(child(properties, "pStyle")))
        if self._style.is_contents:
            self._note(out, "left-out", "A line of the table of contents was left out", words_of(element))
            self._inline((one for one in element.iter() if local(one) == "fldChar"), Element("nowhere"))
            self._style = before
            return
        if self._style.is_caption:
            self._note(out, "caption", "A caption was left out", words_of(element))
            self._style = before
            return
        paragraph = Element(f"{W}p")
        self._properties(properties, paragraph, is_heading=id(element) in self._headings)
        paragraph.extend(self._carried)
        self._carried = []
        start = len(paragraph)
        boxes, self._boxes = self._boxes, []
        self._inline(element, paragraph)
        if is_drop_cap(element):
            # A drop cap is a paragraph of its own and starts the next one.
            self._carried = [one for one in paragraph if local(one) != "pPr"]
        elif child(properties, "rPr", "del") is not None or child(properties, "rPr", "moveFrom") is not None:
            # Its paragraph mark was deleted, so it joins the next (ECMA-376, 17.13.5.15).
            self._carried = list(paragraph)[start - 1 if start and local(paragraph[0]) != "pPr" else start :]
        else:
            out.append(paragraph)
        boxes, self._boxes = self._boxes, boxes
        self._style = before
        for box in boxes:
            self._note(out, "text-box", "A text box was read after the paragraph it stands at", words_of(box))
            self._blocks(box, out)

    def _properties(self, properties: Element | None, paragraph: Element, is_heading: bool) -> None:
        style = self._style
        outline = value(child(properties, "outlineLvl")) or ""
        heading = style.heading or (int(outline) + 1 if outline in set("012345") else 0)
        new = SubElement(paragraph, f"{W}pPr")
        if heading:
            SubElement(new, f"{W}pStyle", {f"{W}val": f"Heading{heading}"})
        elif not is_heading and (level := self._styles.bullet(properties, style)):
            numbering = SubElement(new, f"{W}numPr")
            SubElement(numbering, f"{W}ilvl", {f"{W}val": str(min(level, DEEPEST_LIST) - 1)})
            SubElement(numbering, f"{W}numId", {f"{W}val": "1"})

    # words

    def _inline(self, parent: Iterable[Element], out: Element, link: str = "") -> None:
        for element in parent:
            name = local(element)
            if name == "r":
                self._run(element, out, link)
            elif name == "hyperlink":
                target = self._targets.get(value(element, "id") or "", "")
                self._inline(element, out, target or link)
            elif name == "fldSimple":
                found = HYPERLINK.match(value(element, "instr") or "")
                self._inline(element, out, (found[1] or found[2]) if found else link)
            elif name in DELETED | MOVED_AWAY:
                self._dropped(name, element, out)
            elif name == "oMath":
                self._words(out, words_of(element), link=link)
            elif name == "fldChar":
                self._field(element)
            elif name in ("p", "tbl"):
                self._blocks([element], out)
            elif name == "AlternateContent":
                self._inline(choice(element), out, link)
            elif name not in IGNORED:
                self._counted(name)
                self._inline(element, out, link)

    def _run(self, run: Element, out: Element, link: str) -> None:
        properties = child(run, "rPr")
        own = self._styles.of(value(child(properties, "rStyle")))
        hidden = _first(switch(properties, "vanish"), own.hidden, self._style.hidden)
        if hidden and words_of(run):
            self._note(out, "hidden-text", "Hidden text was left out", words_of(run), in_words=True)
            return
        looks = {
            "b": _first(switch(properties, "b"), own.strong, None if self._style.heading else self._style.strong),
            "i": _first(switch(properties, "i"), own.em, None if self._style.heading else self._style.em),
            "script": value(child(properties, "vertAlign")) or "",
        }
        for element in flat(run):
            self._piece(element, out, looks, link)

    def _piece(self, element: Element, out: Element, looks: dict, link: str) -> None:
        name = local(element)
        if name == "fldChar":
            self._field(element)
        elif name == "instrText":
            if self._fields and not self._fields[-1].is_result:
                self._fields[-1].instruction += element.text or ""
        elif any(not field.is_result for field in self._fields):
            return
        elif name == "t":
            self._words(out, (element.text or "").translate(MARKS), looks, link)
        elif name in ("tab", "ptab", "br", "cr"):
            self._words(out, "", looks, link, "tab" if "tab" in name else "br")
        elif name == "noBreakHyphen":
            self._words(out, "-", looks, link)
        elif name == "sym":
            self._words(out, self._symbol(element, out), looks, link)
        elif name == "ruby":
            self._inline(child(element, "rubyBase") or (), out, link)
        elif name in ("footnoteReference", "endnoteReference", "commentReference"):
            self._reference(name.removesuffix("Reference"), value(element, "id") or "", out)
        elif name in ("drawing", "pict", "object"):
            self._drawing(element, out)
        elif name in DELETED:
            self._dropped(name, element, out)

    def _words(self, out: Element, words: str, looks: dict | None = None, link: str = "", sign: str = "t") -> None:
        found = next((HYPERLINK.match(field.instruction) for field in reversed(self._fields) if field.is_result), None)
        link = (found[1] or found[2]) if found else link
        if any(field.instruction.strip().upper().startswith("TOC") for field in self._fields):
            if words.strip():
                self._note(out, "left-out", "The table of contents was left out", words, in_words=True)
            return
        if link:
            self.links.append(link)
            out = SubElement(out, f"{W}hyperlink", {f"{R}id": f"link{len(self.links)}"})
        self._length += len(words)
        if self._length > MOST_WORDS:
            raise Unreadable("too-large", f"It is a Word file with more than {MOST_WORDS // 1_000_000} MB of text.")
        run = SubElement(out, f"{W}r")
        if looks:
            properties = SubElement(run, f"{W}rPr")
            for name in ("b", "i"):
                if looks[name]:
                    SubElement(properties, W + name)
            if looks["script"] in ("superscript", "subscript"):
                SubElement(properties, f"{W}vertAlign", {f"{W}val": looks["script"]})
        SubElement(run, W + sign).text = words or None

    def _symbol(self, element: Element, out: Element) -> str:
        from mammoth.docx.dingbats import dingbats  # here, because it has a thousand rows and few documents need it

        font, code = value(element, "font"), value(element, "char") or ""
        try:
            number = int(code, 16)
        except ValueError:
            number = -1
        known = dingbats.get((font, number)) or dingbats.get((font, number & 0xFF))
        if known is None:
            self._note(out, "left-out", "A symbol was left out", f"{font} {code}", in_words=True)
        return chr(known) if known else ""

    def _field(self, element: Element) -> None:
        kind = value(element, "fldCharType")
        if kind == "begin":
            self._fields.append(Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].is_result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _drawing(self, element: Element, out: Element) -> None:
        boxes = list(outermost(element, "txbxContent"))
        self._boxes += boxes
        if not boxes:
            description = next(
                (value(one, "descr") or value(one, "title") or "" for one in element.iter() if local(one) == "docPr"),
                "",
            )
            lost = words_of(element)
            self._note(out, "image", "A picture or drawing was left out", lost or description, in_words=True)

    def _reference(self, kind: str, identifier: str, out: Element) -> None:
        what = "A comment was left out" if kind == "comment" else "A note was left out"
        words = self._notes.get(kind, {}).get(identifier, "")
        self._note(out, "comment" if kind == "comment" else "footnote", what, words, in_words=True)

    # what is left out

    def _counted(self, name: str) -> None:
        self.insertions += name == "ins"
        self.moves += name == "moveTo"

    def _dropped(self, name: str, element: Element, out: Element) -> None:
        words = words_of(element)
        if name in MOVED_AWAY or not words:
            return
        self.deletions += 1
        in_words = local(out) in ("p", "r", "hyperlink")
        self._note(out, "tracked-changes", "Deleted in tracked changes and left out", words, in_words=in_words)

    def _note(self, out: Element, code: str, what: str, words: str, in_words: bool = False) -> None:
        """Record what was left out and insert its number in its place."""
        self.reports.append((code, what, words[:400]))
        paragraph = out if in_words else SubElement(out, f"{W}p")
        SubElement(SubElement(paragraph, f"{W}r"), f"{W}t").text = f"\ufdd0{len(self.reports) - 1}\ufdd1"


def _first(*values: bool | None) -> bool:
    return next((one for one in values if one is not None), False)
