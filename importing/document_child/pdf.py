"""A PDF's text layer → lines with their places: columns one after the other, headings by their size."""

from collections import Counter, defaultdict
from itertools import pairwise
from typing import BinaryIO

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PyPdfError

from importing.document_child import tagged
from importing.document_child.pieces import Piece, joined, pieces
from importing.lines import Unreadable

MOST_PAGES = 400
SAME_LINE = 0.4  # of the letters' height: pieces that far apart stand on one line
GAP = 1.6  # times the usual step between lines: a blank line
MARGIN = 0.12  # of the page's height, above and below: where running heads stand
GUTTER = 1.4  # times the letters' height: white that wide parts what stands on one line, but for a bullet or number
BULLET = 4  # letters that a bullet or number has


def convert(source: BinaryIO) -> dict:
    """Return the HTML of a tagged PDF, or the lines of another: `[page, text, size, blank before, at the page's edge]`.

    Raises Unreadable.
    """
    reader = PdfReader(source)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("password", "It is a PDF with a password; save it without one.")
    try:
        pages = list(reader.pages[:MOST_PAGES])
    except FileNotDecryptedError as error:
        raise Unreadable("password", "It is a PDF with a password; save it without one.") from error
    if answer := _by_tags(reader):
        return answer
    lines: list[list] = []
    for number, page in enumerate(pages, start=1):
        height = float(page.mediabox.height)
        lines += [[number, *line] for line in _lines(pieces(page), float(page.mediabox.bottom), height)]
    if not any(text.strip() for _, text, *_ in lines):
        raise Unreadable(
            "no-text", "It is a PDF without a text layer (pictures of pages); have its text recognized first."
        )
    return {"lines": lines, "pages": len(reader.pages)}


def _by_tags(reader: PdfReader) -> dict | None:
    try:
        return tagged.convert(reader, MOST_PAGES)
    except (AttributeError, KeyError, TypeError, ValueError, PyPdfError):  # a broken tree; the pages may still be sound
        return None


def _lines(found_pieces: list[Piece], bottom: float, height: float) -> list[list]:
    rows: list[list[Piece]] = []
    for piece in found_pieces:  # in the order of the file, which is the order of reading in nearly every PDF
        last = rows[-1][-1] if rows else None
        if last and _is_on_line(rows[-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    steps = Counter(round(one[0].y - other[0].y) for one, other in pairwise(rows))
    usual = next((step for step, _ in steps.most_common() if step > 0), 12)
    found, before = [], None
    for row in rows:
        y = row[0].y
        text = _joined(row)
        if not text.strip():
            continue
        size = _size(row)
        is_apart = before is not None and not 0 <= before - y <= GAP * max(usual, size)
        at_edge = not bottom + MARGIN * height < y < bottom + (1 - MARGIN) * height
        found.append([text.strip(), round(size, 1), is_apart, at_edge])
        before = y
    return found


def _is_on_line(row: list[Piece], piece: Piece) -> bool:
    last = row[-1]
    if abs(last.y - piece.y) > SAME_LINE * max(last.size, piece.size) or piece.x < last.x:
        return False
    return piece.x - last.end <= GUTTER * last.size or sum(len(one.text.strip()) for one in row) <= BULLET


def _joined(row: list[Piece]) -> str:
    text = row[0].text
    for last, piece in pairwise(row):
        text += joined(last, piece) + piece.text
    return text.rstrip()


def _size(row: list[Piece]) -> float:
    sizes: dict[float, int] = defaultdict(int)
    for piece in row:
        sizes[round(piece.size, 1)] += len(piece.text.strip())
    return max(sizes, key=lambda size: sizes[size])
