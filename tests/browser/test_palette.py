"""The palette on every page of the staff side, and the search page."""

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.conftest import LOOKS
from tests.browser.desk import DeskPage, address_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site():
    make.article("Harbor article")
    make.picture(title="Harbor cranes")
    return make.snapshot("Harbor snapshot", {"One": [make.article("Alpha")]})


@pytest.mark.journey
def test_ctrl_k_on_a_list_finds_a_snapshot_and_opens_its_desk(open_page, signed_in, site, axe):
    page = open_page("/admin/people/author/", **signed_in)
    page.keyboard.press("Control+k")
    page.keyboard.type("harbor")
    expect(page.locator("#palette-found .found")).to_have_count(4)  # with “All results”
    assert not axe(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address_of(site)}")


def test_at_a_desk_the_palette_offers_what_the_desk_can_do(open_page, signed_in, site):
    desk = DeskPage(open_page(address_of(site), **signed_in), site)
    desk.press("Control+k")
    desk.page.keyboard.type("deta")
    expect(desk.page.locator("#palette-found .found").first).to_contain_text("Details")
    desk.press("Enter")
    expect(desk.page.locator("#details")).to_be_visible()


def test_what_is_unsaved_at_a_desk_is_saved_before_the_palette_leaves(open_page, signed_in, site):
    desk = DeskPage(open_page(address_of(site), **signed_in), site)
    desk.page.get_by_role("textbox", name="Title", exact=True).fill("Harbors")
    desk.press("Control+k")
    desk.page.keyboard.type("Alpha")
    expect(desk.page.locator("#palette-found .found").first).to_contain_text("Alpha")
    desk.press("Enter")
    desk.page.wait_for_url("**/write/")
    site.refresh_from_db()
    assert site.title == "Harbors"


def test_the_field_in_the_header_leads_to_the_search_page_without_scripts(open_page, signed_in, site):
    page = open_page("/admin/", java_script_enabled=False, **signed_in)
    page.locator("#header-search input").fill("harbor")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/search/?q=harbor")
    expect(page.locator(".search-rows li")).to_have_count(3)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing_wrong(open_page, signed_in, site, axe, width, scheme):
    page = open_page("/admin/search/?q=harbor", width=width, scheme=scheme, **signed_in)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not axe(page)
