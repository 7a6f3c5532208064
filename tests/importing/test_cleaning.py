"""Words as a document has them, and as we keep them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importing.reading.cleaning import clean, quoted, squeezed


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("one\xa0two\u2009three\u3000four", "one two three four"),
        ("zero\u200bwidth\u2060 soft\xadhyphen \ufeffmark", "zerowidth softhyphen mark"),
        ("e\u0301lan", "\xe9lan"),
        ("e\u200b\u0301lan", "\xe9lan"),
        ("\ufb01ne \ufb02ow e\ufb03cient", "fine flow efficient"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("bell\x07 null\x00", "bell null"),
        ("\x93quoted\x94", "“quoted”"),
        ("left\u200eright", "leftright"),
    ],
)
def test_invisible_and_odd_characters_become_ordinary_ones(written, kept):
    assert clean(written) == kept


@pytest.mark.parametrize("words", ["“Curly” ‘quotes’", "a – b — c", "x² ½ № …", "colour, jewellery", "\uf0b7 point"])
def test_quotes_dashes_signs_and_spelling_stay_as_written(words):
    assert clean(words) == words


@pytest.mark.parametrize("words", ["می\u200cخواهم", "क्\u200dष", "👩\u200d👧"])
def test_joiners_stay_in_scripts_that_are_spelled_with_them(words):
    assert clean(words) == words


def test_joiners_between_latin_letters_go():
    assert clean("he\u200cllo\u200d") == "hello"


def test_direction_marks_stay_beside_hebrew():
    assert clean("\u200fשלום\u200f (a)") == "\u200fשלום\u200f (a)"


def test_a_million_combining_marks_become_few():
    assert len(clean("a" + "\u0301\u0327" * 500_000)) < 100


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_cleaned_text_is_in_normal_form(text):
    assert unicodedata.is_normalized("NFC", clean(text))


def test_squeezed_words_stand_on_one_line():
    assert squeezed("  a \n\t b\x0c ") == "a b"


def test_a_quotation_ends_at_a_word():
    assert quoted("many words " * 30, 20) == "“many words many …”"
