"""The timeline on a snapshot's page: its articles as frozen, numbered as on the page, and in no other rendition."""

import re
from datetime import date, timedelta

import pytest

from articles.models import ArticleEdition
from record import publishing
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DAY = date(2026, 3, 1)


@pytest.fixture
def winter():
    """A snapshot of two sections with four dated articles."""
    articles = [make.article(f"Article {n}", published_on=DAY + timedelta(days=n)) for n in range(4)]
    snapshot = make.snapshot("Winter", {"Peace": articles[:1], "": articles[1:]}, slug="winter")
    published(snapshot, NOON)
    return snapshot


def timeline_on(answer) -> str:
    """Return the timeline's markup on a page; "" where there is none."""
    found = re.search(
        r'<figure class="picture timeline" data-nosnippet>.*?</figure>', answer.content.decode(), re.DOTALL
    )
    return found[0] if found else ""


def test_each_mark_leads_to_an_entry_on_the_page(look, winter):
    answer = look("/snapshots/winter/")
    drawing = timeline_on(answer).split("<details")[0]
    anchors = re.findall(r'class="picture-link" href="#([^"]+)"', drawing)
    assert len(anchors) == 4
    assert anchors == re.findall(r'<article class="entry" id="([^"]+)"', answer.content.decode())


def test_each_section_has_its_lane_and_one_without_a_title_is_named_as_on_the_page(look, winter):
    assert re.findall(r'role="group" aria-label="([^"]+)"', timeline_on(look("/snapshots/winter/"))) == [
        "Peace", "Articles",
    ]  # fmt: skip


def test_an_editions_page_has_the_timeline_of_what_it_froze(look, winter):
    published(changed(ArticleEdition.objects.get(title="Article 0").parent, title="Another name"), later(minutes=1))
    published(changed(winter, title="Winter again"), later(minutes=2))
    at = later(hours=1)
    assert "1. Article 0, March 1, 2026" in timeline_on(look("/snapshots/winter/editions/1/", at))
    assert "1. Another name, March 1, 2026" in timeline_on(look("/snapshots/winter/editions/2/", at))
    assert timeline_on(look("/snapshots/winter/editions/2/", at)) == timeline_on(look("/snapshots/winter/", at))


def test_a_withdrawn_article_leaves_the_line_and_the_others_keep_their_numbers(look, winter):
    publishing.withdraw(ArticleEdition.objects.get(title="Article 0").parent, "Forged.", at=later(hours=1))
    shown = timeline_on(look("/snapshots/winter/", later(hours=1)))
    assert "Article 0" not in shown
    assert "2. Article 1, March 2, 2026" in shown


def test_fewer_than_three_dated_articles_are_not_drawn(look):
    articles = [make.article(), make.article()]
    published(make.snapshot("Winter", {"One": articles}, slug="winter"), NOON)
    answer = look("/snapshots/winter/")
    assert timeline_on(answer) == ""


def test_the_plain_text_and_the_preview_of_the_mail_know_no_timeline(look, winter):
    assert "over time" not in look("/snapshots/winter.txt").content.decode()


def test_the_desks_preview_draws_what_the_page_will(admin_client, winter):
    answer = admin_client.get(f"/admin/snapshot/snapshot/{winter.pk}/desk/preview/")
    assert "1. Article 0, March 1, 2026" in timeline_on(answer)
