"""Tables of articles: the cells of a column show what it contains, and its header names the summary."""

from collections import defaultdict
from dataclasses import dataclass, replace

from importing.lines import Line, Place, Role, Warning
from importing.outlining.bylines import byline_cost
from importing.outlining.dates import read_date
from importing.outlining.impressions import sentence_score
from text.prose import escape

FEWEST_ROWS = 2  # without the header
ORDER = [Place.ARTICLE, Place.BYLINE, Place.DATE, Place.POINT]


@dataclass
class _Table:
    rows: dict[int, dict[int, list[Line]]]

    def column(self, at: int) -> list[list[Line]]:
        return [row[at] for row in list(self.rows.values())[1:] if at in row and len(row) > 1]


def read_tables(lines: list[Line]) -> tuple[list[Line], list[Warning]]:
    """Return `lines` with each row of an article table as the article's labeled lines, and warnings.

    Layout tables and other tables are unchanged: one line per cell.
    """
    if not any(line.cell for line in lines):
        return lines, []
    rows: dict[int, dict[int, dict[int, list[Line]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for line in lines:
        if line.cell and line.role is not Role.BLANK:
            rows[line.cell.table][line.cell.row][line.cell.column].append(line)
    warnings: list[Warning] = []
    made = _forms(rows, warnings)
    for number, table in rows.items():
        if number in made:
            continue
        if columns := _columns(_Table(table), _pinned(table)):
            made[number] = _as_articles(table, columns, warnings)
    kept: list[Line] = []
    for line in lines:
        if not line.cell or line.cell.table not in made:
            kept.append(line)
        elif made[line.cell.table]:
            kept += made[line.cell.table]
            made[line.cell.table] = []
    return kept, warnings


def _forms(rows: dict[int, dict], warnings: list[Warning]) -> dict[int, list[Line]]:
    """Return the lines of tables that each hold one article, with the same words on the left in all of them."""
    by_head: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, table in rows.items():
        cells = [row.get(0, []) for row in table.values()]
        if len(cells) > 1 and all(set(row) == {0, 1} and len(row[0]) == 1 for row in table.values()):
            by_head[tuple(cell[0].text for cell in cells)].append(number)
    made: dict[int, list[Line]] = {}
    for alike in (numbers for numbers in by_head.values() if len(numbers) > 1):
        heads = dict(enumerate(row[0] for row in rows[alike[0]].values()))
        articles = {at: dict(enumerate(row[1] for row in rows[number].values())) for at, number in enumerate(alike, 1)}
        columns = _columns(_Table({0: heads, **articles}), {})
        if not columns:
            continue
        labels = {at: cell[0] for at, cell in heads.items() if columns.get(at) is Place.POINT}
        words = ", ".join(f"“{cell[0].text}”" for at, cell in heads.items() if at not in labels)
        line = heads[0][0].number
        warnings.append(Warning("table", line, f"{words} name the parts of {len(alike)} tables and were left out."))
        made |= {number: _article(articles[at], columns, labels) for at, number in enumerate(alike, 1)}
    return made


def _pinned(table: dict[int, dict[int, list[Line]]]) -> dict[int, Place]:
    """Return the columns of which an editor said what they hold."""
    cells = [(at, line) for row in list(table.values())[1:] for at, cell in row.items() for line in cell]
    return {at: line.meant for at, line in cells if line.meant in ORDER}


def _columns(table: _Table, pinned: dict[int, Place]) -> dict[int, Place]:
    """Return the contents of each column in a table of articles, or {} for other tables.

    A column is what an editor said (`pinned`), and a table of which one did holds articles.
    """
    counts = [len(row) for row in table.rows.values()]
    if len(counts) <= FEWEST_ROWS - 1 or max(counts) < 2 or sum(1 for count in counts if count > 1) < FEWEST_ROWS:
        return {}
    places: dict[int, Place] = {}
    rest: list[int] = []
    for at in sorted({column for row in table.rows.values() for column in row}):
        cells = table.column(at)
        texts = [" ".join(line.text for line in cell) for cell in cells]
        if not texts:
            continue
        if at in pinned:
            places[at] = pinned[at]
        elif Place.DATE not in places.values() and _most(read_date(text) is not None for text in texts):
            places[at] = Place.DATE
        elif _most(
            (len(cell) > 1 and any(line.role is Role.BULLET for line in cell)) or sentence_score(text) >= 0.4
            for cell, text in zip(cells, texts, strict=True)
        ):
            places[at] = Place.POINT
        else:
            rest.append(at)
    words = {at: [" ".join(line.text for line in cell) for cell in table.column(at)] for at in rest}
    linked = {at: any(line.links for cell in table.column(at) for line in cell) for at in rest}
    length = {at: sum(map(len, texts)) / len(texts) for at, texts in words.items()}
    if not rest:
        return places if Place.ARTICLE in places.values() else {}
    names = {at: _most(byline_cost(text) < 1.5 for text in texts) for at, texts in words.items()}
    if Place.ARTICLE not in places.values():
        title = max(rest, key=lambda at: (not names[at], linked[at], length[at]))
        places[title] = Place.ARTICLE
    byline = next((at for at in rest if at not in places and names[at]), None)
    if byline is not None and Place.BYLINE not in places.values():
        places[byline] = Place.BYLINE
    return places if pinned or Place.DATE in places.values() or byline is not None else {}


def _most(found) -> bool:
    found = list(found)
    return sum(found) > len(found) / 2


def _as_articles(
    table: dict[int, dict[int, list[Line]]], columns: dict[int, Place], warnings: list[Warning]
) -> list[Line]:
    made: list[Line] = []
    (first, head), *_ = table.items()
    date = next((at for at, place in columns.items() if place is Place.DATE), None)
    has_head = all(len(cell) == 1 for cell in head.values()) and (
        any(line.cell.is_head or line.meant in (Place.LABEL, Place.OTHER) for cell in head.values() for line in cell)
        or (date in head and read_date(head[date][0].text) is None)
        or all(sentence_score(cell[0].text) < 0.4 and len(cell[0].text) < 25 for cell in head.values())
    )
    labels = {at: cell[0] for at, cell in head.items() if has_head and columns.get(at) is Place.POINT}
    if has_head:
        words = ", ".join(f"“{cell[0].text}”" for at, cell in head.items() if at not in labels)
        if words:
            line = next(iter(head.values()))[0].number
            warnings.append(Warning("table", line, f"{words} are the heads of a table's columns and were left out."))
    for number, row in table.items():
        if has_head and number == first:
            continue
        if len(row) == 1 and len(next(iter(row.values()))) == 1:
            (section,) = next(iter(row.values()))
            made.append(replace(section, meant=section.meant or Place.SECTION))
            continue
        made += _article(row, columns, labels)
    return made


def _article(row: dict[int, list[Line]], columns: dict[int, Place], labels: dict[int, Line]) -> list[Line]:
    made: list[Line] = []
    for place in ORDER:
        for at in (at for at, its in columns.items() if its is place and at in row):
            cell = row[at]
            if place is Place.POINT and at in labels:
                made.append(replace(labels[at], meant=Place.LABEL))
            if place in (Place.ARTICLE, Place.BYLINE) and len(cell) > 1:
                text = ("; " if place is Place.BYLINE else " ").join(line.text for line in cell)
                cell = [replace(cell[0], text=text, html=escape(text))]
            for line in cell:
                role = Role.TEXT if place is not Place.POINT else line.role
                made.append(replace(line, role=role, meant=line.meant or place))
    for at, cell in row.items():
        if at not in columns:
            made += [replace(line, meant=Place.OTHER) for line in cell]
    return made
