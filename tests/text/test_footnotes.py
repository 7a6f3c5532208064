"""Footnotes: marks and notes are joined, and no word is lost."""

import re

from hypothesis import given
from hypothesis import strategies as st

from text import prose
from text.footnotes import Notes, with_notes, with_notes_below, with_notes_spelled, without_marks

pieces = st.lists(
    st.sampled_from([
        "<p>Ports[^1] wait.</p>", "<p>Twice[^1] and[^two].</p>", "<p>[^1]: See the <em>Gazette</em>.</p>",
        "<p>[^two]: Ibid.</p>", "<p>[^lost]: Nobody asks.</p>", "<h2>Heading[^two]</h2>", "<p>A mark of nothing[^none].</p>",
    ]),
    max_size=8,
)  # fmt: skip


@given(pieces)
def test_no_word_is_lost_and_every_mark_leads_to_a_note_and_back(blocks):
    markup = "\n".join(blocks)
    body, notes = with_notes(markup)
    whole = prose.plain(body) + " ".join(prose.plain(note.html) for note in notes)
    for word in ("Gazette", "Ibid", "Nobody", "Ports", "nothing"):
        assert (word in whole) == (word in markup)
    assert [note.number for note in notes] == list(range(1, len(notes) + 1))
    for note in notes:
        assert body.count(f'href="#{note.anchor}"') == len(note.marks) >= 1
        assert all(body.count(f'id="{mark}"') == 1 for mark in note.marks)
    first = [int(number) for number in re.findall(r'href="#note-(\d+)"', body)]
    assert list(dict.fromkeys(first)) == sorted(set(first))


def test_marks_are_numbered_in_the_order_of_the_text_whatever_they_are_called():
    body, notes = with_notes("<p>A[^z] b[^a] c[^z].</p><p>[^a]: Second.</p><p>[^z]: First.</p>")
    assert [note.html for note in notes] == ["First.", "Second."]
    assert notes[0].marks == ["note-mark-1", "note-mark-1-2"]
    assert "[^" not in body


def test_what_has_no_notes_is_left_as_it_is():
    assert with_notes("<p>In [^1] brackets.</p>") == ("<p>In [^1] brackets.</p>", [])
    assert with_notes_below("<p>Plain.</p>", "Notes") == "<p>Plain.</p>"


def test_in_print_the_notes_are_a_list_below_their_heading():
    assert with_notes_below("<p>A[^1].</p>\n<p>[^1]: Note.</p>", "Notes") == (
        "<p>A<sup>1</sup>.</p>\n\n<h2>Notes</h2>\n<ol><li>Note.</li></ol>"
    )


def test_what_looks_like_a_mark_in_a_links_address_is_none():
    markup = '<p>See <a href="https://example.org/?a=[^1]">this</a>.[^1]</p>\n<p>[^1]: A note.</p>'
    body, notes = with_notes(markup)
    assert 'href="https://example.org/?a=[^1]"' in body
    assert notes[0].marks == ["note-mark-1"]


def test_in_a_text_of_one_paragraph_the_notes_follow_at_its_end():
    body, notes = with_notes("Ports[^b] and <em>rails.[^a] [^a]: See the Gazette.</em> [^b]: Ibid.")
    assert prose.plain(body) == "Ports1 and rails.2"
    assert [note.html for note in notes] == ["Ibid.", "See the Gazette."]


def test_a_mark_before_a_colon_is_no_note():
    assert with_notes("As it says[^1]: ports wait.") == ("As it says[^1]: ports wait.", [])


def test_in_plain_text_marks_and_notes_have_numbers_in_brackets():
    markup = "<p>A[^x].</p>\n<p>[^x]: Note.</p>"
    assert prose.paragraphs(with_notes_spelled(markup, "Notes")) == ["A[1].", "Notes", "[1] Note."]


def test_summaries_have_no_marks():
    assert without_marks("Ports wait.[^1] [^1]: Long.") == "Ports wait. Long."


@given(pieces)
def test_the_notes_of_several_texts_are_numbered_through(blocks):
    notes = Notes()
    marked = [notes.marked(blocks), notes.marked(blocks)]
    assert [note.number for note in notes.found] == list(range(1, len(notes.found) + 1))
    anchors = re.findall(r'id="([\w-]+)"', "".join(map(str, [*marked[0], *marked[1]])))
    assert len(anchors) == len(set(anchors))
