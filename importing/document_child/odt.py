"""OpenDocument text (ISO/IEC 26300) → HTML of the few elements that the reader of pages knows."""

import io
import zipfile
from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from importing.lines import Unreadable
from importing.word_child.package import check_xml, member, open_package
from importing.word_child.xml import local, value

BLOCKS = {"p": "p", "list": "ul", "list-item": "li", "list-header": "li", "table": "table", "table-row": "tr"}
BLOCKS |= {"table-cell": "td"}
LEFT_OUT = {
    "note": ("footnote", "A note was left out"),
    "annotation": ("comment", "A comment was left out"),
    "tracked-changes": ("tracked-changes", "Deleted in tracked changes and left out"),
    "table-of-content": ("left-out", "The table of contents was left out"),
    "title": ("image", "A picture was left out"),
    "desc": ("image", "A picture was left out"),
}
SILENT = {"sequence-decls", "forms", "soft-page-break", "bookmark", "bookmark-start", "bookmark-end", "index-title"}


def convert(source: io.BytesIO) -> dict:
    """Return the HTML of an OpenDocument text and what was left out of it. Raises Unreadable."""
    try:
        return _convert(source)
    except Unreadable as refusal:
        if refusal.code == "damaged":
            raise Unreadable("damaged", "It is an OpenDocument text that is damaged or incomplete.") from refusal
        # The archive is checked as that of a Word file is.
        said = refusal.message.replace("a Word file", "an OpenDocument text").replace("Word file", "OpenDocument text")
        raise Unreadable(refusal.code, said) from refusal


def _convert(source: io.BytesIO) -> dict:
    package = open_package(source, source.seek(0, io.SEEK_END), kind="odt")
    content = _xml(package, "content.xml")
    titles, captions = _named_styles(package, content)
    tree = _Tree(titles, captions)
    body = next((one for one in content.iter() if local(one) == "text" and "office" in one.tag), content)
    tree.blocks(body)
    return {"html": "".join(tree.out), "reports": tree.reports}


def _xml(package: zipfile.ZipFile, name: str) -> Element:
    data = member(package, name)
    check_xml(data, whole=True)
    return ElementTree.fromstring(data)  # noqa: S314 - a document type was refused above


def _named_styles(package: zipfile.ZipFile, content: Element) -> tuple[set[str], set[str]]:
    """Return the names of the styles of titles and of captions, with those that are made from them."""
    styles = [one for one in content.iter() if local(one) == "style"]
    if "styles.xml" in package.namelist():
        styles += [one for one in _xml(package, "styles.xml").iter() if local(one) == "style"]
    parents = {value(one, "name") or "": value(one, "parent-style-name") or "" for one in styles}

    def made_from(root: str) -> set[str]:
        return {root} | {name for name, parent in parents.items() if root in (parent, parents.get(parent))}

    return made_from("Title"), made_from("Caption") | made_from("Illustration") | made_from("Figure")


class _Tree:
    """Writes HTML; a report's number stands in the words, between U+FDD0 and U+FDD1, where it belongs."""

    def __init__(self, titles: set[str], captions: set[str]):
        self.out: list[str] = []
        self.reports: list[tuple[str, str, str]] = []
        self._titles = titles
        self._captions = captions

    def blocks(self, parent: Element) -> None:
        for one in parent:
            name = local(one)
            if name in ("h", "p"):
                self._paragraph(one, name)
            elif name in LEFT_OUT:
                self._leave_out(one, *LEFT_OUT[name])
            elif name in BLOCKS:
                self.out.append(f"<{BLOCKS[name]}>")
                self.blocks(one)
                self.out.append(f"</{BLOCKS[name]}>")
            elif name == "table-header-rows" or name not in SILENT:
                self.blocks(one)

    def _paragraph(self, one: Element, name: str) -> None:
        style = value(one, "style-name") or ""
        if style in self._captions:
            self._leave_out(one, "caption", "A caption was left out")
            return
        level = value(one, "outline-level") or "1"
        tag = "h1" if style in self._titles else f"h{min(int(level), 6)}" if name == "h" and level.isdecimal() else "p"
        self.out.append(f"<{tag}>")
        self._inline(one)
        self.out.append(f"</{tag}>")

    def _inline(self, one: Element) -> None:
        self.out.append(_words(one.text))
        for child in one:
            name = local(child)
            if name in LEFT_OUT:
                self._leave_out(child, *LEFT_OUT[name])
            elif name == "a":
                self.out.append(f'<a href="{escape(value(child, "href") or "")}">')
                self._inline(child)
                self.out.append("</a>")
            elif name in ("s", "tab"):
                self.out.append(" ")
            elif name == "line-break":
                self.out.append("<br>")
            elif name in ("p", "h"):
                self._paragraph(child, name)
            elif name not in SILENT:
                self._inline(child)
            self.out.append(_words(child.tail))

    def _leave_out(self, one: Element, code: str, what: str) -> None:
        words = " ".join("".join(one.itertext()).split())
        if words:
            self.reports.append((code, what, words[:400]))
            self.out.append(f"\ufdd0{len(self.reports) - 1}\ufdd1")


def _words(text: str | None) -> str:
    return escape((text or "").replace("\ufdd0", "").replace("\ufdd1", ""), quote=False)
