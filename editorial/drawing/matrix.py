"""Two lists against each other, authors and topics: how much both have in common. Drawn by matrix.html."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from editorial.drawing import words
from editorial.drawing.scales import level


@dataclass(frozen=True)
class Head:
    """What a row or a column is of, and its address."""

    label: str
    url: str


@dataclass(frozen=True)
class Cell:
    """How much a row and a column share; an empty cell, too, leads to its filter."""

    count: int
    level: int
    said: str
    url: str

    @property
    def written(self) -> str:
        return words.number(self.count)


@dataclass(frozen=True)
class Matrix:
    """What matrix.html takes; `rows`: each head with its cells, one for each column."""

    key: str
    title: str
    description: str
    corner: str
    columns: list[Head]
    rows: list[tuple[Head, list[Cell]]]


def matrix(
    rows: Sequence[tuple[str, str]],
    columns: Sequence[tuple[str, str]],
    cells: Mapping[tuple[int, int], int],
    url: Callable[[int, int], str],
    *,
    title: str,
    description: str = "",
    corner: str = "",
    key: str = "matrix",
) -> Matrix | None:
    """Return rows against columns; None where either is missing.

    `rows`, `columns`: (label, address) in the order shown. `cells`: how many, by (place of the row, place of the
    column); what it leaves out is 0. `url(row, column)`: the address of that cell, empty or not. `corner` names what
    the rows are. Without a description the matrix describes itself.
    """
    if not rows or not columns:
        return None
    highest = max(cells.values(), default=0)
    drawn = [
        (Head(*row), [_cell(cells.get((r, c), 0), highest, row, column, url(r, c)) for c, column in enumerate(columns)])
        for r, row in enumerate(rows)
    ]
    return Matrix(
        key, title, description or _described(drawn, columns), corner, [Head(*each) for each in columns], drawn
    )


def _cell(count: int, highest: int, row: tuple[str, str], column: tuple[str, str], url: str) -> Cell:
    return Cell(count, level(count, highest), _said(row[0], column[0], count), url)


def _said(row: str, column: str, count: int) -> str:
    values = {"row": row, "column": column, "count": words.articles(count)}
    return _("%(row)s, %(column)s: %(count)s") % values


def _described(rows: list[tuple[Head, list[Cell]]], columns: Sequence[tuple[str, str]]) -> str:
    most, row, column = max(
        ((cell.count, head.label, columns[c][0]) for head, cells in rows for c, cell in enumerate(cells)),
        key=lambda each: each[0],
    )
    if not most:
        return _("No article is in any cell.")
    values = {"most": words.number(most), "row": row, "column": column}
    return _("The darker a cell, the more articles. The most, %(most)s: %(row)s, %(column)s.") % values
