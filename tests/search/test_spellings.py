"""The dictionary of spellings: what any of a group finds, all of it find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import library_index
from articles.models import Article
from search.spellings import grouped, spellings
from search.words import read_typed
from tests import make

pytestmark = pytest.mark.postgres

names = st.sampled_from(["Pashinyan", "Pashinian", "Artsakh", "Nagorno-Karabakh", "Karabagh", "Baku", "Bakı"])


@given(st.lists(st.lists(names, min_size=1, max_size=4), max_size=4), names, names)
def test_two_are_of_one_key_exactly_where_rows_join_them(rows, one, other):
    dictionary = grouped("\n".join(row) for row in rows)
    joined = {one.replace("ı", "i")}
    for _ in rows:
        for row in rows:
            folded = {name.replace("ı", "i") for name in row}
            if joined & folded:
                joined |= folded
    assert (dictionary.key(one) == dictionary.key(other)) == (other.replace("ı", "i") in joined)


@pytest.mark.django_db
def test_the_desk_finds_any_spelling():
    make.spelling("Pashinyan\nPashinian\nNikol P.")
    made = make.article("Pashinian speaks")
    library_index.index([made.pk])
    for typed in ("pashinyan", "Pashinian", '"nikol p"'):
        assert Article.objects.filter(library_index.matching(read_typed(typed, spellings=spellings()))).exists(), typed
    assert not Article.objects.filter(library_index.matching(read_typed("pashinyan"))).exists()
