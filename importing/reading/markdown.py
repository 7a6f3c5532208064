"""Markdown → Document: headings, list items and paragraphs, each with its source line."""

import re
from dataclasses import replace
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from importing.lines import Document, Line, Role, Warning
from importing.reading.cleaning import clean, quoted
from importing.reading.frontmatter import split_front_matter
from importing.reading.plaintext import read_text
from importing.reading.shortcodes import without_shortcodes
from importing.reading.web.webpage import tag_lines, told

FOOTNOTE = re.compile(r"^[ \t]{0,3}\[\^[^\]\n]{1,60}\]:[ \t]*(.*)$", re.M)
FOOTNOTE_SIGN = re.compile(r"\[\^[^\]\s]{1,60}\]")
TAGS = {"em", "strong", "s", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "p"}
TAGS |= {f"h{level}" for level in range(1, 7)}
HARD_BREAK = 0
ENTRY = re.compile(r"(?:\*\*|__)?\[[^\]\n]+\]\([^)\n]+\)[^\n]*\d{4}\W*\n")
MOST_LINES, MOST_CELLS = 8_000, 20_000
# The parser takes quadratic time for some paragraphs.


LONGEST, LONGEST_PARAGRAPH, MOST_BRACKETS = 500_000, 8_000, 300
DEEPEST = 90


def read_markdown(text: str) -> Document:
    """Return the lines of Markdown.

    A wrapped paragraph keeps its lines (the next step joins them); a wrapped list item becomes one line. The source's
    blank lines and hard line breaks become blank lines.
    """
    source, shortcodes = without_shortcodes(clean(text).replace("\f", " "))
    if len(source) > LONGEST or source.count("\n") > MOST_LINES:
        return _as_text(text, "long")
    claims, source, warnings = split_front_matter(source)
    warnings += shortcodes
    warnings += [_note(source, found) for found in FOOTNOTE.finditer(source)]
    source = FOOTNOTE.sub("", source)
    translated = _Html(source)
    if translated.is_too_deep:
        return _as_text(text, "deeply nested")
    page = tag_lines(translated.html, is_fragment=True)
    numbers = [0]
    breaks = set()
    for block in page.blocks:
        numbers.append(next((mark for mark in block.marks if mark != HARD_BREAK), numbers[-1]))
        if HARD_BREAK in block.marks and block.marks[0] == HARD_BREAK:
            breaks.add(len(numbers) - 1)
    warnings += [
        Warning(warning.code, numbers[warning.line], warning.message)
        for warning in told(page.reports, len(page.blocks))
    ]
    kept = [(at, block.line) for at, block in enumerate(page.blocks, start=1) if not block.region]
    hidden = [block for block in page.blocks if block.region]
    warnings += [
        Warning(
            "hidden-text", numbers[block.line.number], f"Left out as {block.region.kind}: {quoted(block.line.text)}."
        )
        for block in hidden
    ]
    lines = _with_blanks([(numbers[at], at in breaks, line) for at, line in kept], source)
    return Document("markdown", lines, sorted(warnings, key=lambda warning: warning.line), claims)


def _as_text(text: str, why: str) -> Document:
    document = read_text(text)
    said = f"It is too {why} to be read as Markdown; it was read as plain text."
    document.warnings.append(Warning("markdown", 0, said))
    return document


def _note(source: str, found: re.Match) -> Warning:
    return Warning("footnote", source.count("\n", 0, found.start()) + 1, f"A note was left out: {quoted(found[1])}.")


def _with_blanks(found: list[tuple[int, bool, Line]], source: str) -> list[Line]:
    source_lines = source.split("\n")
    lines: list[Line] = []
    before = 0
    for number, is_broken, line in found:
        blank = next((at for at in range(before + 1, number) if not source_lines[at - 1].strip()), 0)
        if blank or is_broken:
            lines.append(Line(blank or number, "", "", Role.BLANK))
        lines.append(replace(line, number=number))
        before = max(number, before)
    return lines


class _Html:
    """Writes HTML from Markdown tokens, with the source line number before each line."""

    def __init__(self, source: str):
        parser = MarkdownIt("commonmark").enable("strikethrough").disable("code")
        # Our own sanitizer drops and reports bad links. URLs stay as written.
        parser.validateLink = lambda url: True
        parser.normalizeLink = lambda url: url
        parser.core.ruler.disable("inline")
        rows = [line.count("|") for line in source.split("\n") if "|" in line]
        if len(rows) * max(rows, default=0) <= MOST_CELLS:
            # The parser pads short rows, so a wide header turns little text into a large table.
            parser.enable("table")
        parser.options["maxNesting"] = DEEPEST + 10
        self.parser = parser
        self.lines = source.split("\n")
        self.out: list[str] = []
        self.depth = 0
        self.row = 0
        self.closing: list[str] = []
        self.number = ""
        self.environment: dict = {}
        self.is_entry = False
        tokens = parser.parse(source, self.environment)
        # The parser loses words nested deeper than its limit.
        self.is_too_deep = any(token.level > DEEPEST for token in tokens)
        self.lone = _lone_items(tokens)
        for at, token in enumerate(tokens):
            self._block(token, tokens[at + 1] if at + 1 < len(tokens) else token)
        self.html = "".join(self.out)

    def _block(self, token: Token, after: Token) -> None:
        if token.type == "inline":
            self._inline(token)
        elif token.type == "list_item_open":
            self._item(token)
        elif token.type == "list_item_close":
            self.out.append(self.closing.pop())
        elif token.type.endswith("_list_open"):
            self.depth += 1
        elif token.type.endswith("_list_close"):
            self.depth -= 1
        elif token.type == "html_block":
            self.out += [_mark(token.map[0] + 1), token.content]
        elif token.type in ("fence", "code_block"):
            first = token.map[0] + (2 if token.type == "fence" else 1)
            lines = token.content.removesuffix("\n").split("\n")
            self.out.append("".join(f"<p>{_mark(first + at)}{escape(line)}</p>" for at, line in enumerate(lines)))
        elif token.tag in TAGS:
            self._tag(token, after)

    def _tag(self, token: Token, after: Token) -> None:
        self.row = token.map[0] if token.map else self.row
        # Several lines above a row of dashes are not meant as a heading.
        many = token.type == "heading_open" and after.content.count("\n") > 0
        tag = "p" if many else token.tag
        self.out.append(f"<{tag}>" if token.nesting == 1 else f"</{tag}>")

    def _item(self, token: Token) -> None:
        if id(token) in self.lone:
            self.number = f"{token.info}{token.markup} "
            self.closing.append("</p>")
        else:
            self.closing.append("</li></ul>")
            self.out.append(f'<ul class="lst-md-{min(self.depth, 10) - 1}"><li>')

    def _inline(self, token: Token) -> None:
        number = (token.map[0] if token.map else self.row) + 1
        self.out.append(_mark(number) + self.number)
        self.number = ""
        self.is_entry = ENTRY.match(token.content) is not None
        if len(token.content) > LONGEST_PARAGRAPH or token.content.count("[") > MOST_BRACKETS:
            self.out.append(self._unparsed(token.content, number))
            return
        children: list[Token] = []
        self.parser.inline.parse(token.content, self.parser, self.environment, children)
        for child in children:
            if child.type in ("softbreak", "hardbreak"):
                number += 1
                self.out.append(self._break(child.type, number))
            elif child.type == "html_inline":
                self.out.append(child.content)
                number += child.content.count("\n")
            else:
                self.out.append(_inline_html(child))

    def _unparsed(self, content: str, number: int) -> str:
        lines = content.split("\n")
        return "<br>".join(f"{_mark(number + at)}{escape(line)}" for at, line in enumerate(lines))

    def _break(self, kind: str, number: int) -> str:
        line = self.lines[number - 1] if number <= len(self.lines) else ""
        if kind == "hardbreak":
            return f"<br>{_mark(HARD_BREAK)}{_mark(number)}"
        if self.depth and line[:1].isspace():
            # A bullet that starts with a link may be a whole article, with its summary on the next line.
            return f"<br>{_mark(number)}" if self.is_entry else " "
        # An unindented line below a list item: Markdown adds it to the item, but nobody means that.
        return ("</li></ul>" * self.depth + "<p>" if self.depth else "<br>") + _mark(number)


def _inline_html(token: Token) -> str:
    if token.type == "link_open":
        return f'<a href="{escape(str(token.attrs.get("href", "")))}">'
    if token.type == "link_close":
        return "</a>"
    if token.type == "image":
        return f'<img src="{escape(str(token.attrs.get("src", "")))}" alt="{escape(token.content)}">'
    if token.tag in TAGS:
        return f"<{token.tag}>" if token.nesting == 1 else f"</{token.tag}>"
    return escape(FOOTNOTE_SIGN.sub("", token.content))


def _mark(number: int) -> str:
    return f"\ufdd0{number}\ufdd1"


def _lone_items(tokens: list[Token]) -> set[int]:
    """Return the numbered items that are not in a sequence: "12. August 2025" is a date."""
    lists: list[list[Token]] = []
    lone: set[int] = set()
    for token in tokens:
        if token.type.endswith("_list_open"):
            lists.append([])
        elif token.type == "list_item_open":
            lists[-1].append(token)
        elif token.type.endswith("_list_close"):
            items = lists.pop()
            numbers = [int(item.info) if item.info.isdecimal() else -9 for item in items]
            for at, (item, number) in enumerate(zip(items, numbers, strict=True)):
                beside = numbers[max(at - 1, 0) : at] + [number - 2 for number in numbers[at + 1 : at + 2]]
                if number > 1 and number - 1 not in beside:
                    lone.add(id(item))
    return lone
