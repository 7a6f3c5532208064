"""Comma-separated values (RFC 4180) that are safe to open in a spreadsheet: no cell can be a formula."""

import csv
import re
from collections.abc import Iterable, Iterator

from text.prose import printable

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
MARK = "\ufeff"  # byte order mark, by which Excel recognizes UTF-8
# Characters that a spreadsheet accepts at the start of a formula, including full-width and small forms.
SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212"
# Characters before a formula that a spreadsheet ignores, or drops when the file is saved again: spaces, quotes,
# invisible ones.
PASSED = "\\s\"'`\u2018-\u201f\xab\xbb\xad\u200b-\u200f\u2060-\u2069\ufeff"
FORMULA = f"(?=[{PASSED}]*[{SIGNS}\t\r\n])"
# Where a cell can begin: at the start, or after any separator or line break that some spreadsheet setting recognizes.
BEGINNING = "(?:^|(?<=[;|\t\n\x0b\x0c\x85\u2028\u2029])|(?<=\r)(?!\n))"
UNMARKED = re.compile(f"{BEGINNING}{FORMULA}")
MARKED = re.compile(f"{BEGINNING}'{FORMULA}")


class _Line:
    """A file for `csv.writer` whose `write` returns the text."""

    def write(self, text: str) -> str:
        return text


def lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the rows as lines of CSV. The first one starts with a byte order mark."""
    writer = csv.writer(_Line())
    for number, row in enumerate(rows):
        yield (MARK if number == 0 else "") + writer.writerow([neutral(cell) for cell in row])


def neutral(text: str) -> str:
    """Return `text` as a cell that no spreadsheet evaluates, with an apostrophe before any possible formula."""
    return UNMARKED.sub("'", printable(text))


def meant(cell: str) -> str:
    """Return the original text of a cell: `meant(neutral(x)) == x` for any printable x."""
    return MARKED.sub("", cell)
