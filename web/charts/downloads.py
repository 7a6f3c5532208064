"""A chart's numbers as CSV within an address (RFC 2397), for download without another request."""

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from text import cells


def as_csv(rows: Iterable[Sequence[object]]) -> str:
    """Return a data: address of the rows, in UTF-8; the first row is the header."""
    text = "".join(cells.lines([str(cell) for cell in row] for row in rows))
    return f"data:text/csv;charset=utf-8,{quote(text)}"
