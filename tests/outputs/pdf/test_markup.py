from hypothesis import given

from outputs.pdf.markup import blocks, runs
from tests.outputs.pdf.test_runs import text_of
from tests.strategies import prose as markup
from text import prose


def words(found: list[dict]) -> str:
    """Return every word of the blocks, in order."""
    said = []
    for block in found:
        said.append(text_of(block.get("runs", [])))
        said += [words(item) for item in block.get("items", [])]
        said.append(words(block.get("blocks", [])))
        rows = block.get("header", []) + block.get("rows", [])
        said += [text_of(cell["runs"]) for row in rows for cell in row]
    return " ".join(said)


@given(markup)
def test_no_word_of_any_markup_is_lost_and_their_order_stays(given_markup):
    clean = prose.clean_prose(given_markup)
    assert words(blocks(clean)).split() == prose.plain(clean).split()


def test_a_paragraph_is_runs_with_styles_and_addresses():
    assert blocks('<p>A <em>b <strong>c</strong></em> &amp; <a href="https://example.org/?a=1&amp;b=2">d</a></p>') == [
        {"kind": "paragraph", "runs": [
            "A ", {"text": "b ", "style": "e", "href": ""}, {"text": "c", "style": "es", "href": ""}, " & ",
            {"text": "d", "style": "", "href": "https://example.org/?a=1&b=2"},
        ]}
    ]  # fmt: skip


def test_a_line_break_is_a_newline_and_spaces_around_it_go():
    assert runs("a <br> b") == ["a\nb"]


def test_lists_hold_lists_and_begin_where_they_say():
    found = blocks('<ul><li>a<ol start="3"><li>b</li></ol></li></ul>')
    assert found == [{"kind": "list", "start": None, "items": [[
        {"kind": "paragraph", "runs": ["a"]},
        {"kind": "list", "start": 3, "items": [[{"kind": "paragraph", "runs": ["b"]}]]},
    ]]}]  # fmt: skip


def test_a_start_that_cannot_be_counted_from_is_one():
    for start in ("-3", "1e9", "99999999999", "x", ""):
        assert blocks(f'<ol start="{start}"><li>a</li></ol>')[0]["start"] == 1


def test_headings_quotes_and_rules_are_blocks():
    found = blocks("<h3>A</h3><blockquote><p>b</p></blockquote><hr>")
    assert [block["kind"] for block in found] == ["heading", "quote", "rule"]
    assert found[0]["level"] == 3


def test_what_is_nested_without_end_is_kept_at_some_depth():
    found = blocks("<blockquote><p>a</p>" * 2000 + "</blockquote>" * 2000)
    assert words(found).split() == ["a"] * 2000


def test_a_tag_that_is_words_stays_words():
    assert runs("&lt;b&gt; #let x = $y$ *z*") == ["<b> #let x = $y$ *z*"]
