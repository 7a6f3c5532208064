"""Sanitized HTML as plain data for the typst templates: blocks of runs.

outputs/pdf/runs.py defines runs, outputs/pdf/tables.py tables. The other blocks are {"kind": "paragraph", "runs"},
{"kind": "heading", "level", "runs"}, {"kind": "quote", "blocks"}, {"kind": "box", "blocks"}, {"kind": "rule"} and
{"kind": "list", "start" (None: bullets), "items": [blocks]}.
"""

import html
import re

from outputs.pdf.runs import SPACES, marked, printed
from outputs.pdf.tables import table_of
from text.prose import INLINE_TAGS

STYLES = {"em": "e", "strong": "s", "sub": "b", "sup": "p"}
HEADINGS = {"h2": 2, "h3": 3, "h4": 4}
CONTAINERS = {"ul", "ol", "blockquote", "aside"}
DEEPEST = 6  # nested lists and quotes; deeper ones are set at this depth, because typst has a limit
TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"]*")*) ?/?>|([^<]+|<)')  # the HTML that nh3 writes
BREAKS = re.compile(" *\n *")
ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')


def runs(markup: str) -> list:
    return [run for block in blocks(markup) for run in block.get("runs", [])]


def blocks(markup: str) -> list[dict]:
    """Return sanitized `markup` as blocks. Text between blocks becomes a paragraph."""
    reader = _Reader()
    for token in TOKEN.finditer(SPACES.sub(" ", markup)):
        end, tag, attributes, text = token.groups()
        if text is not None:
            reader.take_text(html.unescape(text))
        elif end:
            reader.end(tag)
        else:
            reader.begin(tag, {name: html.unescape(value) for name, value in ATTRIBUTE.findall(attributes)})
    return reader.done()


class _Reader:
    """Parses what `text.prose` allows. `stack` holds the open elements, each with its own list of blocks."""

    def __init__(self) -> None:
        self.stack: list[tuple[str, int | None, list]] = [("root", None, [])]  # tag, first number, contents
        self.depth = 0  # open lists and quotes
        self.beyond = 0  # open ones beyond DEEPEST; their blocks go into the deepest one that is kept
        self.runs: list = []
        self.heading = 0
        self.styles: list[str] = []
        self.hrefs: list[str] = []
        self.rows: list | None = None  # of the open table; nested tables become rows of the outer one

    def begin(self, tag: str, given: dict[str, str]) -> None:
        if tag in STYLES:
            self.styles.append(tag)
        elif tag == "a":
            self.hrefs.append(given.get("href", ""))
        elif tag == "br":
            self.take_text("\n")
        elif tag in INLINE_TAGS:
            return
        elif self.rows is not None:
            self._in_table(tag, given)
        else:
            self._open(tag, given)

    def end(self, tag: str) -> None:
        if tag in STYLES and tag in self.styles:
            self.styles.remove(tag)
        elif tag == "a" and self.hrefs:
            self.hrefs.pop()
        elif tag == "caption" and self.rows is not None:
            self._flush()  # above its table
        elif tag == "table" and self.rows is not None:
            self._cell_ends()
            table = table_of(self.rows)
            self.rows = None
            if table:
                self.stack[-1][2].append(table)
        elif self.rows is None and tag not in INLINE_TAGS and tag not in STYLES:
            self._close(tag)

    def done(self) -> list[dict]:
        self._flush()
        while len(self.stack) > 1:
            self._close(self.stack[-1][0])
        return _without_loose_items(self.stack[0][2])

    def take_text(self, text: str) -> None:
        style = "".join(sorted({STYLES[tag] for tag in self.styles}))
        href = self.hrefs[-1] if self.hrefs else ""
        if self.runs and self.runs[-1]["style"] == style and self.runs[-1]["href"] == href:
            self.runs[-1]["pieces"].append(text)  # joined once at the end, because a long paragraph has many
        else:
            self.runs.append({"pieces": [text], "style": style, "href": href})

    def _take(self) -> list:
        """Return the runs since the last block, without spaces around them and around line breaks."""
        taken, self.runs = self.runs, []
        found: list[dict] = []
        for run in taken:
            text = BREAKS.sub("\n", printed("".join(run["pieces"])))
            if not found or found[-1]["text"][-1] in " \n":
                text = text.lstrip(" ")
            if text:
                found.append({"text": text, "style": run["style"], "href": run["href"]})
        while found and not found[-1]["text"].rstrip(" \n"):
            found.pop()
        if found:
            found[-1]["text"] = found[-1]["text"].rstrip(" \n")
        return marked(found)

    def _flush(self) -> None:
        taken = self._take()
        if not taken:
            return
        if self.heading:
            block = {"kind": "heading", "level": self.heading, "runs": taken}
        else:
            block = {"kind": "paragraph", "runs": taken}
        self.stack[-1][2].append(block)

    def _open(self, tag: str, given: dict) -> None:
        self._flush()
        if tag in HEADINGS:
            self.heading = HEADINGS[tag]
        elif tag == "hr":
            self.stack[-1][2].append({"kind": "rule"})
        elif tag == "table":
            self.rows = []
        elif tag in CONTAINERS and (self.beyond or self.depth == DEEPEST):
            self.beyond += 1
        elif tag in CONTAINERS:
            self.depth += 1
            self.stack.append((tag, _start(given) if tag == "ol" else None, []))
        elif tag == "li" and not self.beyond:
            self.stack.append((tag, None, []))

    def _close(self, tag: str) -> None:
        self._flush()
        self.heading = 0 if tag in HEADINGS else self.heading
        if tag in CONTAINERS and self.beyond:
            self.beyond -= 1
        elif (tag in CONTAINERS or (tag == "li" and not self.beyond)) and self.stack[-1][0] == tag:
            _, start, inner = self.stack.pop()
            outer = self.stack[-1][2]
            self.depth -= tag in CONTAINERS
            if tag == "li":
                outer.append({"kind": "item", "blocks": inner})
            elif tag in ("blockquote", "aside") and inner:
                kind = "quote" if tag == "blockquote" else "box"
                outer.append({"kind": kind, "blocks": _without_loose_items(inner)})
            elif inner:
                items = [each["blocks"] if each["kind"] == "item" else [each] for each in inner]
                outer.append({"kind": "list", "start": start, "items": items})

    def _in_table(self, tag: str, given: dict) -> None:
        if tag == "tr" or (tag in ("td", "th") and not self.rows):
            self._cell_ends()
            self.rows.append({"cells": [], "is_header": False})
        if tag in ("td", "th"):
            self._cell_ends()
            self.rows[-1]["cells"].append({
                "runs": [], "is_heading": tag == "th",
                "across": given.get("colspan"), "down": given.get("rowspan"),
            })  # fmt: skip
        elif self.runs:
            self.take_text("\n")

    def _cell_ends(self) -> None:
        taken = self._take()
        if taken and self.rows and self.rows[-1]["cells"]:
            self.rows[-1]["cells"][-1]["runs"] += taken


def _without_loose_items(found: list[dict]) -> list[dict]:
    return [block for each in found for block in (each["blocks"] if each["kind"] == "item" else [each])]


def _start(given: dict) -> int:
    """Return the start number of an ordered list, or 1 if it has no usable one."""
    text = given.get("start") or ""
    return int(text) if re.fullmatch(r"\d{1,6}", text, re.ASCII) else 1
