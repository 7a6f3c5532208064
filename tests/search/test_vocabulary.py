"""“Did you mean”."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import vocabulary
from search.vocabulary import distance, forms_of
from tests import make
from tests.make import NOON, later, published

pytestmark = pytest.mark.postgres

words = st.text("abcdef", min_size=1, max_size=8)


@given(words, words)
def test_apart_is_the_same_both_ways_and_nothing_only_for_the_same(one, other):
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)


@given(words, st.integers(0, 7), st.sampled_from("abcdefg"), st.sampled_from(["add", "drop", "change", "swap"]))
def test_one_mistake_leaves_a_form_in_common(word, place, letter, mistake):
    place %= len(word)
    wrong = {
        "add": word[:place] + letter + word[place:],
        "drop": word[:place] + word[place + 1 :],
        "change": word[:place] + letter + word[place + 1 :],
        "swap": word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
    }[mistake]
    assert distance(word, wrong) <= 1
    assert forms_of(word) & forms_of(wrong)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("ports", "ports", 0), ("ports", "prots", 1), ("ports", "porst", 1), ("ab", "ba", 1), ("ports", "port", 1),
        ("ports", "sports", 1), ("ports", "forts", 1), ("ports", "pros", 2), ("abcd", "badc", 2), ("", "abc", 3),
    ],
)  # fmt: skip
def test_a_letter_more_or_less_another_one_or_two_exchanged_are_one_apart(one, other, apart):
    assert distance(one, other) == distance(other, one) == apart


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["Pashinian", "Pashinjan", "Pahsinyan", "Pashinyann"])
def test_a_misspelled_word_is_told_with_what_was_meant(look, typed):
    published(make.article("Pashinyan and the corridor"), NOON)
    page = look(f"/analysis/?q={typed}+corridor", later(hours=1)).content.decode()
    assert 'href="/analysis/?q=pashinyan+corridor"' in page


@pytest.mark.django_db
def test_no_word_is_offered_that_nothing_public_holds(look):
    published(make.article("Pashinyan"), NOON, live_from=later(days=1))
    published(make.article("Other"), NOON)
    assert "Did you mean" not in look("/analysis/?q=Pashinian", later(hours=1)).content.decode()
    assert "Did you mean" in look("/analysis/?q=Pashinian", later(days=2)).content.decode()


@pytest.mark.django_db
def test_words_are_kept_once_however_often_they_are_published():
    made = make.article("Pashinyan")
    published(made, NOON)
    published(make.changed(made, standfirst="More."), later(hours=1))
    assert vocabulary.like("pashinyam") == ["pashinyan"]
