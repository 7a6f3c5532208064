"""Comma-separated values (RFC 4180) that are safe to open in a spreadsheet: no cell of ours is a formula."""

import csv
import re
from collections.abc import Iterable, Iterator

from editorial.prose import printable

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
MARK = "\ufeff"  # by it Excel knows UTF-8
# What a spreadsheet takes for the beginning of a formula, in full width and small, too.
SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212"
# What it looks past, or drops when the file is saved once more: spaces, quotes, what is not seen.
PASSED = "\\s\"'`\u2018-\u201f\xab\xbb\xad\u200b-\u200f\u2060-\u2069\ufeff"
FORMULA = re.compile(f"[{PASSED}]*[{SIGNS}\t\r\n]")


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
