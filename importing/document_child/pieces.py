"""A page of a PDF → the pieces of its text, with their places and what they are marked as."""

from codecs import BOM_UTF16_BE
from dataclasses import dataclass

from pypdf import PageObject
from pypdf.generic import DictionaryObject
from pypdf.generic._font import Font  # the widths that pypdf itself reads by; it has no public name for them

MOST_PIECES = 200_000
WIDTH = 0.5  # times the letters' height: a letter of a font that tells no widths
SPACE = 0.15  # times the letters' height: white that wide is a space


@dataclass
class Piece:
    """Words on a page: where they begin and end, in points from the lower left corner, and their height.

    `mark`: the number of the marked content that they stand in (ISO 32000-1, 14.7.4); `is_artifact`: no part of the
    text, by the file's own word (running heads, page numbers).
    """

    text: str
    x: float
    y: float
    size: float
    end: float
    page: PageObject
    mark: int | None = None
    is_artifact: bool = False


def pieces(page: PageObject) -> list[Piece]:
    """Return a page's pieces in the order of the file."""
    found: list[Piece] = []
    # Marked content: its number, whether it is an artifact, and the text that it stands for.
    open_now: list[tuple[int | None, bool, str | None]] = []
    shown: list[tuple[int | None, bool, str | None]] = [(None, False, None)]
    fonts: dict[str, dict[str, float]] = {}

    def operation(operator: bytes, operands: list, _matrix: list, _text_matrix: list) -> None:
        if operator in (b"BDC", b"BMC"):
            given = operands[1] if operator == b"BDC" else None
            facts = given if isinstance(given, DictionaryObject) else {}
            open_now.append((facts.get("/MCID"), operands[0] == "/Artifact", facts.get("/ActualText")))
        elif operator == b"EMC" and open_now:
            open_now.pop()
        elif operator in (b"Tj", b"TJ", b"'", b'"'):
            mark = next((mark for mark, *_ in reversed(open_now) if mark is not None), None)
            actual = next((_text(words) for *_, words in reversed(open_now) if words is not None), None)
            shown[0] = (mark, any(is_artifact for _, is_artifact, _ in open_now), actual)

    def take(text: str, matrix: list, text_matrix: list, font: DictionaryObject | None, size: float) -> None:
        if not text.strip("\n") or len(found) > MOST_PIECES:
            return
        x = text_matrix[4] * matrix[0] + text_matrix[5] * matrix[2] + matrix[4]
        y = text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + matrix[5]
        height = abs(size * (text_matrix[3] or text_matrix[1] or 1) * (matrix[3] or matrix[1] or 1)) or 1.0
        mark, is_artifact, actual = shown[0]
        for row, words in enumerate(text.strip("\n").split("\n")):
            end = x + _width(words.lstrip() or words, font, fonts) * height
            found.append(Piece(actual or words, x, y - row * height * 1.2, height, end, page, mark, is_artifact))

    page.extract_text(visitor_operand_before=operation, visitor_text=take)
    return found


def joined(last: Piece, piece: Piece) -> str:
    """Return what stands between two pieces of one line: a space, or nothing."""
    has_space = last.text.endswith(" ") or piece.text.startswith((" ", "-", ",", "."))
    return " " if not has_space and piece.x - last.end > SPACE * last.size else ""


def _text(words: str | bytes) -> str:
    if not isinstance(words, bytes):
        return str(words)
    return words[2:].decode("utf-16-be", "replace") if words.startswith(BOM_UTF16_BE) else words.decode("latin-1")


def _width(words: str, font: DictionaryObject | None, fonts: dict[str, dict[str, float]]) -> float:
    """Return how wide words are, in heights of their letters."""
    name = str(font.get("/BaseFont")) if font else ""
    if name not in fonts:
        fonts[name] = _widths(font) if font else {}
    return sum(fonts[name].get(letter, WIDTH) for letter in words)


def _widths(font: DictionaryObject) -> dict[str, float]:
    known = Font.from_font_resource(font)
    widths = known.character_widths.items()
    return {known.character_map.get(code, code): width / 1000 for code, width in widths if code != "default"}
