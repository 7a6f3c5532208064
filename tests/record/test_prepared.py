"""Prepared queries find what the query set finds, and are built once."""

import pytest
from django.db.models import F

from articles.models import ArticleEdition
from record.prepared import Prepared
from tests import make
from tests.make import NOON, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.postgres("record.prepared")]


@pytest.fixture
def editions() -> list[ArticleEdition]:
    return [published(make.article(), later(hours=n)) for n in range(5)]


def test_each_run_finds_what_is_public_at_its_moment(editions):
    public = Prepared(lambda edition, at: edition.objects.public(at).order_by("pk"))
    for hours in (0, 2, 4):
        at = later(hours=hours)
        assert public(ArticleEdition, at=at) == list(ArticleEdition.objects.public(at).order_by("pk"))


def test_rows_bear_the_values_of_their_columns_and_load_others_when_asked(editions):
    thin = Prepared(lambda edition, slug: edition.objects.filter(slug=slug).only("live_from", "card"))
    [row] = thin(ArticleEdition, slug=editions[3].slug)
    assert (row.live_from, row.card, row.title) == (editions[3].live_from, editions[3].card, editions[3].title)


def test_lists_of_all_lengths_find_their_rows_and_few_lengths_are_compiled(editions):
    built = []

    def build(edition, ids):
        built.append(ids.length)
        return edition.objects.filter(pk__in=ids, live_from__gte=NOON).order_by("pk")

    among, ids = Prepared(build), [each.pk for each in editions]
    for number in range(1, 6):
        assert [row.pk for row in among(ArticleEdition, ids=ids[:number])] == ids[:number]
    assert built == [1, 2, 4, 8]


def test_tuples_are_filled_in_subqueries_too(editions):
    numbers = Prepared(
        lambda edition, at, slug: (
            edition.objects.citable(at)
            .filter(parent__in=edition.objects.public(at).filter(slug=slug).values("parent"))
            .values_list("pk", "number")
        )
    )
    last = editions[4]
    assert numbers.tuples(ArticleEdition, at=later(hours=5), slug=last.slug) == [(last.pk, 1)]
    assert numbers.tuples(ArticleEdition, at=later(hours=3), slug=last.slug) == []


def test_tuples_hold_the_values_of_the_query_set(editions):
    def shown(edition, **_values):
        return edition.objects.order_by("pk").values_list("live_from", "published_on", "withdrawn_at", "card", "kind")

    assert Prepared(shown).tuples(ArticleEdition) == [*shown(ArticleEdition)]


def test_an_annotation_stands_at_its_row(editions):
    counted = Prepared(lambda edition: edition.objects.only("slug").annotate(next=F("number") + 1).order_by("pk"))
    assert [(row.slug, row.next) for row in counted(ArticleEdition)] == [(each.slug, 2) for each in editions]
