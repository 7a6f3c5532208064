"""What was typed as what is asked: pieces required and excluded, beginnings, and how much of it is read."""

import pytest

from search import words
from search.spellings import grouped
from search.words import MOST_PIECES, Phrase, read_words


def read(typed: str, languages=("en",), is_typing: bool = False, spellings=()):
    return read_words(typed, languages, grouped(spellings), is_typing)


def beginnings(piece) -> list[str]:
    return [phrase.words[-1] for phrase in piece if phrase.is_prefix]


def test_nothing_typed_asks_for_nothing():
    assert not read("")
    assert not read(' - "" * ')


def test_a_minus_excludes_only_where_it_stands_before_a_word():
    asked = read('ports -ferries -"sea gas" Russia-Azerbaijan')
    assert asked.excluded == ((Phrase(("ferri",)),), (Phrase(("sea", "gas")),))
    assert asked.required == ((Phrase(("port",)),), (Phrase(("russia", "azerbaijan")),))
    assert read("-ferries")


def test_a_quotation_may_stay_open_and_take_any_marks():
    assert read("“sea gas”") == read('"sea gas') == read("«sea gas»")


@pytest.mark.parametrize("typed", ["azer*", "azer"])
def test_a_star_or_typing_leaves_the_last_word_open(typed):
    [piece] = read(typed, is_typing=True).required
    assert beginnings(piece) == ["azer"]


def test_without_a_star_and_when_no_one_types_a_word_is_whole():
    assert beginnings(read("azer").required[0]) == []
    assert beginnings(read("azer ", is_typing=True).required[0]) == []
    assert beginnings(read('"azer', is_typing=True).required[0]) == []


def test_a_beginning_has_three_letters_at_least():
    assert beginnings(read("az*").required[0]) == []
    assert beginnings(read("aze*").required[0]) == ["aze"]


def test_a_beginning_finds_stems_up_to_three_letters_shorter_but_of_four_at_least():
    [piece] = read("securit*").required
    assert [phrase.words[-1] for phrase in piece if not phrase.is_prefix] == ["secu", "secur", "securi"]
    assert beginnings(piece) == ["securit"]
    assert [phrase.words[-1] for phrase in read("azeri*").required[0]] == ["azeri", "azer"]
    assert [phrase.words[-1] for phrase in read("azer*").required[0]] == ["azer"]


def test_words_before_a_beginning_stand_before_it():
    [piece] = read("Nagorno-Karab*").required
    assert all(phrase.words[0] == "nagorno" for phrase in piece)


def test_pieces_past_the_most_are_left_out():
    many = " ".join(f"word{n} -not{n}" for n in range(MOST_PIECES + 3))
    asked = read(many)
    assert len(asked.required) == len(asked.excluded) == MOST_PIECES
    assert asked.required[-1] == (Phrase((f"word{MOST_PIECES - 1}",)),)


def test_a_piece_stands_for_so_many_phrases_at_most(monkeypatch):
    ways = [f"berth{n}" for n in range(6)]
    assert len(read("berth0", spellings=["\n".join(ways)]).required[0]) == 6
    monkeypatch.setattr(words, "MOST_PHRASES", 4)
    assert len(read("berth0", spellings=["\n".join(ways)]).required[0]) == 4


def test_without_languages_words_are_as_they_are_written():
    assert read("ferries", languages=()).required == ((Phrase(("ferries",)),),)
