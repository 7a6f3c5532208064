"""The recipe “add a facet” of CONTRIBUTING.md, carried out for the kind of an edition."""

import pickle
from dataclasses import replace

import pytest
from django.http import QueryDict

from articles.kind import ARTICLE
from articles.models import ArticleEdition
from articles.public.filters import ArticleFilter
from articles.search_entry import INDEX
from record.freezing import read
from search.facet_lists import facet_lists
from search.facets import ColumnFacet
from tests import make
from tests.make import NOON, later, published
from website.api.parameters import of_filter

pytestmark = [pytest.mark.django_db, pytest.mark.postgres("search.counts", "search.query", "search.index")]
NOW = later(hours=2)


class KindFacet(ColumnFacet):
    name, title, place, phrase = "kind", "Kind", 80, "of the kind %(what)s"
    meaning, example = "Of any of these kinds.", ["correction"]
    prefix, column = "k", "kind"


class FilterByKind(ArticleFilter):
    kind = KindFacet()


def asked(query: str) -> FilterByKind:
    return FilterByKind(QueryDict(query), at=NOW)


@pytest.fixture(autouse=True)
def editions():
    """Two articles in their first editions, one corrected; indexed with the token of their kind."""
    for title in ("Gas", "Oil"):
        published(make.article(title), NOON)
    coal = make.article("Coal")
    published(coal, NOON)
    published(make.changed(coal, standfirst="Less."), later(hours=1), kind="correction", note="Less, not more.")
    for edition in ArticleEdition.objects.select_related("content"):
        content = read(edition.content)
        made = ARTICLE.search_entry(edition, content["work"], content["edition"])
        INDEX.put([replace(made, ids={**made.ids, "k": [edition.kind]})])


def titles(query: str) -> set[str]:
    ids, _cursor = asked(query).results().page(None, 10)
    return set(ArticleEdition.objects.filter(pk__in=ids).values_list("title", flat=True))


def test_a_facet_narrows_what_is_found():
    assert titles("kind=correction") == {"Coal"}
    assert titles("kind=first&q=gas") == {"Gas"}
    assert titles("kind=first&kind=correction") == {"Gas", "Oil", "Coal"}
    assert titles("kind=nothing") == set()


def test_its_values_are_counted_and_offered_as_if_none_were_chosen():
    query = asked("kind=correction")
    shown = {each.name: each for each in facet_lists(query, query.results(others=query.chosen_facets))}
    values = [(value.slug, value.count, value.is_chosen, value.query) for value in shown["kind"].values]
    assert values == [("correction", 1, True, ""), ("first", 2, False, "kind=correction&kind=first")]
    assert shown["kind"].label == "Kind"
    assert list(shown)[-1] == "kind"


def test_lists_of_values_are_pickled_whole():
    """Their pickle is the key of the component that shows them."""
    query = asked("kind=correction")
    shown = facet_lists(query, query.results(others=query.chosen_facets))
    assert pickle.loads(pickle.dumps(shown)) == shown


def test_it_is_part_of_the_address_the_chips_and_the_description():
    query = asked("kind=correction&topic=")
    assert query.canonical == "kind=correction"
    assert [(chip.label, chip.query) for chip in query.chips] == [("correction", "")]
    assert query.description == "Articles of the kind correction"
    assert query.facet_values == 1


def test_the_api_takes_it():
    [parameter] = [each for each in of_filter(FilterByKind) if each.name == "kind"]
    assert parameter.type["type"] == "array"
    assert (parameter.description, parameter.examples[0].value) == ("Of any of these kinds.", ["correction"])
