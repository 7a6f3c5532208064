"""What an author wrote over the years, and what bears a topic: counted once, and never past a change."""

import re
from datetime import date
from html import unescape

import pytest
import time_machine

from articles.models.record import ArticleEditionTopic
from articles.public import activity, archive
from record import publishing, record_version
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _few_are_enough(monkeypatch):
    """Draw bars for few articles, so that tests can be short."""
    monkeypatch.setattr(activity, "FEWEST", 1)
    monkeypatch.setattr(activity, "LOWEST_PEAK", 1)


@pytest.fixture
def ada():
    return make.author("Ada Writer", slug="ada")


@pytest.fixture
def _unhurried(monkeypatch):
    """The record version is looked up when it is asked for anew, never because a second has passed."""
    monkeypatch.setattr(record_version, "REFRESH_SECONDS", 3600)


def write(author, *days: date, at=NOON, topics=()) -> list:
    return [published(make.article(authors=[author], published_on=day, topics=topics), at).parent for day in days]


def links_on(answer) -> list[tuple[str, str]]:
    """Return (address, name) of each bar on a page."""
    found = re.findall(r'class="picture-link" href="([^"]+)"><title>([^<]+)<', answer.content.decode())
    return [(unescape(url), name) for url, name in found]


def test_years_lead_into_the_archive(look, ada):
    write(ada, date(2024, 2, 1), date(2020, 5, 1), date(2024, 12, 31))
    assert links_on(look("/authors/ada/")) == [
        ("/analysis/?author=ada&year=2020", "2020: 1 article"),
        ("/analysis/?author=ada&year=2024", "2024: 2 articles"),
    ]


def test_below_three_years_months_do(look, ada):
    write(ada, date(2024, 2, 1), date(2026, 12, 1))
    assert links_on(look("/authors/ada/"))[0] == (
        "/analysis/?author=ada&from=2024-02-01&until=2024-02-29", "February 2024: 1 article",
    )  # fmt: skip
    write(ada, date(2024, 1, 1))
    assert links_on(look("/authors/ada/"))[0] == ("/analysis/?author=ada&year=2024", "2024: 2 articles")


def test_one_period_alone_is_not_drawn(look, ada):
    write(ada, date(2024, 2, 1), date(2024, 2, 29))
    answer = look("/authors/ada/")
    assert links_on(answer) == []


def test_bars_that_say_no_more_than_the_list_are_not_drawn(look, ada, monkeypatch):
    monkeypatch.undo()  # the real limits
    write(ada, *(date(2025, month, 1) for month in range(1, 8)))
    assert links_on(look("/authors/ada/")) == []
    write(ada, date(2025, 7, 2))
    assert len(links_on(look("/authors/ada/"))) == 7


def test_few_articles_are_not_drawn(look, ada, monkeypatch):
    monkeypatch.undo()  # the real limits
    write(ada, date(2024, 2, 1), date(2024, 2, 2), date(2025, 2, 1))
    assert links_on(look("/authors/ada/")) == []


def test_an_article_with_two_topics_below_counts_once(look, ada):
    root = make.topic(slug="root")
    both = [make.topic(parent=root), make.topic(parent=root), root]
    write(ada, date(2024, 2, 1), date(2025, 2, 1), topics=both)
    assert ArticleEditionTopic.objects.count() == 6
    assert [name for _, name in links_on(look("/topics/root/"))] == [
        "February 2024: 1 article", "February 2025: 1 article",
    ]  # fmt: skip
    assert links_on(look("/topics/root/"))[0][0] == "/analysis/?topic=root&from=2024-02-01&until=2024-02-29"


def test_what_was_merged_into_an_author_counts_once_with_them(look, ada):
    other = make.author(slug="other", merged_into=ada)
    published(make.article(authors=[ada, other], published_on=date(2024, 2, 1)), NOON)
    write(other, date(2025, 2, 1))
    assert [name for _, name in links_on(look("/authors/ada/"))] == [
        "February 2024: 1 article", "February 2025: 1 article",
    ]  # fmt: skip


def test_only_the_edition_that_is_public_counts(look, ada):
    first, _ = write(ada, date(2024, 2, 1), date(2025, 2, 1))
    published(changed(first, published_on=date(2024, 3, 1)), later(hours=1))
    assert [name for _, name in links_on(look("/authors/ada/", later(hours=2)))] == [
        "March 2024: 1 article", "February 2025: 1 article",
    ]  # fmt: skip
    publishing.withdraw(first, "Forged.", at=later(hours=3))
    assert links_on(look("/authors/ada/", later(hours=4))) == []


def counted(answer) -> list[str]:
    return [name for _, name in links_on(answer)]


@pytest.fixture
def scheduled(_unhurried, ada):
    """Two articles that are public and one that will be in an hour, written while it was NOON."""
    with time_machine.travel(NOON, tick=False):
        write(ada, date(2024, 2, 1), date(2025, 2, 1))
        published(make.article(authors=[ada], published_on=date(2025, 2, 2)), NOON, live_from=later(hours=1))


def test_a_scheduled_article_counts_from_its_moment_on(look, scheduled):
    assert "February 2025: 1 article" in counted(look("/authors/ada/", later(minutes=59)))
    assert "February 2025: 2 articles" in counted(look("/authors/ada/", later(hours=1)))


def test_a_request_from_before_a_change_leaves_nothing_stale_with_those_after(look, scheduled, client, monkeypatch):
    """It begins one second before the moment, and the clock passes that while it is answered."""
    with time_machine.travel(later(hours=1, seconds=-1), tick=False) as clock:
        find = archive.by_authors

        def slowly(*given):
            clock.move_to(later(hours=1, seconds=1))
            return find(*given)

        monkeypatch.setattr(archive, "by_authors", slowly)
        assert client.get("/authors/ada/").status_code == 200
    monkeypatch.setattr(archive, "by_authors", find)
    assert "February 2025: 2 articles" in counted(look("/authors/ada/", later(hours=2)))


@pytest.mark.usefixtures("_unhurried")
@pytest.mark.parametrize("collection", ["authors", "topics"])
def test_counting_takes_one_query_and_none_while_nothing_changes(look, collection, django_assert_num_queries):
    ada, topic = make.author(slug="one"), make.topic(slug="one")
    write(ada, date(2024, 2, 1), date(2025, 2, 1), topics=[topic])
    ask = {
        "authors": lambda: activity.of_authors("one", [ada.pk]),
        "topics": lambda: activity.on_topics("one", [topic.pk]),
    }
    with time_machine.travel(NOON, tick=False):
        record_version.current()
        with django_assert_num_queries(1):
            first = ask[collection]()
        with django_assert_num_queries(0):
            assert ask[collection]() == first


@pytest.mark.usefixtures("_unhurried")
def test_only_a_few_hundred_are_kept(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(activity, "MOST_KEPT", 3)
    for n in range(10):
        activity.of_authors(f"author-{n}", [n])
        assert len(record_version.cached("activity", dict)) <= 3
    with django_assert_num_queries(0):
        activity.of_authors("author-9", [9])
