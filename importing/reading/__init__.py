"""Bytes → lines, for every format. Limits are checked before parsing."""

import json
import re

from importing.lines import Document, Role, Unreadable, Warning
from importing.reading.decoding import decode
from importing.reading.documents import read_document
from importing.reading.mail import is_mail, text_of, unescaped
from importing.reading.markdown import read_markdown
from importing.reading.plaintext import read_text
from importing.reading.web.webpage import read_page
from importing.reading.word import read_word

MEGABYTE = 1_000_000
LARGEST_WORD = 50 * MEGABYTE
LARGEST_TEXT = 5 * MEGABYTE
# A page may embed pictures as data: URLs. They are removed before the size is checked.
LARGEST_PAGE = 30 * MEGABYTE
PICTURE = re.compile(rb"data:image/[\w.+-]{1,40};base64,[A-Za-z0-9+/=]+")

OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
EMPTY_ARCHIVE = b"PK\x05\x06"
OTHERS = [(b"%PDF-", "pdf"), (b"{\\rtf", "rtf")]
OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"  # at byte 31, as the standard requires
DATA_KINDS = {"csv": "a table of values (CSV)", "tsv": "a table of values (TSV)", "json": "data for programs (JSON)"}
DATA_KINDS |= {
    "xlsx": "a spreadsheet",
    "ods": "a spreadsheet",
    "xls": "a spreadsheet",
    "xml": "data for programs (XML)",
}
DATA_KINDS |= {
    "jsonl": "data for programs (JSON)",
    "yaml": "data for programs (YAML)",
    "yml": "data for programs (YAML)",
}

PAGE_START = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body|meta\s)", re.I)
FRAGMENT = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:p|div|h[1-6]|ul|ol|table|article|section|main|span|header)[\s>]", re.I | re.S
)
HEADING = re.compile(r"^#{1,6}[ \t]+\S", re.M)
SUFFIXES = {"md": "markdown", "markdown": "markdown", "mdown": "markdown", "mkd": "markdown"}
SUFFIXES |= {"html": "html", "htm": "html", "xhtml": "html", "txt": "text", "text": "text"}


def read(data: bytes, name: str = "", declared: str | None = None) -> Document:
    """Return the document in `data` as lines, with warnings and metadata claims.

    Detects the format from the content, then from the file's `name`; `declared` ("text", "markdown", "html" or "word")
    overrides both. Raises only Unreadable.
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
    _refuse_data(data, name)
    if data.startswith(ZIP) and OPEN_DOCUMENT in data[30:110]:
        _check_size(data, LARGEST_WORD, "The file")
        return read_document(data, "odt")
    if data.startswith(ZIP) or declared == "word":
        _check_size(data, LARGEST_WORD, "The file")
        return read_word(data)
    if data.startswith(OLE):
        raise Unreadable(
            "old-word", "It is an old Word file (.doc) or one with a password; save it as .docx without a password."
        )
    for start, kind in OTHERS:
        if data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(start):
            _check_size(data, LARGEST_WORD, "The file")
            return read_document(data, kind)
    from_mail: list[Warning] = []
    if is_mail(data):
        _check_size(data, LARGEST_PAGE, "The mail")
        data, declared, from_mail = text_of(data)
    elif not declared or declared == "text":
        data, from_mail = unescaped(data)
    is_page = _is_page(data, name, declared)
    if is_page:
        _check_size(data, LARGEST_PAGE, "The page")
        data = PICTURE.sub(b"data:,", data)
    # UTF-16 uses two bytes per letter.
    _check_size(data, LARGEST_TEXT * (2 if b"\0" in data[:1000] else 1), "The text")
    text, warnings = decode(data, is_page)
    if not text.strip("\ufeff\u200b \t\r\n\f\v"):
        raise Unreadable("empty", "It is empty.")
    if text.lstrip("\ufeff \r\n\t")[:1] in ("{", "[") and _is_json(text):
        raise Unreadable(
            "not-supported", f"It is {DATA_KINDS['json']}, which has no text of a snapshot; choose a document."
        )
    readers = {"html": read_page, "markdown": read_markdown, "text": read_text}
    document = readers[_format(text, name, declared)](text)
    document.warnings[:0] = from_mail + warnings
    return document


def _check_size(data: bytes, limit: int, what: str) -> None:
    if len(data) > limit:
        size, most = len(data) / MEGABYTE, limit / MEGABYTE
        raise Unreadable("too-large", f"{what} has {size:.1f} MB; the limit is {most:.0f} MB.")


def _refuse_data(data: bytes, name: str) -> None:
    if data.startswith(EMPTY_ARCHIVE):
        raise Unreadable("not-supported", "It is an empty archive, which cannot be read; choose another file.")
    if what := DATA_KINDS.get(name.rpartition(".")[2].lower() if "." in name else ""):
        raise Unreadable("not-supported", f"It is {what}, which has no text of a snapshot; choose a document.")


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), (dict, list))
    except (ValueError, RecursionError):
        return False


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
