"""The only sanitizer: forms, imports and rendering all use it, and nothing else decides which markup is allowed."""

import html
import re
import unicodedata
from html.parser import HTMLParser

import nh3

from text.web_addresses import stored_link

INLINE_TAGS = {"em", "strong", "a", "sub", "sup", "br"}
BLOCK_TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "aside", "table", "caption", "thead", "tbody", "tr",
    "th", "td", "hr",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "th": {"colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
ATTRIBUTES["blockquote"] = {"class"}  # a pull quote
OWN = {"article", "snapshot", "author", "topic"}  # links by identity (record/own_links.py)
SCHEMES = {"http", "https", "mailto", *OWN}
# These elements contain no prose, so they are removed with their content. (nh3 keeps the text of other removed tags.)
DROPPED_WITH_CONTENT = {"script", "style", "template", "noscript", "iframe", "object", "title", "svg", "math"}
OWN_LINK = re.compile(r"[a-z]+:\d{1,18}", re.ASCII)
ROUNDS = 6  # most markup is stable after the first pass; the worst case we found took five
# Control characters except tab and line breaks, lone surrogates, direction overrides that can disguise a title, and
# noncharacters (Unicode 23.7), which no font can display: two at the end of each plane, and a block of 32.
NONCHARACTERS = "\ufdd0-\ufdef" + "".join(chr(end - 2) + chr(end - 1) for end in range(0x10000, 0x110001, 0x10000))
UNPRINTABLE = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e{NONCHARACTERS}]")
# Everything that any reader of our files treats as a line break, plus tabs and plain spaces. Deliberate spaces
# (no-break, thin) stay.
BREAKS = re.compile("[ \t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]+")


def printable(text: str) -> str:
    """Remove characters that do not belong in a database, feed or page."""
    if text.isprintable():  # true for nearly all text, and ten times as fast
        return text
    return UNPRINTABLE.sub("", text)


def one_line(text: str) -> str:
    """Return `text` as we store names and titles: printable, NFC, on one line."""
    if not text.isprintable() or "  " in text:  # rarely true
        text = BREAKS.sub(" ", printable(BREAKS.sub(" ", text)))
    return nfc(text.strip())


def clean_prose(markup: str) -> str:
    """Return `markup` with only the block and inline tags on the allowlist. Idempotent."""
    return _clean(markup, INLINE_TAGS | BLOCK_TAGS)


def clean_inline(markup: str) -> str:
    """Return `markup` with only inline tags, on one line. Idempotent."""
    return re.sub(r"\s+", " ", _clean(markup, INLINE_TAGS)).strip()


def _clean(markup: str, tags: set[str]) -> str:
    cleaned = _allowed(_same_tag_other_name(printable(markup)), tags)
    for _ in range(ROUNDS):
        # Characters written as entities (&#x202e;) appear only after parsing, removing one can create a URL scheme, and
        # a link in a table in a link parses differently the second time. So repeat until the result is stable.
        again = _allowed(printable(cleaned), tags)
        if again == cleaned:
            return cleaned
        cleaned = again
    return escape(plain(cleaned))  # such input is not meant as markup


def _allowed(markup: str, tags: set[str]) -> str:
    return nh3.clean(
        markup,
        tags=tags,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES if tags & BLOCK_TAGS else SCHEMES - OWN,  # what stands in lists has no links of ours
        attribute_filter=_attribute,
        link_rel=None,
        clean_content_tags=DROPPED_WITH_CONTENT,
    ).strip()


def _attribute(_tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return value if value == "pull" else None
    if name == "href" and value.partition(":")[0] in OWN:
        return value if OWN_LINK.fullmatch(value) else None
    return stored_link(value) if name == "href" else value


def _same_tag_other_name(markup: str) -> str:
    """Replace b and i, which Word and Google Docs use, with strong and em."""
    return re.sub(
        r"<(/?)([bi])(?=[\s>/])", lambda m: f"<{m[1]}{'strong' if m[2].lower() == 'b' else 'em'}", markup, flags=re.I
    )


def escape(text: str) -> str:
    """Escape plain text as HTML, but not quotes: `clean_inline` returns this form unchanged."""
    return html.escape(printable(text), quote=False).replace("\xa0", "&nbsp;")


def plain(markup: str) -> str:
    """Return the words of sanitized `markup` on one line, without tags and with entities decoded."""
    if "<" not in markup and "&" not in markup:
        return " ".join(markup.split())
    spaced = re.sub(r"<(?!/?(?:em|strong|a|sub|sup)\b)[^>]*>", " ", markup)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", spaced))).strip()


def paragraphs(markup: str) -> list[str]:
    """Return sanitized `markup` as plain paragraphs, one for each block, list item and table row."""
    markup = re.sub(r"\s+", " ", markup)
    marked = re.sub(
        r"<li[^>]*>", "\n- ", re.sub(r"</(?:p|h[2-4]|li|tr|blockquote|aside|caption)>|<br>|<hr>", "\n", markup)
    )
    lines = (plain(line) for line in marked.split("\n"))
    return [line for line in lines if line and line != "-"]


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


class _Blocks(HTMLParser):
    """Splits sanitized markup into its top-level elements and keeps the source of each."""

    VOID = {"br", "hr"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.blocks: list[str] = []
        self.depth = 0
        self.inline_run = False

    def _add(self, piece: str, opens: bool) -> None:
        if opens or not self.blocks:
            self.blocks.append("")
        self.blocks[-1] += piece

    def handle_starttag(self, tag, attrs):
        block = tag in BLOCK_TAGS
        self._add(self.get_starttag_text(), opens=self.depth == 0 and (block or not self.inline_run))
        if self.depth == 0:
            self.inline_run = not block
        if tag not in self.VOID:
            self.depth += 1

    def handle_endtag(self, tag):
        self.depth = max(0, self.depth - 1)
        self._add(f"</{tag}>", opens=False)

    def handle_data(self, data):
        if self.depth == 0 and not self.inline_run and not data.strip():
            return
        self._add(data, opens=self.depth == 0 and not self.inline_run)
        if self.depth == 0:
            self.inline_run = True

    def handle_entityref(self, name):
        self.handle_data(f"&{name};")

    def handle_charref(self, name):
        self.handle_data(f"&#{name};")


def blocks(markup: str) -> list[str]:
    """Return the sanitized top-level blocks (paragraphs, lists, …) of `markup`.

    Text between blocks becomes a paragraph, so `blocks("".join(blocks(x))) == blocks(x)`. Because a paragraph cannot
    contain everything such text can (<em>words<ul>…</ul></em>), splitting repeats until the result is stable.
    """
    found = _cut(clean_prose(markup))
    for _ in range(ROUNDS):
        again = _cut(clean_prose("".join(found)))
        if again == found:
            return found
        found = again
    return [f"<p>{escape(plain(block))}</p>" for block in found if plain(block)]


def _cut(cleaned: str) -> list[str]:
    parser = _Blocks()
    parser.feed(cleaned)
    parser.close()
    found = [piece.strip() for piece in parser.blocks]
    return [piece if _starts_block(piece) else f"<p>{piece}</p>" for piece in found if plain(piece) or piece == "<hr>"]


def _starts_block(piece: str) -> bool:
    opening = re.match(r"<(\w+)", piece)
    return bool(opening) and opening[1] in BLOCK_TAGS
