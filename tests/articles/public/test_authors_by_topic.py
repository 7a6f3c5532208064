"""Who writes on what: each cell says how many its address finds."""

import pytest
from django.http import QueryDict

from articles.public.authors_by_topic import authors_by_topic
from articles.public.filters import read_filter
from search import results
from search.facet_lists import facet_lists
from tests import make
from tests.make import NOON, later, published

pytestmark = pytest.mark.django_db
NOW = later(hours=1)


@pytest.fixture(scope="module")
def archive(shared_site):
    """Publish articles of two authors together and apart, on a tree of regions and two themes."""
    shared_site(build)


def build():
    ada, ben, cem = (make.author(name, slug=name.lower()) for name in ("Ada", "Ben", "Cem"))
    region = make.topic("Region", slug="region")
    coast, hills = (make.topic(name, slug=name.lower(), parent=region) for name in ("Coast", "Hills"))
    gas, oil = (make.topic(name, slug=name.lower(), kind="theme") for name in ("Gas", "Oil"))
    for authors, topics in (
        ([ada], [coast, gas]), ([ada, ben], [coast]), ([ben], [hills, gas, oil]), ([cem], [oil]), ([ada, cem], [region]),
        ([], [coast]), ([ben], []), ([ada], [hills, coast, oil]),
    ):  # fmt: skip
        published(make.article(f"On {len(topics)} subjects", authors, topics=topics), NOON)


def matrix_of(query: str):
    asked = read_filter(QueryDict(query), NOW)
    found = asked.results(others=asked.chosen_facets)
    made = authors_by_topic(asked, found, facet_lists(asked, found), "archive")
    return made and made()


@pytest.mark.slow
@pytest.mark.parametrize(
    "query",
    [
        "", "q=subjects", "author=ada&author=ben", "topic=region",
        "topic=coast&topic=hills", "topic=gas&topic=oil", "topic=region&topic=oil", "topic=coast&topic=hills&topic=gas&topic=oil",
    ],
)  # fmt: skip
def test_every_cell_and_head_counts_what_its_address_finds(archive, query):
    drawn = matrix_of(query)
    assert drawn
    for head, cells in drawn.rows:
        for cell, column in zip(cells, drawn.columns, strict=True):
            address = cell.url.partition("?")[2]
            assert {f"author={head.url.split('author=')[-1].split('&')[0]}"} <= set(address.split("&"))
            assert column.label.lower() in address
            assert read_filter(QueryDict(address), NOW).results().total == cell.count


def test_regions_stand_against_authors_and_empty_cells_lead_on_too(archive):
    drawn = matrix_of("")
    assert [column.label for column in drawn.columns] == ["Region", "Coast", "Hills"]
    assert [head.label for head, _cells in drawn.rows] == ["Ada", "Ben", "Cem"]
    [empty] = [cell for head, cells in drawn.rows for cell in cells if head.label == "Cem" and "coast" in cell.url]
    assert empty.count == 0
    assert empty.url == "/analysis/?author=cem&topic=coast"


def test_where_one_region_is_chosen_topics_stand_in_its_place(archive):
    assert [column.label for column in matrix_of("topic=hills").columns] == ["Oil", "Gas"]


def test_where_all_of_several_authors_are_asked_for_there_is_none(archive):
    assert matrix_of("author=ada&author=ben&author_match=all") is None


def test_one_author_needs_no_matrix(archive):
    assert matrix_of("author=ada") is None


def test_too_many_to_count_are_not_drawn(archive, monkeypatch):
    monkeypatch.setattr(results, "FEW", 3)
    assert matrix_of("") is None
