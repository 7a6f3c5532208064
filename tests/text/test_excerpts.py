"""What a text says in a line or two."""

import pytest

from text.excerpts import LONGEST, opening

FIRST = "The straits narrow every summer, and with them the room for what the U.S. and J. Smith would agree on."
SECOND = " Then it rains."
LONG = " And this sentence goes on, as reports do, until long after a search engine has stopped reading what it says."


def test_a_short_text_is_told_whole_on_one_line():
    assert opening(" It froze.\nThen it thawed. ") == "It froze. Then it thawed."
    assert opening("") == ""


def test_of_a_long_one_the_whole_sentences_that_fit():
    assert opening(FIRST + SECOND + LONG) == FIRST + SECOND
    assert opening(FIRST.replace(".", "!") + LONG) == FIRST.replace(".", "!")


def test_a_sentence_that_does_not_fit_is_cut_at_a_word():
    said = opening("word, " * 100)
    assert said.endswith("word…")
    assert len(said) <= LONGEST


def test_a_first_sentence_too_short_to_say_anything_is_not_all():
    assert opening("It froze." + LONG + LONG).startswith("It froze. And this sentence goes on")


@pytest.mark.parametrize("text", ["港口的未来很重要，因为它决定了海峡的命运。" * 12, "港口" * 200])
def test_a_text_without_spaces_is_cut_too(text):
    said = opening(text)
    assert 60 <= len(said) <= LONGEST
    assert said[-1] in "。…"
