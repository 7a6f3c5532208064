"""Related analysis: what shares most, newest first."""

import re
from datetime import date

import pytest
import time_machine

from record import publishing
from tests import make
from tests.make import NOON, later, published

pytestmark = pytest.mark.django_db
NOW = later(hours=1)


@pytest.fixture
def archive():
    """Publish an article and others that share something with it, or nothing."""
    ada, coast, gas = make.author("Ada Writer"), make.topic("Coast"), make.topic("Gas", kind="theme")
    made = {
        "own": make.article("Own", [ada], topics=[coast, gas], slug="own"),
        "both": make.article("Shares Both", topics=[coast, gas], published_on=date(2020, 1, 1)),
        "one": make.article("Shares One", [make.author("Boris Reader")], topics=[coast], published_on=date(2026, 3, 1)),
        "author": make.article("By Ada", [ada], published_on=date(2025, 1, 1)),
        "older": make.article("Shares One Before", topics=[gas], published_on=date(2019, 1, 1)),
        "nothing": make.article("Elsewhere", topics=[make.topic("Hills")]),
    }
    for article in made.values():
        published(article, NOON)
    return made


def shown(look, at=NOW) -> str:
    page = look("/analysis/own/", at).content.decode()
    return page[page.find('class="related"') :].split("</section>")[0] if 'class="related"' in page else ""


def test_the_three_that_share_most_are_shown_newest_first(archive, look):
    part = shown(look)
    titles = re.findall(r'class="related-title"[^>]*>([^<]*)<', part)
    assert titles == ["Shares One", "By Ada", "Shares Both"]


def test_each_has_its_own_byline(archive, look):
    first, second, *_ = shown(look).split("</li>")
    assert "Boris Reader" in first
    assert "Boris Reader" not in second


def test_what_is_withdrawn_is_not_shown(archive, look):
    publishing.withdraw(archive["both"], "Gone.", at=later(minutes=30))
    assert "Shares Both" not in shown(look)


def test_what_is_scheduled_shows_from_its_moment_on(archive, look):
    coming = make.article("Tomorrow", topics=list(archive["own"].categories.all()), published_on=date(2026, 5, 2))
    with time_machine.travel(NOON):
        published(coming, NOON, live_from=later(days=1))
    assert "Tomorrow" not in shown(look, later(days=1, seconds=-1))
    assert "Tomorrow" in shown(look, later(days=1, seconds=1))


def test_an_article_on_its_own_shows_nothing(look):
    published(make.article("Own", slug="own"), NOON)
    assert shown(look) == ""


def test_a_page_takes_six_queries_at_the_most(archive, look, django_assert_max_num_queries):
    look("/analysis/own/", NOW)
    with django_assert_max_num_queries(6):
        look("/analysis/own/", NOW)
