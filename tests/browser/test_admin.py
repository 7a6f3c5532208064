"""The admin in a real browser: every page accessible and fitting, an article written, published, a document imported."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from editorial.models import MissedSearch, OutboxEntry
from editorial.revisions import keep_revision
from snapshot.models import Snapshot, Subscription
from tests import make
from tests.browser.test_pages import problems_of
from tests.snapshot.importing.documents import SMALL

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = [
    "/admin/",
    "/admin/articles/article/add/",
    "/admin/articles/article/{article}/change/",
    "/admin/articles/article/{article}/publish/",
    "/admin/articles/article/{article}/withdraw/",
    "/admin/articles/article/{article}/revisions/",
    "/admin/articles/article/{article}/revisions/1/",
    "/admin/articles/article/{article}/revisions/1/restore/",
    "/admin/articles/article/{article}/subscribers/",
    "/admin/people/author/add/",
    "/admin/snapshot/snapshot/{snapshot}/change/",
    "/admin/snapshot/snapshot/{snapshot}/subscribers/",
    "/admin/snapshot/snapshot/{snapshot}/publish/",
    "/admin/snapshot/snapshot/{snapshot}/compare/",
    "/admin/snapshot/snapshot/{snapshot}/reschedule/",
    "/admin/snapshot/snapshot/{snapshot}/revisions/",
    "/admin/snapshot/snapshot/{snapshot}/revisions/1/restore/",
    "/admin/snapshot/section/{section}/change/",
    "/admin/snapshot/snapshot/start/",
    "/admin/snapshot/snapshot/calendar/",
    "/admin/snapshot/snapshot/corrections/",
    "/admin/snapshot/snapshot/guide/",
    "/admin/snapshot/snapshot/import/",
    "/admin/editorial/organization/add/",
    "/admin/editorial/spelling/add/",
    "/admin/editorial/picture/add/",
    "/admin/flatpages/flatpage/add/",
    "/admin/snapshot/subscription/?q=",
]
NOT_OURS = {"auth", "sites"}  # lists that Django makes and we do not change
LISTS = [
    reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    for model in admin.site._registry
    if model._meta.app_label not in NOT_OURS
]


@pytest.fixture
def ids() -> dict:
    """A published snapshot; returns what the addresses are made of."""
    article = make.article("Ferries Wait", topics=[make.topic("Ports")])
    snapshot = make.snapshot("Caspian", {"Ports": [article, make.article()]})
    make.published(snapshot)
    make.changed(snapshot, title="Caspian Ports", introduction="<p>First paragraph, reworded.</p>")
    make.published(make.changed(article, standfirst="They wait."), kind="correction", note="They wait in Baku.")
    keep_revision(make.changed(article, slug="ferries-wait-still"), None)
    make.published(make.changed(snapshot), live_from=timezone.now() + timedelta(days=2))
    fill_lists()
    return {"article": article.pk, "snapshot": snapshot.pk, "section": snapshot.sections.get().pk}


def fill_lists() -> None:
    """Give the lists that nothing of the above fills a row each."""
    now, today = timezone.now(), timezone.localdate()
    make.spelling("Pashinyan\nPashinian")
    make.picture()
    make.stored_file()
    make.tag()
    MissedSearch.objects.create(words="zangezur", first_on=today, last_on=today)
    OutboxEntry.objects.create(kind="alert", key="1", due_at=now, try_at=now, attempts=2, last_error="x" * 200)
    Subscription.objects.create(
        address="a.reader.with.a.long.name@department.university.example", follows="articles", query="author=ada-writer",
        language="en", asked_at=now, confirmed_at=now,
    )  # fmt: skip


@pytest.mark.parametrize(("width", "scheme"), [("narrow", "dark"), ("zoomed", "light"), ("desktop", "light")])
def test_every_page_of_the_admin_is_accessible_and_fits(open_page, axe, signed_in, ids, width, scheme):
    addresses = [*(address.format(**ids) for address in PAGES), *LISTS]

    def open_signed_in(path, width, scheme):
        return open_page(path, width, scheme, **signed_in)

    assert problems_of(addresses, open_signed_in, axe, width, scheme) == []


def test_an_article_is_written_and_published(open_page, signed_in):
    author = make.author("Ada Writer")
    page = open_page("/admin/articles/article/add/", **signed_in)
    page.fill("[name=title]", "Ferries Wait")
    page.fill("[name=published_on]", "2026-03-01")
    page.click("text=Add another Author")
    page.locator(".select2-selection").last.click()
    page.fill(".select2-search__field", "Ada")
    page.click(".select2-results__option:has-text('Ada Writer')")
    page.click("text=Add another Summary point")
    page.fill("[name=points-0-text]", "They wait for water.")
    page.locator("[contenteditable=true]").first.click()
    page.keyboard.type("They wait in all weathers.")
    page.click("[name=_continue]")
    page.click("a.button:has-text('Publish')")
    page.click(".submit-row input[type=submit]")
    assert page.goto("/analysis/ferries-wait/").status == 200
    assert "They wait for water." in page.inner_text("main")
    assert "They wait in all weathers." in page.inner_text("main")
    assert Article.objects.get().bylines.get().author == author


def test_a_document_is_pasted_looked_through_and_applied(open_page, axe, signed_in):
    make.series()
    page = open_page("/admin/snapshot/snapshot/import/", **signed_in)
    page.fill("[name=text]", SMALL.replace("January 12, 2026", "01/02/2026"))
    page.click("text=Look through it")
    assert page.locator(".import-lines .import-warning").count() >= 1
    assert axe(page) == []
    page.click("input[name=apply]")
    page.wait_for_url("**/desk/")
    assert Snapshot.objects.get().title == "Ferries of the Inner Sea"
    assert page.url.endswith(f"/admin/snapshot/snapshot/{Snapshot.objects.get().pk}/desk/")


def test_a_scheduled_edition_appears_by_itself(open_page):
    article = make.article("Ferries Wait", slug="ferries-wait")
    make.published(article, live_from=timezone.now() + timedelta(seconds=3))
    page = open_page("/analysis/")
    assert page.goto("/analysis/ferries-wait/").status == 404
    page.wait_for_timeout(3_200)
    assert page.goto("/analysis/ferries-wait/").status == 200
