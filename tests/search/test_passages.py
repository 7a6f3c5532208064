"""Passages: the place where most of the words stand, marked, cut at words, and nothing else is markup."""

import pytest

from search.passages import LENGTH, MOST_READ, Marker, mark
from search.spellings import Spellings
from search.words import read_words


def marker(typed: str, is_typing: bool = False) -> Marker:
    return Marker(read_words(typed, ["en"], Spellings(), is_typing), "en")


def test_words_are_marked_by_their_stems_and_the_rest_is_escaped():
    assert marker("port <b>").marked("Ports & <b>ships</b>") == (
        "<mark>Ports</mark> &amp; &lt;<mark>b</mark>&gt;ships&lt;/<mark>b</mark>&gt;"
    )


def test_what_was_excluded_is_not_marked():
    assert "<mark>" not in marker("-ports").marked("Ports")


def test_the_beginning_of_a_word_marks_the_words_that_begin_so():
    assert marker("Azer*").marked("Azeri and Baku") == "<mark>Azeri</mark> and Baku"


def test_of_two_words_without_spaces_between_them_the_longer_is_marked_whole():
    assert marker("港口 港口城").marked("在港口城的港口") == "在<mark>港口城</mark>的<mark>港口</mark>"


def test_the_same_character_at_the_end_of_one_run_and_the_beginning_of_the_next_joins_them_not():
    assert marker("のの，のののの").marked("のの，のののの") == "<mark>のの</mark>，<mark>のののの</mark>"


def test_nothing_is_shown_of_texts_without_the_words():
    assert marker("ports").passage(["Ferries.", ""]) == ""


def test_the_text_with_most_different_words_is_shown_and_the_first_of_equals():
    one, other = "Ports ports ports.", "Ports and ferries."
    assert "ferries" in marker("ports ferries").passage([one, other])
    assert marker("ports").passage(["Ports first.", "Ports second."]) == "<mark>Ports</mark> first."


def test_the_stretch_with_most_words_is_shown_however_far_down():
    text = "Ports alone. " + "x " * 300 + "Ports and ferries at sea. " + "y " * 300
    shown = marker("ports ferries sea").passage([text])
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert all(f"<mark>{word}</mark>" in shown for word in ("Ports", "ferries", "sea"))
    assert "alone" not in shown


def test_a_passage_is_no_longer_than_it_may_be_and_cut_between_words():
    text = "lead " * 100 + "ports " + "tail " * 100
    plain = marker("ports").passage([text]).replace("<mark>", "").replace("</mark>", "")
    words = plain.strip("… ").split()
    assert set(words) == {"lead", "ports", "tail"}
    assert LENGTH <= len(plain.strip("… ")) <= LENGTH + 10
    assert words.count("lead") > 10
    assert words.count("tail") > 10


def test_a_short_text_is_shown_whole_without_dots():
    assert marker("ports").passage(["The ports wait."]) == "The <mark>ports</mark> wait."


@pytest.mark.parametrize(("before", "is_found"), [(MOST_READ - 6, True), (MOST_READ, False)])
def test_no_more_of_a_text_is_read_than_is_worth_the_wait(before, is_found):
    assert bool(marker("ports").passage(["x" * (before - 1) + " ports"])) == is_found


def test_places_are_marked_in_their_order():
    assert mark("a<b", [(0, 1), (2, 3)]) == "<mark>a</mark>&lt;<mark>b</mark>"
