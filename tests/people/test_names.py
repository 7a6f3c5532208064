"""Index forms of names, and names as printed told apart for citations."""

import pytest
from hypothesis import given

from outputs.citations.cited import Name
from people.models import sort_name_for
from people.names import is_institution, name_of
from tests.strategies import line


@pytest.mark.parametrize(
    ("name", "sort_name"),
    [
        ("Ada Abel", "Abel, Ada"),
        ("Lusine Hakobyan-Daly", "Hakobyan-Daly, Lusine"),
        ("Ludwig van Beethoven", "van Beethoven, Ludwig"),
        ("Maria de la Cruz", "de la Cruz, Maria"),
        ("Van Morrison", "Morrison, Van"),
        ("De Gaulle", "Gaulle, De"),
        ("John Smith Jr.", "Smith, John Jr."),
        ("John Smith, Jr.", "Smith, John Jr."),
        ("Henry Jones III", "Jones, Henry III"),
        ("Plato", "Plato"),
        ("Plato Jr.", "Plato Jr."),
        ("  Ada   Abel ", "Abel, Ada"),
        ("Անի Դալլաքյան", "Դալլաքյան, Անի"),
        ("", ""),
    ],
)
def test_the_family_name_comes_first(name, sort_name):
    assert sort_name_for(name) == sort_name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Ada Abel", Name(family="Abel", given="Ada")),
        ("Syed Fazl-e-Haider", Name(family="Fazl-e-Haider", given="Syed")),
        ("Kees Jan van der Berg", Name(family="van der Berg", given="Kees Jan")),
        ("E. M. Forster", Name(family="Forster", given="E. M.")),
        ("John Smith, Jr.", Name(family="Smith", given="John", suffix="Jr.")),
        ("Henry Jones III", Name(family="Jones", given="Henry", suffix="III")),
        ("Անի Դալլաքյան", Name(family="Դալլաքյան", given="Անի")),
        ("Plato", Name(literal="Plato")),
        ("Ada Abel, PhD", Name(literal="Ada Abel, PhD")),
        ("Caspian Institute", Name(literal="Caspian Institute")),
        ("The Watch", Name(literal="The Watch")),
        ("Abel & Ohm", Name(literal="Abel & Ohm")),
        ("Abel and Ohm", Name(literal="Abel and Ohm")),
    ],
)
def test_a_name_as_printed_is_told_apart_where_that_is_safe(printed, name):
    assert name_of(printed) == name


@given(line)
def test_no_word_of_a_name_is_lost(printed):
    name = name_of(printed)
    assert sorted(name.natural.replace(",", " ").split()) == sorted(
        Name(literal=printed).literal.replace(",", " ").split()
    )


def test_an_institution_is_known_by_its_words_and_a_person_is_not_one():
    assert is_institution("Editorial Board")
    assert not is_institution("Plato")
    assert not is_institution("Theo Anderson")
