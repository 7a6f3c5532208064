"""A matrix of authors and topics that shows how many articles both have in common; drawn by matrix.html."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from web.charts import labels
from web.charts.downloads import as_csv
from web.charts.scales import level


@dataclass(frozen=True)
class Head:
    """The label of a row or a column, and its address."""

    label: str
    url: str


@dataclass(frozen=True)
class Cell:
    """How many articles a row and a column share; even an empty cell links to its filter."""

    count: int
    level: int
    said: str
    url: str

    @property
    def written(self) -> str:
        return labels.number(self.count)


@dataclass(frozen=True)
class Matrix:
    """The data for matrix.html; `rows` contains each head with one cell per column."""

    key: str
    title: str
    description: str
    corner: str
    columns: list[Head]
    rows: list[tuple[Head, list[Cell]]]

    @property
    def data_url(self) -> str:
        """Return the counts as CSV, in an address."""
        head = (self.corner, *(column.label for column in self.columns))
        return as_csv([head, *((row.label, *(cell.count for cell in cells)) for row, cells in self.rows)])


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
    """Return the matrix, or None if there are no rows or no columns.

    `rows`, `columns`: (label, address) in display order. `cells`: the count by (row index, column index); missing ones
    are 0. `url(row, column)`: the address of that cell, even if it is empty. `corner` is the heading of the rows.
    Without `description`, the matrix generates one.
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
    values = {"row": row, "column": column, "count": labels.articles(count)}
    return _("%(row)s, %(column)s: %(count)s") % values


def _described(rows: list[tuple[Head, list[Cell]]], columns: Sequence[tuple[str, str]]) -> str:
    most, row, column = max(
        ((cell.count, head.label, columns[c][0]) for head, cells in rows for c, cell in enumerate(cells)),
        key=lambda each: each[0],
    )
    if not most:
        return _("No articles match any cell.")
    values = {"most": labels.number(most), "row": row, "column": column}
    return _("The stronger a cell’s color, the more articles. The most, %(most)s: %(row)s, %(column)s.") % values
