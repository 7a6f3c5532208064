"""Tags and words out of broken source."""

import pytest

from importing.reading.web.tokens import tokens


def shape(source: str) -> list[tuple]:
    return [(token.kind, token.name or token.words) for token in tokens(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a<b>c</b>", [("words", "a"), ("open", "b"), ("words", "c"), ("close", "b")]),
        ("a < b", [("words", "a "), ("words", "<"), ("words", " b")]),
        ("<!-- x --><!DOCTYPE html><![if !a]>b", [("words", "b")]),
        ("<!-->a", [("words", "a")]),
        ("a<!-- never", [("words", "a"), ("unfinished", " never")]),
        ("<script>a<b</SCRIPT >c", [("raw", "script"), ("words", "c")]),
        ("<o:p>x</o:p>", [("open", "o:p"), ("words", "x"), ("close", "o:p")]),
        ("&amp;&#8217;&lt;b&gt;", [("words", "&’<b>")]),
        ("&#" + "9" * 5000 + ";", [("words", "\ufffd")]),
    ],
)
def test_source_becomes_tokens(source, expected):
    assert shape(source) == expected


def test_attributes_are_read_with_any_quotes_or_none():
    token = next(tokens("<a HREF='x&amp;y' title=\"a>b\" data-z=1 hidden>"))
    assert token.attributes == {"href": "x&y", "title": "a>b", "data-z": "1", "hidden": ""}
