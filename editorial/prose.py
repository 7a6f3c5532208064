"""The one sanitizer. Forms, imports and rendering call it; nothing else decides which markup is allowed."""

import html
import re
import unicodedata
from html.parser import HTMLParser

import nh3

INLINE_TAGS = {"em", "strong", "a", "sub", "sup", "br"}
BLOCK_TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "hr"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "th": {"colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
SCHEMES = {"http", "https", "mailto"}
# Their content is not prose: it goes with the tag. (nh3 keeps the words of any other dropped tag.)
DROPPED_WITH_CONTENT = {"script", "style", "template", "noscript", "iframe", "object", "title", "svg", "math"}
ROUNDS = 6  # most markup stands at the first reading, the worst found at the fifth
# NUL and the other C0 controls but tab and newlines, lone surrogates, and the direction overrides that let a title lie.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u202a-\u202e]")


def printable(text: str) -> str:
    """Return `text` without characters that no database, feed or page should hold."""
    if text.isprintable():  # nearly all is; ten times as quick to tell
        return text
    return UNPRINTABLE.sub("", text)


def clean_prose(markup: str) -> str:
    """Return `markup` with block and inline tags of the allow-list only. Idempotent."""
    return _clean(markup, INLINE_TAGS | BLOCK_TAGS)


def clean_inline(markup: str) -> str:
    """Return `markup` with inline tags only, on one line. Idempotent."""
    return re.sub(r"\s+", " ", _clean(markup, INLINE_TAGS)).strip()


def _clean(markup: str, tags: set[str]) -> str:
    cleaned = _allowed(_same_tag_other_name(printable(markup)), tags)
    for _ in range(ROUNDS):
        # Characters written as entities (&#x202e;) show only now, and to take one out can make a scheme of what was
        # none; and a link in a table in a link is read otherwise the second time. So it is read until it stands.
        again = _allowed(printable(cleaned), tags)
        if again == cleaned:
            return cleaned
        cleaned = again
    return escape(plain(cleaned))  # no markup that anyone meant


def _allowed(markup: str, tags: set[str]) -> str:
    return nh3.clean(
        markup,
        tags=tags,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        clean_content_tags=DROPPED_WITH_CONTENT,
    ).strip()


def _same_tag_other_name(markup: str) -> str:
    """Turn b and i, which Word and Google Docs write, into the strong and em we keep."""
    return re.sub(
        r"<(/?)([bi])(?=[\s>/])", lambda m: f"<{m[1]}{'strong' if m[2].lower() == 'b' else 'em'}", markup, flags=re.I
    )


def escape(text: str) -> str:
    """Return plain `text` as HTML, quotes left as they are: the form `clean_inline` gives back unchanged."""
    return html.escape(printable(text), quote=False).replace("\xa0", "&nbsp;")


def plain(markup: str) -> str:
    """Return the words of sanitized `markup`, tags dropped, entities resolved, on one line."""
    if "<" not in markup and "&" not in markup:
        return " ".join(markup.split())
    spaced = re.sub(r"<(?!/?(?:em|strong|a|sub|sup)\b)[^>]*>", " ", markup)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", spaced))).strip()


def paragraphs(markup: str) -> list[str]:
    """Return the words of sanitized `markup` as plain paragraphs: one for each block, list item and table row."""
    markup = re.sub(r"\s+", " ", markup)
    marked = re.sub(r"<li[^>]*>", "\n- ", re.sub(r"</(?:p|h[2-4]|li|tr|blockquote)>|<br>|<hr>", "\n", markup))
    lines = (plain(line) for line in marked.split("\n"))
    return [line for line in lines if line and line != "-"]


def nfc(text: str) -> str:
    """Return `text` in Unicode normalization form C."""
    return unicodedata.normalize("NFC", text)


class _Blocks(HTMLParser):
    """Cuts sanitized markup at its top-level elements, keeping the source of each."""

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
    """Return the top-level blocks (paragraphs, lists, …) of `markup`, sanitized.

    Bare words between blocks become a paragraph, so `blocks("".join(blocks(x))) == blocks(x)`. A paragraph cannot
    hold what such a run may (<em>words<ul>…</ul></em>): it is cut again until it stands.
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
