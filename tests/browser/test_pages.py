"""Pages of an empty site, on a phone and on a desk, by day and by night; and a page without scripts."""

import pytest
from playwright.sync_api import Page

from tests import make
from tests.browser.conftest import LOOKS

pytestmark = pytest.mark.django_db(transaction=True)

EMPTY_SITE = ["/", "/snapshots/", "/analysis/", "/authors/", "/topics/", "/corrections/", "/nowhere/", "/admin/login/"]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_of_an_empty_site_are_accessible_and_fit(open_page, axe, width, scheme):
    assert problems_of(EMPTY_SITE, open_page, axe, width, scheme) == []


def test_pages_can_be_read_with_scripts_off(open_page):
    make.published(make.snapshot("Caspian", slug="caspian"))
    page = open_page("/snapshots/caspian/", java_script_enabled=False)
    assert "First point." in page.inner_text("main")


def problems_of(addresses: list[str], open_page, axe, width: str, scheme: str) -> list[str]:
    """Return, for each address, what axe finds and whether the page is wider than the window."""
    found = []
    page = open_page(addresses[0], width, scheme)
    for address in addresses:
        page.goto(address)
        found += [f"{address}: {finding}" for finding in axe(page)]
        if is_too_wide(page):
            found.append(f"{address}: wider than the window")
    return found


def is_too_wide(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
