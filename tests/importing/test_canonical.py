"""The canonical text form: what is written is read back, what is read is written back."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from importing.contract import as_json
from importing.outline import ArticleOutline, Outline, Passage, SectionOutline
from importing.outlining import make_outline
from importing.outlining.canonical import read_canonical, to_text
from tests.importing.documents import REAL, needs_the_real_document
from tests.importing.invented import bare, document, outlines
from tests.strategies import examples

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


@pytest.fixture
def real() -> Outline:
    return make_outline(document(REAL.read_text(encoding="utf-8")), ["Strategic snapshot"])


@needs_the_real_document
def test_the_real_document_is_given_back_line_for_line(real):
    assert to_text(real).strip("\n") == REAL.read_text(encoding="utf-8").strip("\n")


@needs_the_real_document
def test_the_real_document_has_the_shape_it_shows(real):
    shape = [len(section.articles) for section in real.sections]
    points = sum(len(article.summary) for section in real.sections for article in section.articles)
    assert (len(real.intro), shape, points) == (4, [6, 5, 5], 49)


@needs_the_real_document
def test_the_real_document_has_six_authors(real):
    authors = {name for section in real.sections for article in section.articles for name in article.authors}
    assert len(authors) == 6


@needs_the_real_document
def test_the_real_document_gives_no_warning(real):
    assert real.warnings == []


@needs_the_real_document
def test_the_json_of_the_real_document_holds_every_line_of_it(real):
    data = as_json(real)
    source = [line for line in REAL.read_text(encoding="utf-8").splitlines() if line.strip()]
    shown = [data["title"], *data["intro"], data["selection_heading"], data["more_coverage"]]
    for section in data["sections"]:
        shown.append(section["title"])
        for article in section["articles"]:
            day = date.fromisoformat(article["date"])
            shown += [article["title"], " and ".join(article["authors"]), f"{day:%B} {day.day}, {day.year}"]
            shown += [article["summary_label"] + ":", *("- " + point for point in article["summary"])]
    assert sorted(source) == sorted([*shown, real.pdf_label])


@needs_the_real_document
def test_the_series_comes_back_as_it_is_spelled_in_the_archive(real):
    assert real.series == "Strategic snapshot"


@needs_the_real_document
def test_the_order_of_the_real_document_is_kept(real):
    days = [article.date for article in real.sections[1].articles]
    assert days.index(date(2024, 11, 9)) < days.index(date(2024, 11, 18))


@examples(40, suppress_health_check=SLOW)
@given(outlines())
def test_an_outline_comes_back_from_its_text(outline):
    assert bare(make_outline(document(to_text(outline)))) == outline


@examples(15, suppress_health_check=SLOW)
@given(outlines(), st.integers(0, 3), st.integers(0, 3))
def test_blank_lines_around_the_text_change_nothing(outline, before, after):
    text = "\n" * before + to_text(outline) + "\n" * after
    assert bare(make_outline(document(text))) == outline


@examples(15, suppress_health_check=SLOW)
@given(outlines())
def test_an_outline_without_selection_heading_comes_back_too(outline):
    outline.selection_heading = None
    assert bare(make_outline(document(to_text(outline)))) == outline


def test_an_outline_made_of_plain_strings_is_written():
    article = ArticleOutline(
        "Rail", ["Jane Roe", "Ida Moll", "Ann Quist"], date(2025, 5, 3), None, [Passage("One.", "")]
    )
    outline = Outline("Ports", selection_heading="Selected Work", sections=[SectionOutline("Trade", [article])])
    assert to_text(outline).splitlines() == [
        "Ports",
        "",
        "Selected Work",
        "Trade",
        "Rail",
        "Jane Roe, Ida Moll and Ann Quist",
        "May 3, 2025",
        "- One.",
    ]


def test_a_text_with_furniture_is_not_taken_for_the_canonical_form():
    text = (
        "Ports\n\nSelected Work\nTrade\nRail\nJane Roe\nMay 3, 2025\nSummary:\n- One.\n"
        "Page 2\nSea\nAda Byrne\nMay 4, 2025\n- Two."
    )
    assert read_canonical(document(text)) is None
