"""Index forms of names."""

import pytest

from people.models import sort_name_for


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
