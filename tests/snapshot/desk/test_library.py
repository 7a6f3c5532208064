"""The library beside the desk."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import search
from articles.models import Article
from editorial import publishing, record_version
from editorial.publishing import Terms
from snapshot.desk.library import found, library, other_snapshots
from snapshot.desk.library_query import ORDERS, STANDINGS, LibraryQuery
from tests import make
from tests.make import NOON, later

pytestmark = pytest.mark.django_db


def titles(query: LibraryQuery, snapshot=None, at=NOON) -> list[str]:
    return [row["card"]["title"] for row in library(query, snapshot, at).rows]


def dated(*days: int) -> list[Article]:
    return [make.article(f"Day {day}", published_on=date(2026, 3, day)) for day in days]


def row_of(title: str, snapshot, at=NOON) -> dict:
    return next(row for row in library(LibraryQuery(), snapshot, at).rows if row["card"]["title"] == title)


def test_without_words_the_newest_come_first():
    dated(2, 9, 5)
    assert titles(LibraryQuery()) == ["Day 9", "Day 5", "Day 2"]


def test_what_has_no_date_comes_before_all():
    dated(2, 9)
    make.article("Undated", published_on=None)
    assert titles(LibraryQuery()) == ["Undated", "Day 9", "Day 2"]


def test_by_relevance_the_title_counts_before_the_points_and_the_points_before_the_text():
    make.article("Other", body="<p>Gas.</p>", published_on=date(2026, 4, 3))
    make.article("Points", points=["Gas."], published_on=date(2026, 4, 2))
    make.article("Old Gas", published_on=date(2020, 1, 1))
    make.article("Gas", published_on=date(2026, 4, 1))
    search.rebuild()
    assert titles(LibraryQuery(words="gas")) == ["Gas", "Old Gas", "Points", "Other"]


def test_by_date_it_does_not_matter_where_the_words_stand():
    make.article("Other", body="<p>Gas.</p>", published_on=date(2026, 4, 3))
    make.article("Gas", published_on=date(2026, 4, 1))
    search.rebuild()
    assert titles(LibraryQuery(words="gas", order="date")) == ["Other", "Gas"]


def test_what_was_edited_last_comes_first():
    first, second = dated(2, 9)
    first.save()
    assert titles(LibraryQuery(order="edited")) == [first.title, second.title]


def test_authors_are_alternatives():
    ana, ben = make.author("Ana"), make.author("Ben")
    make.article("A", authors=[ana])
    make.article("B", authors=[ben, ana])
    make.article("C")
    assert set(titles(LibraryQuery(authors=(ana.pk, ben.pk)))) == {"A", "B"}
    assert titles(LibraryQuery(authors=(ben.pk,))) == ["B"]


def test_an_author_brings_those_merged_into_it():
    ana = make.author("Ana")
    make.article("Old", authors=[make.author("Anna", merged_into=ana)])
    assert titles(LibraryQuery(authors=(ana.pk,))) == ["Old"]


def test_a_topic_brings_what_is_filed_below_and_what_was_merged():
    region = make.topic("South Caucasus")
    country = make.topic("Georgia", parent=region)
    make.article("Below", topics=[country])
    make.article("Merged", topics=[make.topic("Sakartvelo", merged_into=country)])
    make.article("Elsewhere", topics=[make.topic("Baltic")])
    record_version.forget()
    assert set(titles(LibraryQuery(topics=(region.pk,)))) == {"Below", "Merged"}


def test_tags_and_series_filter():
    tag = make.tag("gas")
    make.article("Tagged", tags=[tag])
    make.article("Serial", series=make.series("Long Read"))
    assert titles(LibraryQuery(tags=(tag.pk,))) == ["Tagged"]
    assert titles(LibraryQuery(series=(make.series("Long Read").pk,))) == ["Serial"]


def test_both_days_of_a_period_are_in():
    dated(1, 2, 3, 4)
    assert titles(LibraryQuery(since=date(2026, 3, 2), until=date(2026, 3, 3))) == ["Day 3", "Day 2"]


@pytest.mark.parametrize("standing", STANDINGS)
def test_a_standing_shows_the_articles_that_stand_so(standing):
    make.article("unpublished")
    make.published(make.article("live"), at=NOON)
    make.published(make.article("scheduled"), at=NOON, live_from=later(days=1))
    withdrawn = make.article("withdrawn")
    make.published(withdrawn, at=NOON)
    publishing.withdraw(withdrawn, "Wrong.", at=later(hours=1))
    page = library(LibraryQuery(standing=standing), None, later(hours=2))
    assert [row["card"]["title"] for row in page.rows] == [standing]
    assert page.rows[0]["card"]["standing"] == standing


def test_a_scheduled_article_is_live_when_its_moment_comes():
    make.published(make.article("Later"), at=NOON, live_from=later(days=1))
    assert titles(LibraryQuery(standing="live"), at=later(days=1)) == ["Later"]


def test_filters_and_words_hold_together():
    tag = make.tag("gas")
    make.article("Gas Old", tags=[tag], published_on=date(2020, 1, 1))
    make.article("Gas", tags=[tag])
    make.article("Gas Untagged")
    search.rebuild()
    assert titles(LibraryQuery(words="gas", tags=(tag.pk,), since=date(2025, 1, 1))) == ["Gas"]


def test_an_article_stands_once_however_many_filters_it_fulfils():
    tags = [make.tag(), make.tag()]
    ana, ben = make.author(), make.author()
    make.article("Once", authors=[ana, ben], tags=tags)
    assert titles(LibraryQuery(authors=(ana.pk, ben.pk), tags=tuple(tag.pk for tag in tags))) == ["Once"]


@pytest.mark.parametrize("many", [3, 1_000])
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("words", ["", "gas"])
def test_pages_visit_every_article_once_and_in_order(order, words, many, monkeypatch):
    monkeypatch.setattr("snapshot.desk.library.MOST_COUNTED", many)
    for number in range(11):
        day = date(2026, 3, 1 + number // 3) if number % 4 else None
        titled = number % 3 == 0
        make.article("Gas" if titled else "Other", points=["Gas." if number % 3 == 1 else "Oil."], published_on=day,
                     body="" if titled else "<p>Gas.</p>")  # fmt: skip
    search.rebuild()
    query = LibraryQuery(words=words, order=order)
    whole = [row["card"]["id"] for row in library(query, None, NOON, size=50).rows]
    paged, cursor = [], ""
    while True:
        page = library(replace(query, cursor=cursor), None, NOON, size=3)
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
    search.rebuild()
    query = LibraryQuery(words="gas", tags=(tag.pk,), order=order)
    few = library(query, None, NOON)
    monkeypatch.setattr("snapshot.desk.library.MOST_COUNTED", 3)
    assert library(query, None, NOON) == few
    assert few.total == "3"


@pytest.mark.parametrize("order", ORDERS)
def test_many_hits_come_in_the_order_of_few(order, monkeypatch):
    for number in range(9):
        day = date(2026, 3, 1 + number // 3) if number % 4 else None
        make.article("Gas" if number % 2 else "Oil", points=["Gas."], published_on=day)
    search.rebuild()
    few = titles(LibraryQuery(words="gas", order=order))
    monkeypatch.setattr("snapshot.desk.library.MOST_COUNTED", 2)
    assert titles(LibraryQuery(words="gas", order=order)) == few


def test_a_page_keeps_its_place_while_others_are_published():
    dated(1, 2, 3, 4)
    page = library(LibraryQuery(), None, NOON, size=2)
    dated(9)
    assert titles(LibraryQuery(cursor=page.next)) == ["Day 2", "Day 1"]


def test_the_total_is_counted_up_to_a_thousand(monkeypatch):
    monkeypatch.setattr("snapshot.desk.library.MOST_COUNTED", 3)
    dated(1, 2, 3)
    assert library(LibraryQuery(), None, NOON, size=1).total == "3"
    dated(4)
    assert library(LibraryQuery(), None, NOON, size=1).total == "3+"


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
    publishing.publish(article, None, Terms(kind="correction"), later(hours=2))
    row = row_of("A", snapshot, later(hours=3))
    assert (row["newer"], row["shown"], row["card"]["edition"]) == (True, 1, 2)


@pytest.mark.parametrize("query", [
    LibraryQuery(), LibraryQuery(words="article"), LibraryQuery(standing="unpublished"), LibraryQuery(order="edited"),
])  # fmt: skip
def test_a_long_page_takes_no_more_queries_than_a_short_one(query):
    def count(size: int) -> int:
        record_version.forget()
        with CaptureQueriesContext(connection) as queries:
            assert len(library(query, snapshot, NOON, size=size).rows) == size
        return len(queries)

    tag, topic = make.tag(), make.topic()
    articles = [make.article(tags=[tag], topics=[topic]) for _ in range(20)]
    search.rebuild()
    snapshot = make.snapshot(sections={"One": articles[:10]})
    count(2)
    assert count(2) == count(19) <= 13


def test_all_that_a_query_finds_can_start_a_snapshot():
    dated(1, 2, 3)
    places, _total = found(LibraryQuery(), NOON, 2)
    assert [place.pk for place in places] == list(
        Article.objects.order_by("-published_on").values_list("pk", flat=True)[:2]
    )
