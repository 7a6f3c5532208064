"""The library beside the desk."""

from datetime import date
from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from articles import library_index
from articles.models import Article
from record import publishing, record_version
from record.publishing import Terms
from snapshot.desk.library import found, library, other_snapshots
from snapshot.desk.library_filter import ORDERS, STATUSES, LibraryFilter
from tests import make
from tests.make import NOON, later

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def ask(query: str = "", at=NOON) -> LibraryFilter:
    return LibraryFilter(QueryDict(query), at=at)


def titles(query: str = "", at=NOON) -> list[str]:
    return [row["card"]["title"] for row in library(ask(query, at), None).rows]


def dated(*days: int) -> list[Article]:
    return [make.article(f"Day {day}", published_on=date(2026, 3, day)) for day in days]


def row_of(title: str, snapshot, at=NOON) -> dict:
    return next(row for row in library(ask(at=at), snapshot).rows if row["card"]["title"] == title)


def test_without_words_the_newest_come_first():
    dated(2, 9, 5)
    assert titles() == ["Day 9", "Day 5", "Day 2"]


@pytest.mark.parametrize("typed", ["???", "🚢", "“"])
def test_signs_alone_find_nothing(typed):
    dated(2)
    assert titles(urlencode({"q": typed})) == []
    assert titles("q=++") == ["Day 2"]


def test_what_has_no_date_comes_before_all():
    dated(2, 9)
    make.article("Undated", published_on=None)
    assert titles() == ["Undated", "Day 9", "Day 2"]


def test_by_relevance_the_title_counts_before_the_points_and_the_points_before_the_text():
    make.article("Other", body="<p>Gas.</p>", published_on=date(2026, 4, 3))
    make.article("Points", points=["Gas."], published_on=date(2026, 4, 2))
    make.article("Old Gas", published_on=date(2020, 1, 1))
    make.article("Gas", published_on=date(2026, 4, 1))
    library_index.rebuild()
    assert titles("q=gas") == ["Gas", "Old Gas", "Points", "Other"]


def test_by_date_it_does_not_matter_where_the_words_stand():
    make.article("Other", body="<p>Gas.</p>", published_on=date(2026, 4, 3))
    make.article("Gas", published_on=date(2026, 4, 1))
    library_index.rebuild()
    assert titles("q=gas&order=date") == ["Other", "Gas"]


def test_what_was_edited_last_comes_first():
    first, second = dated(2, 9)
    first.save()
    assert titles("order=edited") == [first.title, second.title]


def test_authors_are_alternatives():
    ana, ben = make.author("Ana"), make.author("Ben")
    make.article("A", authors=[ana])
    make.article("B", authors=[ben, ana])
    make.article("C")
    assert set(titles(f"author={ana.pk}&author={ben.pk}")) == {"A", "B"}
    assert titles(f"author={ben.pk}") == ["B"]


def test_an_author_brings_those_merged_into_it():
    ana = make.author("Ana")
    make.article("Old", authors=[make.author("Anna", merged_into=ana)])
    assert titles(f"author={ana.pk}") == ["Old"]


def test_a_topic_brings_what_is_filed_below_and_what_was_merged():
    region = make.topic("South Caucasus")
    country = make.topic("Georgia", parent=region)
    make.article("Below", topics=[country])
    make.article("Merged", topics=[make.topic("Sakartvelo", merged_into=country)])
    make.article("Elsewhere", topics=[make.topic("Baltic")])
    record_version.clear_cache()
    assert set(titles(f"topic={region.pk}")) == {"Below", "Merged"}


def test_tags_and_series_filter():
    tag = make.tag("gas")
    make.article("Tagged", tags=[tag])
    make.article("Serial", series=make.series("Long Read"))
    assert titles(f"tag={tag.pk}") == ["Tagged"]
    assert titles(f"series={make.series('Long Read').pk}") == ["Serial"]


def test_both_days_of_a_period_are_in():
    dated(1, 2, 3, 4)
    assert titles("from=2026-03-02&until=2026-03-03") == ["Day 3", "Day 2"]


@pytest.mark.slow
@pytest.mark.parametrize("status", STATUSES)
def test_a_status_shows_the_articles_that_have_it(status):
    make.article("unpublished")
    make.published(make.article("live"), at=NOON)
    make.published(make.article("scheduled"), at=NOON, live_from=later(days=1))
    withdrawn = make.article("withdrawn")
    make.published(withdrawn, at=NOON)
    publishing.withdraw(withdrawn, "Wrong.", at=later(hours=1))
    page = library(ask(f"status={status}", later(hours=2)), None)
    assert [row["card"]["title"] for row in page.rows] == [status]
    assert page.rows[0]["card"]["status"] == status


def test_a_scheduled_article_is_live_when_its_moment_comes():
    make.published(make.article("Later"), at=NOON, live_from=later(days=1))
    assert titles("status=live", at=later(days=1)) == ["Later"]


def test_filters_and_words_hold_together():
    tag = make.tag("gas")
    make.article("Gas Old", tags=[tag], published_on=date(2020, 1, 1))
    make.article("Gas", tags=[tag])
    make.article("Gas Untagged")
    library_index.rebuild()
    assert titles(f"q=gas&tag={tag.pk}&from=2025-01-01") == ["Gas"]


def test_an_article_stands_once_however_many_filters_it_fulfils():
    tags = [make.tag(), make.tag()]
    ana, ben = make.author(), make.author()
    make.article("Once", authors=[ana, ben], tags=tags)
    assert titles(urlencode({"author": [ana.pk, ben.pk], "tag": [tag.pk for tag in tags]}, doseq=True)) == ["Once"]


@pytest.mark.parametrize("many", [3, 1_000])
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("words", ["", "gas"])
@pytest.mark.slow
def test_pages_visit_every_article_once_and_in_order(order, words, many, monkeypatch):
    monkeypatch.setattr("snapshot.desk.library.MOST_COUNTED", many)
    for number in range(11):
        day = date(2026, 3, 1 + number // 3) if number % 4 else None
        titled = number % 3 == 0
        make.article("Gas" if titled else "Other", points=["Gas." if number % 3 == 1 else "Oil."], published_on=day,
                     body="" if titled else "<p>Gas.</p>")  # fmt: skip
    library_index.rebuild()
    query = urlencode({"q": words, "order": order})
    whole = [row["card"]["id"] for row in library(ask(query), None, size=50).rows]
    paged, cursor = [], ""
    while True:
        page = library(ask(f"{query}&cursor={quote(cursor)}"), None, size=3)
        paged += [row["card"]["id"] for row in page.rows]
        cursor = page.next
        if not cursor:
            break
    assert paged == whole
    assert len(set(whole)) == 11


@pytest.mark.parametrize("order", ORDERS)
def test_few_that_a_filter_leaves_of_many_hits_come_in_the_order_of_few(order, monkeypatch):
    tag = make.tag()
    for number in range(9):
        tags = [tag] if number in (2, 5, 6) else []
        make.article("Gas" if number % 2 else "Oil", points=["Gas."], published_on=date(2026, 3, 1 + number), tags=tags)
    library_index.rebuild()
    query = f"q=gas&tag={tag.pk}&order={order}"
    few = library(ask(query), None)
    monkeypatch.setattr("snapshot.desk.library.MOST_COUNTED", 3)
    assert library(ask(query), None) == few
    assert few.total == "3"


@pytest.mark.parametrize("order", ORDERS)
def test_many_hits_come_in_the_order_of_few(order, monkeypatch):
    for number in range(9):
        day = date(2026, 3, 1 + number // 3) if number % 4 else None
        make.article("Gas" if number % 2 else "Oil", points=["Gas."], published_on=day)
    library_index.rebuild()
    few = titles(f"q=gas&order={order}")
    monkeypatch.setattr("snapshot.desk.library.MOST_COUNTED", 2)
    assert titles(f"q=gas&order={order}") == few


def test_a_page_keeps_its_place_while_others_are_published():
    dated(1, 2, 3, 4)
    page = library(ask(), None, size=2)
    dated(9)
    assert titles(f"cursor={quote(page.next)}") == ["Day 2", "Day 1"]


def test_the_total_is_counted_up_to_a_thousand(monkeypatch):
    monkeypatch.setattr("snapshot.desk.library.MOST_COUNTED", 3)
    dated(1, 2, 3)
    assert library(ask(), None, size=1).total == "3"
    dated(4)
    assert library(ask(), None, size=1).total == "3+"


def test_a_row_says_where_it_stands_here_and_in_how_many_others():
    article = make.article("A")
    here = make.snapshot(sections={"One": [article], "Two": [article]})
    make.snapshot("Other", sections={"X": [article, article]})
    make.snapshot(sections={"Y": [article]})
    row = row_of("A", here)
    assert (row["here"], row["elsewhere"]) == (["One", "Two"], 2)
    assert "Other" in [other["title"] for other in other_snapshots(article.pk, here)]


def test_a_row_says_that_the_article_has_a_newer_edition_than_the_live_snapshot_shows():
    article = make.article("A")
    snapshot = make.snapshot(sections={"One": [article]})
    make.published(snapshot, at=NOON)
    assert not row_of("A", snapshot, later(hours=1))["newer"]
    article.title = "A"
    article.standfirst = "Corrected."
    article.save()
    publishing.publish(article, None, Terms(kind="correction", note="A name."), later(hours=2))
    row = row_of("A", snapshot, later(hours=3))
    assert (row["newer"], row["shown"], row["card"]["edition"]) == (True, 1, 2)


@pytest.mark.slow
@pytest.mark.parametrize("query", [
    "", "q=article", "status=unpublished", "order=edited",
])  # fmt: skip
def test_a_long_page_takes_no_more_queries_than_a_short_one(query):
    def count(size: int) -> int:
        record_version.clear_cache()
        with CaptureQueriesContext(connection) as queries:
            assert len(library(ask(query), snapshot, size=size).rows) == size
        return len(queries)

    tag, topic = make.tag(), make.topic()
    articles = [make.article(tags=[tag], topics=[topic]) for _ in range(20)]
    library_index.rebuild()
    snapshot = make.snapshot(sections={"One": articles[:10]})
    count(2)
    assert count(2) == count(19) <= 13


def test_all_that_a_query_finds_can_start_a_snapshot():
    dated(1, 2, 3)
    places, _total = found(ask(), 2)
    assert [place.pk for place in places] == list(
        Article.objects.order_by("-published_on").values_list("pk", flat=True)[:2]
    )
