"""The admin in a real browser: every page accessible and fitting, an article written, published, a document imported."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from alerts.models import Subscription
from articles.models import Article
from outbox.models import OutboxEntry
from record.revisions import keep_revision
from search.models import MissedSearch
from snapshot.models import Snapshot
from tests import make
from tests.browser.test_pages import problems_of
from tests.importing.documents import SMALL

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
    "/admin/record/organization/add/",
    "/admin/search/spelling/add/",
    "/admin/media/picture/add/",
    "/admin/flatpages/flatpage/add/",
    "/admin/alerts/subscription/?q=",
    "/admin/auth/user/add/",
    "/admin/auth/user/1/change/",
    "/admin/auth/user/1/history/",
    "/admin/auth/user/1/password/",
    "/admin/account/2fa/",
    "/admin/account/sessions/",
    "/admin/account/password/reset/",
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


@pytest.mark.journey
def test_an_article_is_written_and_published(open_page, signed_in):
    author = make.author("Ada Writer")
    page = open_page("/admin/articles/article/add/", **signed_in)
    page.fill("[name=title]", "Ferries Wait")
    page.fill("[name=published_on]", "2026-03-01")
    page.click("text=Add another Author")
    page.locator(".select2-selection").last.click()
    page.locator(".select2-dropdown .select2-search__field").fill("Ada")
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


@pytest.mark.journey
def test_a_document_is_pasted_looked_through_and_applied(open_page, axe, signed_in):
    make.series()
    page = open_page("/admin/snapshot/snapshot/import/", **signed_in)
    page.fill("[name=text]", SMALL.replace("January 12, 2026", "01/02/2026"))
    page.click("text=Preview import")
    assert page.locator(".import-lines .import-warning").count() >= 1
    assert axe(page) == []
    page.click("input[name=apply]")
    page.wait_for_url("**/desk/")
    assert Snapshot.objects.get().title == "Ferries of the Inner Sea"
    assert page.url.endswith(f"/admin/snapshot/snapshot/{Snapshot.objects.get().pk}/desk/")


@pytest.mark.journey
def test_a_scheduled_edition_appears_by_itself(open_page):
    article, page = make.article("Ferries Wait", slug="ferries-wait"), open_page("/analysis/")
    moment = timezone.now() + timedelta(seconds=5)
    make.published(article, live_from=moment)
    before = page.goto("/analysis/ferries-wait/").status
    assert before == 404 or timezone.now() >= moment  # on a busy machine it may be public already
    page.wait_for_timeout(max(0, (moment - timezone.now()).total_seconds() * 1000) + 200)
    assert page.goto("/analysis/ferries-wait/").status == 200


# Of a list: how much of its table is out of sight, and which texts of its cells are wider than the cell.
HIDDEN_OF_LISTS = """() => [...document.querySelectorAll('.results')]
  .map(room => room.scrollWidth - room.clientWidth).filter(hidden => hidden > 1)"""
LONG_NAME = "Azerbaijan and the People’s Republic of China Announce a Comprehensive Strategic Partnership"


@pytest.fixture
def full_lists(ids):
    """As above, with rows as long as real ones."""
    topic, author = make.topic(LONG_NAME), make.author("Alexandra Sandby-Kerr van der Meulen", role="Senior Fellow")
    article = make.article(
        LONG_NAME,
        [author, make.author("Jan-Willem Krikorian")],
        topics=[topic],
        series=make.series("Eurasia Daily Monitor"),
    )
    make.published(article)
    make.published(make.snapshot(LONG_NAME, {LONG_NAME: [article]}))


@pytest.mark.usefixtures("full_lists")
def test_no_list_hides_a_column_on_a_screen_of_1000_pixels_or_more(open_page, signed_in):
    page = open_page("/admin/", **signed_in)
    found = []
    for address in LISTS:
        page.goto(address)
        for width in (1000, 1024, 1100, 1279, 1280, 1300, 1366, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            found += [(address, width, hidden) for hidden in page.evaluate(HIDDEN_OF_LISTS)]
    assert found == [], found


@pytest.mark.usefixtures("full_lists")
def test_a_list_wider_than_a_phone_fades_where_there_is_more_and_scrolls_by_keyboard(open_page, signed_in):
    page = open_page("/admin/articles/article/", "phone", **signed_in)
    faded = "getComputedStyle(document.querySelector('.results')).getPropertyValue('--more-beside')"
    assert page.evaluate(HIDDEN_OF_LISTS)
    assert page.evaluate(faded) == "48px"
    page.locator(".results").focus()
    page.keyboard.press("ArrowRight")
    wait_until(page, "document.querySelector('.results').scrollLeft > 0")
    page.evaluate("document.querySelector('.results').scrollLeft = 9999")
    wait_until(page, f"{faded} === '0px'")


def wait_until(page, condition: str) -> None:
    """Wait up to five seconds. Playwright's own function needs what the policy of the admin forbids."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(condition)


def test_a_row_of_articles_is_two_lines_high_beside_the_filters(open_page, signed_in):
    writers = [make.author("Aigerim Sätbayeva"), make.author("Jan-Willem van der Meulen")]
    make.published(make.article("Falling Water Levels Rewrite the Economics of Ports", writers))
    page = open_page("/admin/articles/article/", **signed_in)
    heights = {}
    for width in (1280, 1366, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        heights[width] = page.locator("#result_list tbody tr").first.bounding_box()["height"]
    assert max(heights.values()) < 50, heights


def test_a_list_without_rows_is_as_wide_as_a_tablet(open_page, signed_in):
    page = open_page("/admin/media/storedfile/", **signed_in)
    page.set_viewport_size({"width": 768, "height": 900})
    assert page.locator("#searchbar").bounding_box()["width"] > 300


def test_the_rich_text_editors_toolbar_writes_no_glyph_that_a_font_may_lack(open_page, signed_in):
    page = open_page("/admin/articles/article/add/", **signed_in)
    page.locator(".prose-menubar__selected").first.wait_for()
    written = page.evaluate("""() => [...document.querySelectorAll('.prose-menubar, .prose-menubar *')].flatMap(part =>
      ['::before', '::after'].map(side => getComputedStyle(part, side).content)).filter(content => /[^\\x00-\\x7f]/.test(content))""")
    assert written == []


def test_on_a_tablet_the_list_of_pages_follows_the_page_and_nothing_is_wider_than_the_screen(open_page, signed_in, ids):
    page = open_page("/admin/", **signed_in)
    page.set_viewport_size({"width": 768, "height": 900})
    wide = []
    for address in [*(address.format(**ids) for address in PAGES), *LISTS]:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > 768:
            wide.append(address)
    assert wide == []
    page.goto("/admin/")
    page.get_by_role("link", name="Menu", exact=True).click()
    authors = page.locator("#nav-sidebar").get_by_role("link", name="Authors", exact=True)
    assert authors.is_visible()
    assert authors.bounding_box()["y"] > page.locator("#content").bounding_box()["y"]


@pytest.mark.parametrize(("width", "share"), [("phone", 0.6), ("desktop", 0.6)])
def test_the_preview_at_the_desk_uses_the_screen(open_page, signed_in, ids, width, share):
    page = open_page(f"/admin/snapshot/snapshot/{ids['snapshot']}/desk/", width, **signed_in)
    page.locator(".desk.is-ready").wait_for()
    page.locator("[data-show=preview]" if width == "phone" else "#top-preview").click()
    shown = page.locator("#preview-page")
    shown.wait_for()
    page.frame_locator("#preview-page").locator("main").wait_for()
    assert shown.bounding_box()["height"] >= share * page.viewport_size["height"]
