"""Bytes → lines, whatever the format; limits are checked before anything is parsed."""

import re

from snapshot.importing.lines import Document, Role, Unreadable
from snapshot.importing.reading.decoding import decode
from snapshot.importing.reading.markdown import read_markdown
from snapshot.importing.reading.plaintext import read_text
from snapshot.importing.reading.web.webpage import read_page
from snapshot.importing.reading.word import read_word

MEGABYTE = 1_000_000
LARGEST_WORD = 50 * MEGABYTE
LARGEST_TEXT = 5 * MEGABYTE
# A page may carry its pictures as data: addresses; they are cut out before its size counts.
LARGEST_PAGE = 30 * MEGABYTE
PICTURE = re.compile(rb"data:image/[\w.+-]{1,40};base64,[A-Za-z0-9+/=]+")

OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
OTHERS = [
    (b"%PDF-", "a PDF", "save it as Word or text"),
    (b"{\\rtf", "a rich text file (RTF)", "save it as Word (.docx)"),
    (b"PK\x05\x06", "an empty archive", "choose another file"),
]
WEB_ARCHIVE = re.compile(rb"\A\s*(?:From:|MIME-Version:)[^\0]{0,2000}?multipart/related", re.I)

PAGE_START = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body|meta\s)", re.I)
FRAGMENT = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:p|div|h[1-6]|ul|ol|table|article|section|main|span|header)[\s>]", re.I | re.S
)
HEADING = re.compile(r"^#{1,6}[ \t]+\S", re.M)
SUFFIXES = {"md": "markdown", "markdown": "markdown", "mdown": "markdown", "mkd": "markdown"}
SUFFIXES |= {"html": "html", "htm": "html", "xhtml": "html", "txt": "text", "text": "text"}


def read(data: bytes, name: str = "", declared: str | None = None) -> Document:
    """Return the document in `data` as lines, with warnings and what its metadata claims.

    What it is is told from its content, then from the file's `name`; `declared` ("text", "markdown", "html" or
    "word") decides instead. Raises Unreadable, and nothing else, for what cannot be taken.
    """
    try:
        document = _read(data, name, declared)
    except (RecursionError, MemoryError) as error:
        raise Unreadable("too-large", "It is too deeply nested or too large to be read.") from error
    if all(line.role is Role.BLANK for line in document.lines):
        raise Unreadable("no-text", "It has no text that a reader would see.")
    return document


def _read(data: bytes, name: str, declared: str | None) -> Document:
    if not data.strip(b" \t\r\n\f\v\0\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("empty", "It is empty.")
    if data.startswith(ZIP) or declared == "word":
        _check_size(data, LARGEST_WORD, "The file")
        return read_word(data)
    _refuse_others(data)
    is_page = _is_page(data, name, declared)
    if is_page:
        _check_size(data, LARGEST_PAGE, "The page")
        data = PICTURE.sub(b"data:,", data)
    # UTF-16 takes two bytes for a letter.
    _check_size(data, LARGEST_TEXT * (2 if b"\0" in data[:1000] else 1), "The text")
    text, warnings = decode(data, is_page)
    if not text.strip("\ufeff\u200b \t\r\n\f\v"):
        raise Unreadable("empty", "It is empty.")
    readers = {"html": read_page, "markdown": read_markdown, "text": read_text}
    document = readers[_format(text, name, declared)](text)
    document.warnings[:0] = warnings
    return document


def _check_size(data: bytes, limit: int, what: str) -> None:
    if len(data) > limit:
        size, most = len(data) / MEGABYTE, limit / MEGABYTE
        raise Unreadable("too-large", f"{what} has {size:.1f} MB; the limit is {most:.0f} MB.")


def _refuse_others(data: bytes) -> None:
    if data.startswith(OLE):
        raise Unreadable(
            "old-word", "It is an old Word file (.doc) or one with a password; save it as .docx without a password."
        )
    for start, what, advice in OTHERS:
        if data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(start):
            raise Unreadable("not-supported", f"It is {what}, which cannot be read; {advice}.")
    if WEB_ARCHIVE.match(data[:4096]):
        raise Unreadable("not-supported", "It is a web archive (MHTML), which cannot be read; save it as HTML or Word.")


def _is_page(data: bytes, name: str, declared: str | None) -> bool:
    if declared:
        return declared == "html"
    start = data[:4096].replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe")
    return _format(start, name, None) == "html"


def _format(text: str, name: str, declared: str | None) -> str:
    if declared:
        return declared
    start = text[:4096].lstrip("\ufeff")
    suffix = SUFFIXES.get(name.rpartition(".")[2].lower(), "")
    if PAGE_START.match(start):
        return "html"
    if suffix in ("markdown", "html"):
        return suffix
    if FRAGMENT.match(start) and "</" in text:
        return "html"
    return "markdown" if len(HEADING.findall(text[:200_000])) > 1 else "text"
