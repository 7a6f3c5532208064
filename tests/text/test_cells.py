"""CSV that comes back as it was said, and that no spreadsheet reckons."""

import csv
import io
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests import hostile
from text.cells import MARK, lines, meant, neutral
from text.prose import printable

STARTS = "=+-@\t\r＝＋－＠"
RECKONED = re.compile(r"[\s\"]*[=+\-@＝＋－＠]")


@pytest.mark.parametrize("before", ["", " ", "   ", '"', "'", '"\' "', "\u00a0", "\u200b", "\ufeff", "“"])
@pytest.mark.parametrize("sign", STARTS)
def test_what_begins_as_a_formula_is_text(before, sign):
    assert neutral(f"{before}{sign}SUM(1)") == f"'{before}{sign}SUM(1)"


@pytest.mark.parametrize(
    "text", ["", "Ports", "a=b", "2026-03-01", "10.1000/182", "“Quoted”", "5-year plan", "x\ny", "x; y"]
)
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


@pytest.mark.parametrize("separator", ["\n", "\r\n", ";", "; ", "\t", "|", "\u2028", "\x85"])
@pytest.mark.parametrize("sign", "=+-@＝")
def test_what_could_begin_a_formula_within_a_cell_is_text(separator, sign):
    assert neutral(f"Ports{separator}{sign}1+1") in (f"Ports{separator}'{sign}1+1", f"Ports;' {sign}1+1")


@given(st.lists(st.lists(hostile.line | hostile.text, min_size=2, max_size=4), min_size=1, max_size=4))
@example([["Ports; =1+1", "x\n=1+1"], ["x\t=1", 'x;"=1"'], ['x\n"=1', "x;;=1"], ["x|=1", "x;\n=1"]])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_no_cell_is_a_formula_whatever_separator_a_spreadsheet_takes(separator, rows):
    written = "".join(lines(rows)).removeprefix(MARK)
    read = csv.reader(io.StringIO(written, newline=""), delimiter=separator)
    cells = [cell for row in read for cell in row]
    broken = [line for row in written.splitlines() for line in re.split(separator.replace("|", r"\|"), row)]
    assert [cell for cell in cells if RECKONED.match(cell)] == []
    assert [cell for cell in broken if separator != "," and RECKONED.match(cell)] == []
