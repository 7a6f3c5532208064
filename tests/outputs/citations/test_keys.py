"""Keys of entries."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outputs.citations.keys import keys_for, letters
from tests.outputs.citations.works import HOUSE, people, report
from tests.strategies import line


@pytest.mark.parametrize(
    ("differences", "key"),
    [
        ({"title": "Armenia and Azerbaijan", "issued": date(2025, 4, 2)}, "krikorian2025armenia"),
        ({"title": "The “Ärmel” Question"}, "krikorian2026armel"),
        ({"authors": people("Kees van der Berg")}, "vanderberg2026ferries"),
        ({"authors": people("Syed Fazl-e-Haider")}, "fazlehaider2026ferries"),
        ({"authors": people("Əli Məmmədov")}, "memmedov2026ferries"),
        ({"authors": HOUSE}, "caspian2026ferries"),
        ({"authors": people("The Harbor Board")}, "harbor2026ferries"),
        ({"authors": ()}, "anon2026ferries"),
        ({"issued": None}, "krikorianndferries"),
        ({"title": "2030: A Date"}, "krikorian20262030"),
    ],
)
def test_a_key_is_family_year_and_word(differences, key):
    assert keys_for([report(**differences)]) == [key]


def test_where_a_script_leaves_nothing_the_key_stands_on_the_address():
    one, again, other = (report(title="Паромы", url=url) for url in ("/a/", "/a/", "/b/"))
    assert keys_for([one]) == keys_for([again]) != keys_for([other])
    assert re.fullmatch("krikorian2026[0-9a-f]{6}", keys_for([one])[0])


def test_keys_of_a_file_are_told_apart_by_letters():
    assert keys_for([report()] * 3) == ["krikorian2026ferries", "krikorian2026ferriesa", "krikorian2026ferriesb"]
    assert letters(26) + letters(27) == "zaa"


@given(st.lists(line, max_size=12))
def test_keys_are_distinct_and_plain(titles):
    keys = keys_for([report(title=title) for title in titles])
    assert len(set(keys)) == len(titles)
    assert all(re.fullmatch("[a-z0-9]+", key) for key in keys)
