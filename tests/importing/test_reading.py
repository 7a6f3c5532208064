"""Which reader takes a document, and what none of them takes."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importing.lines import Document, Role, Unreadable
from importing.reading import read
from tests.importing.documents import REAL, needs_the_real_document
from tests.strategies import examples
from text.prose import clean_inline, plain

TEXT = "A Survey of Rivers\nAda Quill\nMarch 3, 2025\n- One point"
MARKDOWN = "# A Survey of Rivers\n\n## Bridges\n\n- One point"
PAGE = "<!DOCTYPE html><title>x</title><h1>A Survey of Rivers</h1><p>Words</p>"


@pytest.mark.parametrize(
    ("source", "name", "declared", "expected"),
    [
        (TEXT, "", None, "text"),
        (TEXT, "survey.txt", None, "text"),
        (TEXT, "survey.md", None, "markdown"),
        (MARKDOWN, "", None, "markdown"),
        (MARKDOWN, "survey.txt", "text", "text"),
        (PAGE, "", None, "html"),
        (PAGE, "survey.txt", None, "html"),
        (PAGE, "survey.txt", "text", "text"),
        ("<p>Words <b>here</b></p>", "", None, "html"),
        ("Words < other words > and a <p>", "", None, "text"),
        ("Words only", "words.html", None, "html"),
    ],
)
def test_the_format_is_told_by_content_then_by_name_unless_declared(source, name, declared, expected):
    assert read(source.encode(), name, declared).format == expected


def test_a_page_in_utf16_is_a_page():
    assert read(PAGE.encode("utf-16")).format == "html"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        ("\u200b \u200b".encode(), "empty"),
        (b"word " * 10_000_000, "too-large"),
        (b"A line of words.\n" * 300_000, "too-large"),
        (b"x\n" * 200_000, "too-large"),
        (bytes(range(256)) * 50, "not-text"),
        (b"<html><script>alert(1)</script></html>", "no-text"),
        (b"<html><body><img src=x></body></html>", "no-text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "old-word"),
        (b"%PDF-1.7\n", "damaged"),
        (b'{"title": "Rivers"}', "not-supported"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", "no-text"),
        (b"<p>x</p>" * 230_000, "too-large"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_one_sentence(data, code):
    with pytest.raises(Unreadable) as refusal:
        read(data)
    assert refusal.value.code == code
    assert refusal.value.message.endswith(".")
    assert "\n" not in refusal.value.message


def test_a_file_declared_word_that_is_none_is_refused():
    with pytest.raises(Unreadable):
        read(TEXT.encode(), declared="word")


def test_an_archive_that_is_no_word_file_is_refused():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("letter.txt", "words")
    with pytest.raises(Unreadable) as refusal:
        read(data.getvalue())
    assert refusal.value.code == "not-supported"


def test_pictures_inside_a_page_do_not_count_as_text():
    page = b"<p>Words</p><img src='data:image/png;base64," + b"A" * 6_000_000 + b"'>"
    assert [line.text for line in read(page).lines] == ["Words"]


@given(st.binary(max_size=300), st.sampled_from(["", "a.md", "a.html", "a.docx", "a.txt"]))
def test_any_bytes_are_read_or_refused_and_nothing_else_happens(data, name):
    try:
        document = read(data, name)
    except Unreadable:
        return
    assert isinstance(document, Document)


@examples(200)
@given(st.text(max_size=300), st.sampled_from(["text", "markdown", "html"]))
def test_every_line_has_the_same_words_in_its_text_and_its_html(text, declared):
    try:
        document = read(text.encode("utf-8", errors="replace"), declared=declared)
    except Unreadable:
        return
    for line in document.lines:
        assert plain(line.html) == " ".join(line.text.split())
        assert clean_inline(line.html) == line.html


TAGS = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<ul>", "<li>", "</ul>", "<td>", "<table>", "<br>", "<!--", "-->", "<a href='"]
)


@given(st.lists(st.one_of(TAGS, st.text(alphabet="ab <>&;'\"", max_size=5)), max_size=30).map("".join))
def test_broken_markup_is_read_with_sanitized_lines_in_order(source):
    try:
        lines = read(source.encode(), declared="html").lines
    except Unreadable:
        return
    assert [line.number for line in lines] == sorted({line.number for line in lines})
    assert all(clean_inline(line.html) == line.html for line in lines)


@needs_the_real_document
def test_the_real_document_keeps_every_line_at_its_number():
    source = REAL.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    document = read(REAL.read_bytes(), REAL.name)
    assert [line.text for line in document.lines] == [line.rstrip() for line in source]
    assert [line.number for line in document.lines] == list(range(1, len(source) + 1))
    assert document.warnings == []


@needs_the_real_document
def test_the_real_document_says_the_same_as_markdown():
    as_text = [line.text.removeprefix("- ") for line in read(REAL.read_bytes()).lines if line.role is not Role.BLANK]
    document = read(REAL.read_bytes(), declared="markdown")
    assert [line.text for line in document.lines if line.role is not Role.BLANK] == as_text
    assert document.warnings == []
