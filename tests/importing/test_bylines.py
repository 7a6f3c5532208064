"""Bylines: names as written, and nothing left out in silence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importing.outlining.bylines import byline_cost, name_cost, split_byline
from snapshot.public.text_form import join_names
from tests.importing.invented import names
from tests.strategies import examples


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Roe", ["Jane Roe"]),
        ("By Jane Roe and Ida Moll", ["Jane Roe", "Ida Moll"]),
        ("BY JANE ROE AND IDA MOLL", ["JANE ROE", "IDA MOLL"]),
        ("Written by: Jane Roe", ["Jane Roe"]),
        ("Jane Roe, Ida Moll, and Ann Quist", ["Jane Roe", "Ida Moll", "Ann Quist"]),
        ("Jane Roe & Ida Moll; Ann Quist", ["Jane Roe", "Ida Moll", "Ann Quist"]),
        ("Jane Roe\nIda Moll", ["Jane Roe", "Ida Moll"]),
        ("Byron Anderson and Toby Sandro", ["Byron Anderson", "Toby Sandro"]),
        ("Andy By", ["Andy By"]),
        (
            "Ludwig van der Berg, Ana de la Cruz & Omar bin Said; Ali al-Masri",
            ["Ludwig van der Berg", "Ana de la Cruz", "Omar bin Said", "Ali al-Masri"],
        ),
        ("Martin King, Jr. and John Strand III", ["Martin King, Jr.", "John Strand III"]),
        ("J. R. R. Quist", ["J. R. R. Quist"]),
        ("Syed Fazl-e-Moll", ["Syed Fazl-e-Moll"]),
        (
            "Գրիգոր Մոլ, გიორგი ბერიძე və Əli Vəliyev и Анна Рой",
            ["Գրիգոր Մոլ", "გიორგი ბერიძე", "Əli Vəliyev", "Анна Рой"],
        ),
        ("The Harbor Institute", ["The Harbor Institute"]),
        ("Plato and Ovid", ["Plato", "Ovid"]),
        ("Roe, Jane", ["Roe, Jane"]),
        ("Roe, Jane; Moll, Ida", ["Roe, Jane", "Moll, Ida"]),
    ],
)
def test_names_come_apart_as_written(text, expected):
    assert split_byline(text).names == expected


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("Dr. Jane Roe", [("honorific", "Dr.")]),
        ("Prof. Amb. Jane Roe", [("honorific", "Prof."), ("honorific", "Amb.")]),
        ("Jane Roe, PhD", [("degree", "PhD")]),
        ("Jane Roe PhD", [("degree", "PhD")]),
        ("Jane Roe, Institute of Water", [("affiliation", "Institute of Water")]),
        ("Jane Roe (Harbor Institute)", [("affiliation", "Harbor Institute")]),
        ("Jane Roe | Senior Fellow", [("affiliation", "Senior Fellow")]),
        ("Jane Roe — Senior Analyst", [("affiliation", "Senior Analyst")]),
        ("By Jane Roe, a senior fellow at the Harbor", [("affiliation", "a senior fellow at the Harbor")]),
        ("Jane Roe, Institute of War and Peace", [("affiliation", "Institute of War and Peace")]),
    ],
)
def test_what_stands_beside_a_name_is_dropped_and_told(text, dropped):
    byline = split_byline(text)
    assert (byline.names, byline.dropped) == (["Jane Roe"], dropped)


@pytest.mark.parametrize(("text", "code"), [("JANE ROE", "name-capitals"), ("Roe, Jane", "name-order")])
def test_an_odd_name_is_kept_and_told(text, code):
    byline = split_byline(text)
    assert (byline.names, byline.notes) == ([text], [(code, text)])


@examples(80)
@given(st.lists(names(), min_size=1, max_size=5))
def test_names_come_back_from_the_byline_they_were_joined_in(people):
    assert split_byline(join_names(people)).names == people


@pytest.mark.parametrize(
    "name", ["Jane Roe", "Ludwig van der Berg", "J. Roe", "Əli Vəliyev", "გიორგი ბერიძე", "O'Neil Byrne"]
)
def test_a_name_costs_nothing(name):
    assert name_cost(name) == 0


@pytest.mark.parametrize(
    "title", ["Norland Opens the Port", "The River in Spring", "Why Grain Matters?", "Ports: A Plan for 2025"]
)
def test_a_title_is_no_byline(title):
    assert byline_cost(title) >= 3
