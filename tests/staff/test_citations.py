"""Citing what is chosen in a list at the desk."""

import json

import pytest
import time_machine
from django.urls import reverse

from record import publishing
from tests import make
from tests.accounts import person, signed_in
from tests.make import NOON, changed, later, published

pytestmark = pytest.mark.django_db
NOW = later(days=1)


@pytest.fixture
def choose(admin_client):
    """Return choose(list, rows, form): what the action answers."""

    def post(model: str, rows, form: str = "csl"):
        data = {"action": f"cite_{form}", "_selected_action": [row.pk for row in rows]}
        with time_machine.travel(NOW, tick=False):
            return admin_client.post(reverse(f"admin:{model}_changelist"), data, follow=True)

    return post


def test_articles_are_cited_as_readers_have_them_in_the_order_of_the_list(choose):
    one, two = make.article("One", slug="one"), make.article("Two", slug="two")
    published(one, NOON)
    published(two, NOON)
    published(changed(one, title="One, again"), later(hours=1))
    answer = choose("articles_article", [one, two])
    assert sorted(item["title"] for item in json.loads(answer.content)) == ["One, again", "Two"]
    assert answer["Content-Disposition"] == 'attachment; filename="articles.csl.json"'


@pytest.mark.parametrize(("form", "begins"), [("bib", "@techreport{"), ("ris", "TY  - RPRT"), ("csl", "[")])
def test_every_kind_of_file_can_be_had(choose, form, begins):
    article = make.article()
    published(article, NOON)
    assert choose("articles_article", [article], form).content.decode().startswith(begins)


def test_article_editions_are_cited_one_by_one(choose):
    article = make.article("One")
    published(article, NOON)
    published(changed(article, title="Two"), later(hours=1))
    items = json.loads(choose("articles_articleedition", article.editions.all()).content)
    assert [item["title"] for item in items] == ["Two", "One"]


def test_snapshot_editions_are_cited(choose):
    snapshot = make.snapshot("Winter")
    published(snapshot, NOON)
    assert json.loads(choose("snapshot_snapshotedition", snapshot.editions.all()).content)[0]["title"] == "Winter"


def test_what_readers_do_not_find_is_left_out_and_counted(choose):
    live, draft, gone, scheduled = (make.article(title) for title in ("Live", "Draft", "Gone", "Scheduled"))
    published(live, NOON)
    published(gone, NOON)
    publishing.withdraw(gone, "No.", at=later(hours=1))
    published(scheduled, NOON, live_from=later(days=9))
    answer = choose("articles_article", [live, draft, gone, scheduled])
    assert [item["title"] for item in json.loads(answer.content)] == ["Live"]
    told = choose("articles_article", [draft]).content.decode()
    assert "3 selected items aren" in told
    assert "1 selected item isn" in told


def test_too_many_are_refused_in_a_sentence(choose, monkeypatch):
    monkeypatch.setattr("staff.citations.MOST_CITED", 1)
    assert "Choose at most 1 at a time." in choose("articles_article", make.many_published(2)).content.decode()


@pytest.mark.parametrize(("role", "offered"), [("anonymous", False), ("editor", True)])
def test_who_may_read_articles_at_the_desk_may_cite_them(role, offered):
    client = signed_in(person(role))
    published(make.article(), NOON)
    page = client.get(reverse("admin:articles_article_changelist"))
    assert (page.status_code == 200 and "cite_bib" in page.content.decode()) is offered


def test_editions_that_readers_do_not_find_are_left_out_too(choose):
    article = make.article("Live")
    published(article, NOON)
    published(changed(article, title="Taken back"), later(hours=1))
    publishing.withdraw(article, "No.", only=article.editions.get(number=2), at=later(hours=2))
    published(changed(article, title="Embargoed"), later(hours=3), live_from=later(days=9))
    items = json.loads(choose("articles_articleedition", article.editions.all()).content)
    assert [item["title"] for item in items] == ["Live"]
