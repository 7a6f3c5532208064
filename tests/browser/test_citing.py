"""The cite panel, as a person uses it."""

import pytest
from playwright.sync_api import expect

from tests import make

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/snapshots/caspian/"
CLIPBOARD = ["clipboard-read", "clipboard-write"]


@pytest.fixture(autouse=True)
def caspian():
    make.published(make.snapshot("Caspian", slug="caspian", compilers=[make.author("Ada Abel")]))


@pytest.mark.journey
def test_a_citation_is_copied_with_its_italics_and_that_is_said(open_page):
    page = open_page(PAGE, permissions=CLIPBOARD)
    page.locator(".cite-panel summary").click()
    button = page.get_by_role("button", name="Copy", exact=True).nth(2)
    button.click()
    expect(page.locator("[data-cite-said]")).to_have_text("The citation is copied.")
    read = """async () => {
      const [item] = await navigator.clipboard.read();
      return Promise.all(["text/plain", "text/html"].map(async (type) => (await item.getType(type)).text()));
    }"""
    plain, marked = page.evaluate(read)
    assert plain.startswith("Abel, A. (")
    assert "Caspian (Strategic Snapshot)." in plain
    assert "<em>Caspian</em>" in marked
    expect(page.get_by_role("button", name="Copy", exact=True).nth(2)).to_be_visible()


def test_where_the_clipboard_is_refused_the_citation_is_selected(open_page):
    page = open_page(PAGE)
    refuse = "() => Promise.reject(new DOMException('no', 'NotAllowedError'))"
    page.evaluate(f"Object.assign(navigator.clipboard, {{ write: {refuse}, writeText: {refuse} }})")
    page.locator(".cite-panel summary").click()
    page.get_by_role("button", name="Copy", exact=True).first.click()
    expect(page.locator("[data-cite-said]")).to_contain_text("The citation is selected.")
    assert page.evaluate("getSelection().toString()").startswith("Abel, Ada. Caspian.")


def test_with_scripts_off_the_panel_opens_and_offers_no_copying(open_page):
    page = open_page(PAGE, java_script_enabled=False)
    page.locator(".cite-panel summary").click()
    expect(page.get_by_text("Abel, Ada. Caspian.").first).to_be_visible()
    expect(page.locator(".cite-panel button:visible")).to_have_count(0)


def test_the_panel_stays_behind_on_paper(open_page):
    page = open_page(PAGE)
    page.emulate_media(media="print")
    expect(page.locator(".cite-panel")).to_be_hidden()
