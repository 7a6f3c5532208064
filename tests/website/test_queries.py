"""What a page costs, in queries: the same however much stands on it. What is held per record version is warm."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import ArticleEdition
from record import record_version
from record.models import Edition
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.slow]


@pytest.fixture
def cost(look, django_assert_max_num_queries, monkeypatch):
    """Return how many queries an address takes once what is held is warm, between two looks at the record version."""
    monkeypatch.setattr(record_version, "REFRESH_SECONDS", 3600)

    def ask(path: str, most: int) -> int:
        assert look(path).status_code == 200
        with django_assert_max_num_queries(most) as counted:
            assert look(path).status_code == 200
        return len(counted)

    return ask


def test_a_snapshots_page_takes_four_queries_for_16_and_for_200_articles(cost):
    articles = make.many_published(200)
    published(make.snapshot(slug="small", sections={"One": articles[:8], "Two": articles[8:16]}), NOON)
    published(make.snapshot(slug="large", sections={f"Section {n}": articles[n::10] for n in range(10)}), NOON)
    assert cost("/snapshots/small/", 4) == cost("/snapshots/large/", 4)
    assert cost("/snapshots/large.txt", 4) <= 4
    assert cost("/snapshots/large/editions/1/", 4) <= 4


def test_a_snapshots_page_tells_of_200_newer_texts_with_the_same_four_queries(cost):
    articles = make.many_published(200)
    published(make.snapshot(slug="large", sections={"One": articles}), NOON)
    before = cost("/snapshots/large/", 4)
    newer = []
    for first in ArticleEdition.objects.all():
        first.pk, first.number, first.kind, first.live_from = None, 2, Edition.Kind.CORRECTION, later(seconds=-1)
        newer.append(first)
    ArticleEdition.objects.update(live_until=later(seconds=-1), live_from=later(days=-1))
    ArticleEdition.objects.bulk_create(newer)
    assert cost("/snapshots/large/", 4) == before
    assert cost("/snapshots/large/editions/1/", 4) == before


def test_an_editions_page_takes_four_queries_however_many_there_are(cost):
    article = make.article(slug="article")
    snapshot = make.snapshot(slug="snapshot", sections={"One": [article]})
    published(snapshot, later(days=-30))
    costs = [cost("/snapshots/snapshot/editions/1/", 4)]
    for n in range(8):
        published(changed(snapshot), later(days=n - 20))
    assert [*costs, cost("/snapshots/snapshot/editions/1/", 4)] == costs * 2
    assert cost("/analysis/article/", 4) <= 4


@pytest.mark.parametrize(
    ("path", "most"),
    [("/", 6), ("/analysis/", 8), ("/snapshots/", 8), ("/authors/", 6), ("/topics/", 4), ("/corrections/", 4)],
)
def test_a_list_takes_a_few_queries_whatever_its_length(cost, path, most):
    def grow(count: int) -> None:
        for n in range(count):
            topic = make.topic(parent=make.topic())
            corrected = make.article()
            published(corrected, later(days=-2))
            published(changed(corrected), later(days=-1), kind=Edition.Kind.CORRECTION)
            published(
                make.snapshot(sections={"One": [make.article(topics=[topic])]}, coverage=topic), later(days=-n - 1)
            )

    grow(1)
    small = cost(path, most)
    grow(5)
    make.many_published(40)
    assert cost(path, most) == small


@pytest.mark.parametrize("collection", ["authors", "topics"])
def test_a_page_of_house_data_takes_at_most_six(cost, collection):
    author, topic = make.author(slug="one"), make.topic(slug="one")

    def grow(count: int) -> None:
        for n in range(count):
            article = make.article(authors=[author], topics=[topic])
            published(
                make.snapshot(sections={"One": [article]}, compilers=[author], coverage=topic), later(days=-n - 1)
            )

    grow(1)
    small = cost(f"/{collection}/one/", 6)
    grow(5)
    assert cost(f"/{collection}/one/", 6) == small


@pytest.mark.parametrize("collection", ["authors", "topics"])
def test_a_page_of_house_data_counts_over_time_with_one_query_more_when_cold(
    cost, look, collection, django_assert_num_queries
):
    author, topic = make.author(slug="one"), make.topic(slug="one")
    for month in (3, 3, 3, 4, 4, 5):
        article = make.article(authors=[author], topics=[topic], published_on=date(2025, month, 1))
        published(article, later(days=-1))
    warm = cost(f"/{collection}/one/", 6)
    record_version.cached("activity", dict).clear()
    with django_assert_num_queries(warm + 1):
        assert b"month-bars" in look(f"/{collection}/one/").content


def test_pages_with_everything_that_can_stand_on_them_keep_to_their_budgets(cost):
    author, topic, tag = make.author(slug="writer"), make.topic("Ports", slug="ports"), make.tag("cargo")
    shared = {"topics": [topic], "tags": [tag], "series": make.series(), "picture": make.picture()}
    article = make.article("Ports", slug="full", authors=[author], language="en", **shared)
    make.attached(article)
    published(article, later(days=-9))
    published(make.article(authors=[author], translation_of=article, language="fr", **shared), later(days=-8))
    published(changed(article, title="Ports again"), later(days=-7), kind=Edition.Kind.CORRECTION, note="A word.")
    sections = {"One": [article], "Two": [make.article() for _ in range(12)]}
    full = make.snapshot(slug="full", sections=sections, compilers=[author], coverage=topic, language="en", **shared)
    make.attached(full)
    published(full, later(days=-6))
    published(make.snapshot(sections=sections, translation_of=full, language="fr", **shared), later(days=-5))
    published(make.snapshot(sections=sections, compilers=[author], coverage=topic, **shared), later(days=-4))
    published(changed(full, standfirst="Changed."), later(days=-3))
    published(changed(article, standfirst="Changed."), later(days=-1))
    budgets = {
        "/snapshots/full/": 5, "/snapshots/full/editions/1/": 5, "/analysis/full/": 6, "/analysis/full/editions/1/": 6,
        "/snapshots/full/editions/": 6, "/snapshots/full/editions/1/to/2/": 6, "/authors/writer/": 6, "/topics/ports/": 6,
        "/series/strategic-snapshot/": 6, "/": 6, "/corrections/": 6, f"/tags/{tag.slug}/": 6,
        "/analysis/": 8, "/analysis/?author=writer": 8, "/analysis/?author=writer&topic=ports&q=ports&year=2026": 8,
        "/analysis/?q=cargo+nothing": 8, "/snapshots/?topic=ports": 8, "/search/?q=ports": 8,
    }  # fmt: skip
    assert {path: n for path, most in budgets.items() if (n := cost(path, 99)) > most} == {}


@pytest.mark.parametrize("address", [
    "/authors/{}/", "/topics/{}/", "/series/{}/", "/tags/{}/", "/analysis/{}/", "/analysis/{}/editions/1/", "/snapshots/{}/",
    "/snapshots/{}/editions/1/", "/api/v1/authors/{}/", "/api/v1/topics/{}/", "/api/v1/articles/{}/", "/api/v1/snapshots/{}/",
])  # fmt: skip
def test_what_is_hidden_asks_the_same_of_the_database_as_what_does_not_exist(look, address, monkeypatch):
    """Otherwise the time of an answer tells of an embargoed name."""
    monkeypatch.setattr(record_version, "REFRESH_SECONDS", 3600)
    author, topic, tag = make.author(slug="hidden"), make.topic(slug="hidden"), make.tag("hidden", slug="hidden")
    article = make.article(
        "Hidden",
        slug="hidden",
        authors=[author],
        topics=[topic],
        tags=[tag],
        series=make.series("Hidden", slug="hidden"),
    )
    published(article, NOON, live_from=later(days=1))
    published(make.snapshot("Hidden", {"One": [article]}, slug="hidden"), NOON, live_from=later(days=1))
    published(make.article("Public"), NOON)
    kept = []
    for slug in ("missing", "hidden", "missing", "hidden"):
        with CaptureQueriesContext(connection) as asked:
            assert look(address.format(slug), later(hours=1)).status_code == 404
        kept.append(len(asked))
    assert kept[2] == kept[3]
