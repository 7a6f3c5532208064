"""Broken and hostile HTML, as the parser gives it on."""

import pytest

from importing.lines import Unreadable
from importing.reading.web.parsing import parse
from importing.reading.web.webpage import read_page


class Heard:
    """Keeps what it is given."""

    def __init__(self, source: str):
        self.parts: list[tuple] = []
        parse(source, self)

    def words(self, words):
        self.parts.append(("words", words))

    def start(self, tag, attributes):
        if tag not in ("html", "head", "body"):
            self.parts.append(("start", tag, dict(attributes)))

    def end(self):
        pass

    def raw(self, tag, attributes, words):
        self.parts.append(("raw", tag, words))

    def unfinished(self, words):
        self.parts.append(("unfinished", words))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b", [("words", "a < b")]),
        ("<!-- x --><!DOCTYPE html><![if !a]>b", [("words", "b")]),
        ("<!-->a", [("words", "a")]),
        ("a<!-- never", [("words", "a"), ("unfinished", " never")]),
        ('a<b c="d>e<p>', [("words", "a"), ("unfinished", "d>e<p>"), ("start", "b", {})]),
        ("<script>a<b</SCRIPT >c", [("raw", "script", "a<b"), ("words", "c")]),
        ("<textarea>never", [("raw", "textarea", "never")]),
        ("<o:p>x</o:p>", [("start", "o:p", {}), ("words", "x")]),
        ("&amp;&#8217;&lt;b&gt;", [("words", "&’<b>")]),
        ("&#" + "9" * 5000 + ";", [("words", "\ufffd")]),
        ("a\0b\ud800c", [("words", "abc")]),
        ("<a HREF='x&amp;y' title=\"a>b\" data-z=1 hidden>", [
            ("start", "a", {"href": "x&y", "title": "a>b", "data-z": "1", "hidden": ""}),
        ]),
    ],
)  # fmt: skip
def test_source_becomes_tags_and_words(source, expected):
    assert Heard(source).parts == expected


def test_words_longer_than_a_piece_are_given_whole():
    assert Heard("<p>" + "words and more " * 1_000).parts[1:] == [("words", "words and more " * 1_000)]


@pytest.mark.slow
def test_ten_thousand_nested_lists_are_read():
    assert [line.text for line in read_page("<ul><li>" * 10_000 + "deep").lines] == ["deep"]


@pytest.mark.slow
def test_formatting_never_closed_takes_no_more_memory_than_the_page():
    page = read_page("".join(f"<p><b class={number}>x" for number in range(3_000)))
    assert len(page.lines) == 3_000


@pytest.mark.slow
def test_a_page_that_would_take_the_parser_long_is_refused():
    with pytest.raises(Unreadable) as refused:
        read_page("<i>" * 110_000 + "</u>" * 109_000)
    assert refused.value.code == "too-large"
