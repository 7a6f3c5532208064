from hypothesis import given
from hypothesis import strategies as st

from outputs.pdf.tables import MOST_COLUMNS, table_of

spans = st.sampled_from([None, "", "0", "1", "2", "3", "7", "99999", "999999999999", "-1", "x"])
cells = st.builds(
    lambda across, down, is_heading: {"runs": ["w"], "across": across, "down": down, "is_heading": is_heading},
    spans,
    spans,
    st.booleans(),
)
tables = st.lists(st.builds(lambda row: {"cells": row}, st.lists(cells, max_size=5)), max_size=6)


@given(tables)
def test_no_place_is_filled_twice_nothing_leaves_the_grid_and_no_word_is_lost(rows):
    table = table_of(rows)
    written = sum(len(row["cells"]) for row in rows)
    if table is None:
        assert written == 0
        return
    placed = [cell for row in table["header"] + table["rows"] for cell in row]
    height = len(table["header"]) + len(table["rows"])
    taken = [
        (cell["x"] + i, cell["y"] + j) for cell in placed for i in range(cell["across"]) for j in range(cell["down"])
    ]
    assert len(taken) == len(set(taken))
    assert all(x < table["columns"] <= MOST_COLUMNS and y < height for x, y in taken)
    assert sum(cell["runs"].count("w") for cell in placed) == written
    assert all(cell["y"] + cell["down"] <= len(table["header"]) for row in table["header"] for cell in row)


def row(*texts: str, is_heading: bool = False) -> dict:
    return {"cells": [{"runs": [text], "across": None, "down": None, "is_heading": is_heading} for text in texts]}


def test_rows_of_headings_at_the_top_are_the_header():
    table = table_of([row("Year", "Tons", is_heading=True), row("2024", "7")])
    assert [len(table["header"]), len(table["rows"])] == [1, 1]


def test_a_table_of_headings_alone_still_has_a_body():
    table = table_of([row("Year", is_heading=True)])
    assert (table["header"], len(table["rows"])) == ([], 1)
