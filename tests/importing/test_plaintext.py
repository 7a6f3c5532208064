"""Plain text, line by line."""

from hypothesis import given
from hypothesis import strategies as st

from importing.lines import Link, Role
from importing.reading.plaintext import read_text


def test_lines_keep_their_number_and_their_indent():
    lines = read_text("First\n\n  - nested  \n\tafter a tab\n").lines
    assert [(line.number, line.text, line.role) for line in lines] == [
        (1, "First", Role.TEXT),
        (2, "", Role.BLANK),
        (3, "  - nested", Role.TEXT),
        (4, "    after a tab", Role.TEXT),
    ]


def test_html_is_the_escaped_line_without_its_indent():
    assert read_text("  a < b & “c”").lines[0].html == "a &lt; b &amp; “c”"


def test_a_form_feed_is_a_blank_line():
    lines = read_text("end of page\n\fnext page").lines
    assert [(line.number, line.text) for line in lines] == [(1, "end of page"), (2, ""), (2, ""), (2, "next page")]


def test_bare_addresses_are_links_without_the_full_stop():
    line = read_text("See https://rivers.test/a_(b), and (https://lakes.test).").lines[0]
    assert line.links == tuple(Link(url, url) for url in ("https://rivers.test/a_(b)", "https://lakes.test"))


def test_an_address_alone_on_a_line_is_the_link_of_the_line_above():
    [line] = read_text("Rivers\nhttps://rivers.test/").lines
    assert (line.text, line.links) == ("Rivers", (Link("Rivers", "https://rivers.test/"),))


def test_an_address_below_a_blank_line_is_a_line():
    assert [line.text for line in read_text("Rivers\n\nhttps://rivers.test/").lines][2] == "https://rivers.test/"


def test_underlined_lines_are_headings():
    lines = read_text("A title over\ntwo lines\n============\n\nSection\n-------\nwords\n----------\n").lines
    assert [(line.text, line.role, line.level) for line in lines if line.role is not Role.BLANK] == [
        ("A title over two lines", Role.HEADING, 2),
        ("Section", Role.HEADING, 3),
        ("words", Role.TEXT, 0),
        ("----------", Role.TEXT, 0),
    ]


def test_a_tab_after_a_bullet_is_a_space():
    assert read_text("•\tA point").lines[0].text == "• A point"


@given(st.lists(st.text(alphabet=st.characters(codec="ascii", exclude_categories=["Cc"]))))
def test_there_is_one_line_for_each_line(written):
    source = "\n".join(written)
    assert len(read_text(source).lines) == max(source.removesuffix("\n").count("\n") + 1, 1)
