"""Markdown, with the line each word stands on."""

import pytest

from importing.lines import Role
from importing.reading.markdown import read_markdown


def rows(source: str) -> list[tuple]:
    return [(line.number, line.role.value, line.level, line.text) for line in read_markdown(source).lines]


def codes(source: str) -> list[tuple]:
    return [(warning.code, warning.line) for warning in read_markdown(source).warnings]


def test_headings_items_and_paragraphs_have_their_roles_and_lines():
    assert rows("# One\n\nWords\n\n- a\n  - b\n- c\n") == [
        (1, "heading", 1, "One"),
        (2, "blank", 0, ""),
        (3, "text", 0, "Words"),
        (4, "blank", 0, ""),
        (5, "bullet", 1, "a"),
        (6, "bullet", 2, "b"),
        (7, "bullet", 1, "c"),
    ]


def test_lines_of_a_paragraph_stay_lines():
    assert rows("Ada Quill\nMarch 3, 2025\nMain points:") == [
        (1, "text", 0, "Ada Quill"),
        (2, "text", 0, "March 3, 2025"),
        (3, "text", 0, "Main points:"),
    ]


def test_a_line_broken_on_purpose_has_a_blank_line_after_it():
    assert [role for _, role, _, _ in rows("Ada Quill  \nMarch 3, 2025")] == ["text", "blank", "text"]


def test_a_wrapped_item_is_one_line():
    assert rows("- a point that\n  goes on\n- next") == [
        (1, "bullet", 1, "a point that goes on"),
        (3, "bullet", 1, "next"),
    ]


def test_a_line_at_the_margin_below_an_item_is_no_part_of_it():
    assert rows("- last point.\nNext Title\nBo Ferris\n- point") == [
        (1, "bullet", 1, "last point."),
        (2, "text", 0, "Next Title"),
        (3, "text", 0, "Bo Ferris"),
        (4, "bullet", 1, "point"),
    ]


@pytest.mark.parametrize("source", ["12. August 2025", "Ada\n\n12. August 2025\n\n1. one\n2. two"])
def test_a_date_with_a_dot_is_no_list(source):
    assert any(row[1] == "text" and row[3] == "12. August 2025" for row in rows(source))


def test_several_lines_above_dashes_are_no_heading():
    assert {role for _, role, _, _ in rows("Title\nAda Quill\n---")} == {"text"}


def test_emphasis_and_links_are_kept():
    line = read_markdown("**A *b*** [words](https://a.test/x_y)").lines[0]
    assert line.html == '<strong>A <em>b</em></strong> <a href="https://a.test/x_y">words</a>'
    assert line.links[0].url == "https://a.test/x_y"


def test_a_bold_line_is_no_heading():
    line = read_markdown("**A title**").lines[0]
    assert (line.role, line.html) == (Role.TEXT, "<strong>A title</strong>")


def test_bad_links_and_raw_html_are_dropped_and_reported_at_their_line():
    source = "One\n\n[x](javascript:alert(1))\n\n<div onclick='a()'>raw<script>b()</script></div>"
    assert [row[3] for row in rows(source) if row[3]] == ["One", "x", "raw"]
    assert codes(source) == [("dropped-link", 3), ("dropped-handler", 5), ("dropped-script", 5)]


def test_front_matter_is_a_claim_and_no_line():
    document = read_markdown('---\ntitle: "A: b"\nauthors: [Ada Quill, Bo Ferris]\ndate: 2025-03-02\n---\n\nWords')
    assert document.claims == {"title": "A: b", "authors": "Ada Quill; Bo Ferris", "date": "2025-03-02"}
    assert [(line.number, line.text) for line in document.lines if line.text] == [(7, "Words")]


def test_a_rule_at_the_top_is_no_front_matter():
    assert read_markdown("---\nWords of a sentence\n\n---\n").claims == {}


def test_a_table_is_read_cell_by_cell_with_a_warning():
    source = "| a | b |\n|---|---|\n| c | d |"
    assert [(row[0], row[3]) for row in rows(source)] == [(1, "a"), (1, "b"), (3, "c"), (3, "d")]
    assert codes(source) == [("table", 1)]


def test_notes_are_left_out_and_reported():
    source = "Words[^1] here\n\n[^1]: A note."
    assert rows(source)[0][3] == "Words here"
    assert codes(source) == [("footnote", 3)]


def test_nesting_deeper_than_the_parser_goes_is_read_as_text():
    assert read_markdown("> " * 500 + "words").format == "text"
