"""CSV that comes back as it was said, and that no spreadsheet reckons."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editorial.exporting.cells import FORMULA, MARK, lines, meant, neutral
from editorial.prose import printable
from tests import hostile

STARTS = "=+-@\t\r＝＋－＠"


@pytest.mark.parametrize("before", ["", " ", "   ", '"', "'", '"\' "', "\u00a0", "\u200b", "\ufeff", "“", "\n"])
@pytest.mark.parametrize("sign", STARTS)
def test_what_begins_as_a_formula_is_text(before, sign):
    assert neutral(f"{before}{sign}SUM(1)") == f"'{before}{sign}SUM(1)"


@pytest.mark.parametrize("text", ["", "Ports", "a=b", "2026-03-01", "10.1000/182", "“Quoted”", "5-year plan", "x\n=y"])
def test_plain_texts_stand_as_they_are(text):
    assert neutral(text) == text


@given(hostile.line)
@example("'=x")
@example("''=x")
def test_what_was_meant_can_be_told(text):
    assert meant(neutral(text)) == printable(text)


@given(st.lists(st.lists(hostile.line, min_size=2, max_size=4), min_size=1, max_size=4))
def test_whatever_the_texts_every_cell_comes_back_and_none_is_a_formula(rows):
    written = "".join(lines(rows)).encode()
    assert written.startswith(b"\xef\xbb\xbf")
    text = written.decode().removeprefix(MARK)
    assert text.endswith("\r\n")
    read = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert [[meant(cell) for cell in row] for row in read] == [[printable(cell) for cell in row] for row in rows]
    assert [cell for row in read for cell in row if FORMULA.match(cell) and not cell.startswith("'")] == []
