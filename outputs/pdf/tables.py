"""Tables for typst: every cell of the grid is filled exactly once, even if the spans are invalid."""

MOST_COLUMNS = 24  # cells further right are merged into the last column


def table_of(rows: list[dict]) -> dict | None:
    """Return the table for rows read from HTML, or None if it has no cells.

    `rows` are {"cells": [{"runs", "is_heading", "across", "down"}]}, with spans as written (text or None). Cuts spans
    that would leave the grid or overlap another cell, and fills gaps with empty cells. Leading rows with only heading
    cells become the header.
    """
    given = [row["cells"] for row in rows if row["cells"]]
    if not given:
        return None
    columns = min(MOST_COLUMNS, max(sum(_span(cell["across"]) for cell in row) for row in given))
    taken: set[tuple[int, int]] = set()
    placed: list[list[dict]] = []
    for y, row in enumerate(given):
        placed.append([])
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            if x >= columns:
                _append(placed, cell)
                continue
            across = 1
            while across < _span(cell["across"]) and x + across < columns and (x + across, y) not in taken:
                across += 1
            down = min(_span(cell["down"]), len(given) - y)
            taken |= {(x + i, y + j) for i in range(across) for j in range(down)}
            placed[y].append(_cell(cell["runs"], (x, y), across, down, cell["is_heading"]))
            x += across
        empty = [x for x in range(columns) if (x, y) not in taken]
        taken |= {(x, y) for x in empty}
        placed[y] = sorted(placed[y] + [_cell([], (x, y), 1, 1, False) for x in empty], key=lambda cell: cell["x"])
    header = 0
    while header < len(placed) - 1 and placed[header] and all(cell["is_heading"] for cell in placed[header]):
        header += 1
    _end_at(placed[:header], header)
    return {"kind": "table", "columns": columns, "header": placed[:header], "rows": placed[header:]}


def _cell(runs: list, place: tuple[int, int], across: int, down: int, is_heading: bool) -> dict:
    return {"runs": runs, "x": place[0], "y": place[1], "across": across, "down": down, "is_heading": is_heading}


def _append(placed: list[list[dict]], cell: dict) -> None:
    """Append the text of a cell without a free column to the previous cell."""
    last = next(row[-1] for row in reversed(placed) if row)
    last["runs"] = [*last["runs"], " ", *cell["runs"]] if cell["runs"] else last["runs"]


def _end_at(header: list[list[dict]], rows: int) -> None:
    """Cut header cells that would span into the body."""
    for y, row in enumerate(header):
        for cell in row:
            cell["down"] = min(cell["down"], rows - y)


def _span(text: str | None) -> int:
    return (
        min(MOST_COLUMNS, int(text))
        if text and text.isascii() and text.isdecimal() and len(text) < 9 and int(text)
        else 1
    )
