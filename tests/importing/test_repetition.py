"""What a document repeats tells what a line is, whatever it says and in whatever language."""

import random

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from importing.lines import Place
from importing.outline import Outline
from importing.outlining import make_outline
from tests.importing.invented import document
from tests.importing.languages import LANGUAGES, Tongue, drawn, manners, written
from tests.strategies import examples

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def shape(outline: Outline) -> list:
    return [
        (section.title, [(article.title, article.authors, len(article.summary)) for article in section.articles])
        for section in outline.sections
    ]


def expected(tongue: Tongue) -> list:
    return [
        (section, [(title, list(names), len(points)) for title, names, _, points in articles])
        for section, articles in tongue.sections
    ]


@examples(40, suppress_health_check=SLOW)
@given(st.sampled_from(sorted(LANGUAGES)), manners, st.sampled_from(["label", "foot", "kicker", "date"]))
def test_one_unknown_line_in_every_article_moves_no_other(language, manner, odd):
    tongue = drawn(LANGUAGES[language], manner)
    outline = make_outline(document(written(tongue, manner, odd)))
    assert shape(outline) == expected(tongue)
    dates = [article.date for section in outline.sections for article in section.articles]
    days = [day for _, articles in tongue.sections for _, _, day, _ in articles]
    assert dates == ([None] * len(days) if odd == "date" else days)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_label_is_one_whatever_it_says(language):
    tongue = LANGUAGES[language]
    outline = make_outline(document(written(tongue, random.Random(1), "label")))
    labels = {article.summary_label for section in outline.sections for article in section.articles}
    assert labels == {tongue.odd_label}


def test_a_line_in_the_place_of_a_date_is_told_and_no_date_taken():
    tongue = LANGUAGES["English"]
    outline = make_outline(document(written(tongue, random.Random(2), "date")))
    told = [warning.message for warning in outline.warnings if warning.code == "date-unread"]
    assert len(told) == 3
    assert all("soon enough" in message for message in told)


def test_every_line_says_what_it_was_taken_for():
    tongue = LANGUAGES["English"]
    text = written(tongue, random.Random(3), "foot")
    outline = make_outline(document(text))
    assert set(outline.places) == {number for number, row in enumerate(text.split("\n"), 1) if row.strip()}
    assert outline.places[1] == [Place.TITLE]
    feet = [number for number, row in enumerate(text.split("\n"), 1) if row == tongue.foot]
    assert all(outline.places[number] in ([Place.FOOT], [Place.OTHER]) for number in feet)
