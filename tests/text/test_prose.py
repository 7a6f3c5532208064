"""The one sanitizer."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from text.prose import UNPRINTABLE, blocks, clean_inline, clean_prose, escape, nfc, one_line, plain, printable

PIECES = [
    "<p>", "</p>", "<em>", "</em>", "<b>", "</b>", "<i class=x>", "</i>", "<ul>", "<ol start=3>", "</ol>", "<li>", "</li>", "</ul>",
    "<h2>", "</h2>", "<br>", "<hr>", "<table>", "<tr>", "<td colspan=2>", "</td>", "</tr>", "</table>", "<blockquote>", "</blockquote>",
    '<a href="https://example.org/?a=1&b=2>3">', "</a>", '<a href="javascript:alert(1)">', "<script>alert(1)</script>", "<style>p{}</style>",
    "<div>", "</div>", "<span onclick=x>", "</span>", "<svg><path/></svg>", "<!-- note -->", "<![CDATA[x]]>", "<noscript>x</noscript>",
    "&amp;", "&lt;b&gt;", "&#x202e;", "&#8;", "&#0;", "&nbsp;", "&", "<", ">", "\u202e", "\x00", "\xa0", "é", "words", " ", "\n", "“q”",
]  # fmt: skip
markups = st.lists(st.sampled_from(PIECES) | st.text(st.characters(), max_size=4), max_size=14).map("".join)
lines = st.text(st.characters()).map(lambda text: re.sub(r"\s+", " ", printable(text)).strip())


@given(markups)
@example("<em>a<p>b</p>c</em>")
@example("&#x202e;<a href='java&#x202e;script:alert(1)'>x</a>")
def test_cleaning_twice_is_cleaning_once(markup):
    assert clean_prose(clean_prose(markup)) == clean_prose(markup)
    assert clean_inline(clean_inline(markup)) == clean_inline(markup)


@given(markups)
@example("<em>a<p>b</p>c</em>")
@example("<b>a<ul><li>b</ul>c")
def test_blocks_put_together_and_cut_again_are_the_same_blocks(markup):
    found = blocks(markup)
    assert blocks("".join(found)) == found
    assert blocks("\n".join(found)) == found


@given(markups)
def test_each_block_is_a_clean_block_of_its_own(markup):
    for block in blocks(markup):
        assert clean_prose(block) == block
        assert re.match(r"<(p|h2|h3|h4|ul|ol|li|blockquote|table|hr)\b", block)


@given(markups)
def test_cutting_into_blocks_loses_no_word(markup):
    assert "".join(plain(clean_prose(markup)).split()) == "".join(plain(" ".join(blocks(markup))).split())


@given(markups)
def test_nothing_that_runs_and_nothing_that_lies_is_left(markup):
    for cleaned in (clean_prose(markup), clean_inline(markup), "".join(blocks(markup))):
        assert not re.search(r"<(script|style|svg|iframe|span|div)|<[^>]*\son\w+=", cleaned, re.I)
        assert not re.search(r"<a href=\"\s*javascript", cleaned, re.I)
        assert not UNPRINTABLE.search(cleaned)


@given(lines)
@example("a &amp; b <b> \"c\" 'd'")
def test_escaping_a_line_and_reading_it_as_plain_words_gives_it_back(line):
    assert plain(escape(line)) == line


@given(lines)
def test_an_escaped_line_is_clean(line):
    assert clean_inline(escape(line)) == escape(line)


@pytest.mark.parametrize(
    ("markup", "cleaned"),
    [
        ("<script>alert(1)</script>words", "words"),
        ("<ScRiPt src=x></sCrIpT>words", "words"),
        ('<p onclick="x()">words</p>', "<p>words</p>"),
        ('<a href="javascript:alert(1)">words</a>', "<a>words</a>"),
        ('<a href=" java\nscript:alert(1)">words</a>', "<a>words</a>"),
        ('<a href="java&#x202e;script:alert(1)">words</a>', "<a>words</a>"),
        ('<a href="data:text/html,x">words</a>', "<a>words</a>"),
        ('<a href="https://example.org/" target="_blank">words</a>', '<a href="https://example.org/">words</a>'),
        ('<a href="mailto:desk@example.org">words</a>', '<a href="mailto:desk@example.org">words</a>'),
        ("<iframe src=//x>hidden</iframe>words", "words"),
        ('<img src=x onerror="alert(1)">words', "words"),
        ("<b>bold</b> and <I>slanted</I>", "<strong>bold</strong> and <em>slanted</em>"),
        ('<div style="color:red">words</div>', "words"),
    ],
)
def test_only_the_allow_list_is_left(markup, cleaned):
    assert clean_prose(markup) == cleaned


def test_quotes_are_not_escaped():
    assert escape("“a” \"b\" 'c' <d>") == "“a” \"b\" 'c' &lt;d&gt;"


@pytest.mark.parametrize("name", ["pull", "other", "pull other", ""])
def test_the_only_class_is_that_of_a_pull_quote(name):
    kept = ' class="pull"' if name == "pull" else ""
    assert clean_prose(f'<blockquote class="{name}">x</blockquote>') == f"<blockquote{kept}>x</blockquote>"


@pytest.mark.parametrize(("address", "is_kept"), [
    ("article:12", True), ("topic:3", True), ("article:zz", False), ("author:12x", False), ("article:12?x", False),
    ("article:", False), ("article://12", False),
])  # fmt: skip
def test_a_link_of_ours_names_a_kind_and_a_number_and_nothing_else(address, is_kept):
    assert clean_prose(f'<a href="{address}">x</a>') == (f'<a href="{address}">x</a>' if is_kept else "<a>x</a>")


def test_inline_markup_is_one_line_without_blocks():
    assert clean_inline("<p>One\n  <em>two</em></p> <h2>three</h2>") == "One <em>two</em> three"


@pytest.mark.parametrize("override", ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e"])
@pytest.mark.parametrize("spelled", ["{}", "&#{:d};", "&#x{:x};"])
def test_direction_overrides_are_taken_out_however_they_are_spelled(override, spelled):
    written = spelled.format(override if spelled == "{}" else ord(override))
    assert clean_inline(f"fdp{written}.exe") == "fdp.exe"
    assert clean_prose(f"<p>fdp{written}.exe</p>") == "<p>fdp.exe</p>"


def test_controls_and_lone_surrogates_are_taken_out_but_lines_and_tabs_stay():
    assert printable("a\x00b\x08c\x1fd\x7fe\ud800f\tg\nh\r") == "abcdef\tg\nh\r"


def test_marks_that_scripts_need_stay():
    for text in ("\u200d", "\u200c", "\u200f", "\u2067", "👩\u200d🔬", "لا\u200cتي"):
        assert printable(text) == text


def test_plain_words_have_a_space_where_a_block_or_a_line_ended():
    assert plain("<p>One</p><p>two<br>three</p><ul><li>f<em>ou</em>r</li></ul>") == "One two three four"


def test_bare_words_between_blocks_become_paragraphs():
    assert blocks("Before<p>One</p>between <em>them</em><ul><li>a</li></ul>after") == [
        "<p>Before</p>", "<p>One</p>", "<p>between <em>them</em></p>", "<ul><li>a</li></ul>", "<p>after</p>",
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["<em>a</em> b", "a <em>b</em> c", "<em>a</em> <em>b</em>", "<em>a</em>b<em>c</em>"])
def test_a_line_of_words_and_inline_tags_is_one_paragraph(line):
    assert blocks(line) == [f"<p>{line}</p>"]
    assert blocks(f"<p>x</p> {line}<p>y</p>") == ["<p>x</p>", f"<p>{line}</p>", "<p>y</p>"]


def test_empty_blocks_are_left_out_but_a_rule_stays():
    assert blocks("<p></p><hr><p>&nbsp;</p><p>One</p>") == ["<hr>", "<p>One</p>"]


def test_decomposed_accents_are_composed():
    assert nfc("e\u0301") == "é"


NONCHARACTERS = [
    *range(0xFDD0, 0xFDF0),
    *(plane + end for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)),
]


def test_noncharacters_and_controls_of_the_second_row_are_taken_out():
    assert printable("".join(map(chr, NONCHARACTERS))) == ""
    assert printable("a\x80b\x9fc") == "abc"


def test_characters_beside_noncharacters_stay():
    beside = "".join(chr(code + step) for code in NONCHARACTERS for step in (-1, 1) if code + step <= 0x10FFFF)
    assert set(beside) - set(printable(beside)) <= set(map(chr, NONCHARACTERS))


@pytest.mark.parametrize("spelled", ["{}", "&#{:d};", "&#x{:x};"])
@pytest.mark.parametrize("code", [0xFFFE, 0xFDD0, 0x1FFFF])
def test_noncharacters_in_markup_are_taken_out_however_they_are_spelled(spelled, code):
    written = spelled.format(chr(code) if spelled == "{}" else code)
    assert clean_prose(f"<p>po{written}rt</p>") in ("<p>port</p>", "<p>po\ufffdrt</p>")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\t", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_a_line_break_in_a_name_becomes_a_space(end):
    assert one_line(f" Corridors{end}and {end} Ports{end}") == "Corridors and Ports"


def test_a_name_on_one_line_is_composed_and_keeps_its_meant_spaces():
    assert one_line("Ports  and   rails") == "Ports and rails"
    assert one_line("Ou\u0300 va-t-on\xa0?  10\u202f%") == "Où va-t-on\xa0? 10\u202f%"


@given(st.text())
def test_a_line_is_a_line_once_and_for_all(text):
    assert one_line(one_line(text)) == one_line(text)
    assert len(one_line(text).splitlines()) <= 1
