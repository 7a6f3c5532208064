"""Every kind of page, as a person sees it: on a phone and on a desk, by day and by night, and read aloud."""

import pytest
from playwright.sync_api import Page

from tests import make
from tests.browser.conftest import LOOKS

pytestmark = pytest.mark.django_db(transaction=True)

EMPTY_SITE = ["/", "/snapshots/", "/analysis/", "/authors/", "/topics/", "/corrections/", "/nowhere/", "/admin/login/"]
FULL_SITE = [
    "/",
    "/snapshots/",
    "/snapshots/caspian/",
    "/snapshots/caspian/editions/",
    "/snapshots/caspian/editions/1/",
    "/snapshots/caspian/editions/1/to/2/",
    "/analysis/",
    "/analysis/ferries/",
    "/analysis/seals/",
    "/authors/",
    "/authors/ada/",
    "/topics/",
    "/topics/ports/",
    "/corrections/",
    "/analysis/seals/editions/1/",
]


@pytest.fixture
def full_site():
    """A published snapshot with all that a page may show."""
    ports = make.topic("Ports", slug="ports")
    ada = make.author("Ada Writer", slug="ada", role="Fellow", bio="Writes on ports.")
    ferries = make.article(
        "Ferries Wait", [ada, make.author()], topics=[ports], slug="ferries", body="<h2>Berths</h2><p>They wait.</p>"
    )
    seals = make.article("Seals Travel", [ada], slug="seals", source_url="https://example.org/seals")
    caspian = make.snapshot(
        "Caspian", {"Ports": [ferries], "Customs": [seals, ferries]}, slug="caspian", coverage=ports
    )
    make.published(caspian)
    seals.points.filter(position=2).update(text="Second point, corrected.")
    make.published(seals, kind="correction", note="The second point was wrong.")
    make.published(make.changed(caspian, introduction="<p>First paragraph, reworded.</p>"), note="Reworded.")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_of_an_empty_site_are_accessible_and_fit(open_page, axe, width, scheme):
    assert problems_of(EMPTY_SITE, open_page, axe, width, scheme) == []


@pytest.mark.usefixtures("full_site")
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_of_a_full_site_are_accessible_and_fit(open_page, axe, width, scheme):
    assert problems_of(FULL_SITE, open_page, axe, width, scheme) == []


@pytest.mark.usefixtures("full_site")
def test_pages_can_be_read_with_scripts_off(open_page):
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
