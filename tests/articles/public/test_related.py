"""Related analysis: what shares most, and why it is shown."""

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
        "one": make.article("Shares One", topics=[coast], published_on=date(2026, 3, 1)),
        "author": make.article("By Ada", [ada], published_on=date(2025, 1, 1)),
        "nothing": make.article("Elsewhere", topics=[make.topic("Hills")]),
    }
    for article in made.values():
        published(article, NOON)
    return made


def shown(look, at=NOW) -> str:
    page = look("/analysis/own/", at).content.decode()
    return page[page.find('class="related"') :].split("</section>")[0] if 'class="related"' in page else ""


def test_what_shares_most_comes_first_and_says_why(archive, look):
    part = shown(look)
    titles = [title for title in ("Shares Both", "Shares One", "By Ada", "Elsewhere") if title in part]
    assert titles == ["Shares Both", "Shares One", "By Ada"]
    assert part.index("Shares Both") < part.index("Shares One") < part.index("By Ada")
    assert "Also on Coast, Gas" in part
    assert "Also by Ada Writer" in part
    assert ">Own<" not in part


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
