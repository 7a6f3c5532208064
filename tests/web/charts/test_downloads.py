"""A chart's numbers, kept as a file."""

import csv
import io
from urllib.parse import unquote

from web.charts.downloads import as_csv


def rows_of(address: str) -> list[list[str]]:
    kind, _, text = address.partition(",")
    assert kind == "data:text/csv;charset=utf-8"
    return list(csv.reader(io.StringIO(unquote(text).removeprefix("\ufeff"))))


def test_the_rows_can_be_read_back():
    assert rows_of(as_csv([("Month", "Articles"), ("März “2026”, more", 7)])) == [
        ["Month", "Articles"],
        ["März “2026”, more", "7"],
    ]


def test_no_cell_is_a_formula():
    assert rows_of(as_csv([("=1+1", "@x")])) == [["'=1+1", "'@x"]]


def test_the_address_can_stand_in_an_attribute():
    assert not set('<>"& \n') & set(as_csv([('<a href="x">&amp;', "a b")]))
