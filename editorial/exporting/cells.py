"""Comma-separated values (RFC 4180) that are safe to open in a spreadsheet: no cell of ours is a formula."""

import csv
import re
from collections.abc import Iterable, Iterator

from editorial.prose import printable

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
MARK = "\ufeff"  # by it Excel knows UTF-8
# What a spreadsheet takes for the beginning of a formula, the full-width forms too; it looks past spaces and quotes,
# and so do programs that save the file once more.
FORMULA = re.compile("[\\s\"'\u2018-\u201f\u200b-\u200f\u2060\ufeff]*[=+\\-@|%\uff1d\uff0b\uff0d\uff20\ufe62-\ufe66\u2212]|[\t\r\n]")


class _Line:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the rows as lines, the mark first."""
    writer = csv.writer(_Line())
    for number, row in enumerate(rows):
        yield (MARK if number == 0 else "") + writer.writerow([neutral(cell) for cell in row])


def neutral(text: str) -> str:
    """Return `text` as a cell that no spreadsheet reckons: an apostrophe stands before what could be a formula."""
    text = printable(text)
    return f"'{text}" if FORMULA.match(text) else text


def meant(cell: str) -> str:
    """Return what was said in a cell: `meant(neutral(x)) == x` for any printable x."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell
