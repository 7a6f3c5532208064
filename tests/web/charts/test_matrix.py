"""The matrix: every row meets every column, and every cell leads on."""

from web.charts.matrix import matrix

ROWS, COLUMNS = [("Ada", "/ada/"), ("Ben", "/ben/")], [("Seas", "/seas/"), ("Ports", "/ports/"), ("Rails", "/rails/")]


def draw(cells, rows=ROWS, columns=COLUMNS, **differences):
    return matrix(rows, columns, cells, lambda row, column: f"/?{row}.{column}", **{"title": "Both", **differences})


def test_every_cell_is_a_link_the_empty_ones_too():
    picture = draw({(0, 0): 3, (1, 2): 100_000})
    assert [[(cell.written, cell.url) for cell in cells] for _, cells in picture.rows] == [
        [("3", "/?0.0"), ("0", "/?0.1"), ("0", "/?0.2")],
        [("0", "/?1.0"), ("0", "/?1.1"), ("100,000", "/?1.2")],
    ]


def test_a_cell_is_darker_the_more_it_counts():
    (_, cells), _ = draw({(0, 0): 0, (0, 1): 1, (0, 2): 9}).rows
    assert [cell.level for cell in cells] == [0, 1, 5]


def test_a_cell_says_what_it_counts():
    (_, cells), _ = draw({(0, 0): 1}).rows
    assert [cell.said for cell in cells[:2]] == ["Ada, Seas: 1 article", "Ada, Ports: 0 articles"]


def test_the_matrix_describes_itself():
    assert draw({(1, 2): 4}).description == "The stronger a cell’s color, the more articles. The most, 4: Ben, Rails."
    assert draw({}).description == "No articles match any cell."
    assert draw({}, description="Mine.").description == "Mine."


def test_without_rows_or_columns_nothing_is_drawn():
    assert draw({}, rows=[]) is None
    assert draw({}, columns=[]) is None
