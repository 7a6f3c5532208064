"""Pages of an empty site, on a phone and on a desk, by day and by night; and a page without scripts."""

import pytest
from playwright.sync_api import Page

from tests import make
from tests.browser.conftest import LOOKS, WIDTHS

pytestmark = pytest.mark.django_db(transaction=True)

EMPTY_SITE = ["/", "/snapshots/", "/analysis/", "/authors/", "/topics/", "/corrections/", "/nowhere/", "/admin/login/"]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_of_an_empty_site_are_accessible_and_fit(open_page, axe, width, scheme):
    assert problems_of(EMPTY_SITE, open_page, axe, width, scheme) == []


@pytest.mark.journey
def test_pages_can_be_read_with_scripts_off(open_page):
    make.published(make.snapshot("Caspian", slug="caspian"))
    page = open_page("/snapshots/caspian/", java_script_enabled=False)
    assert "First point." in page.inner_text("main")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_numbers_of_articles_are_seen_whole_at_every_width_and_on_paper(open_page, width):
    articles = [make.article(f"Port {n}") for n in range(1, 13)]
    make.published(make.snapshot("Caspian", {"One": articles[:5], "Two": articles[5:]}, slug="caspian"))
    page = open_page("/snapshots/caspian/", width)
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        shown = [(number.inner_text(), number.bounding_box()) for number in page.locator(".entry-number").all()]
        assert [number for number, _ in shown] == [f"{n}." for n in range(1, 13)]
        assert all(box["x"] >= 0 and box["width"] > 0 for _, box in shown)
    assert not is_too_wide(page)


SIZES = """() => [...new Set([...document.querySelectorAll("body *")]
  .filter(it => it.checkVisibility() && !it.matches(".visually-hidden, .visually-hidden *, option, title, desc")
    && [...it.childNodes].some(part => part.nodeType === Node.TEXT_NODE && part.data.trim()))
  .map(it => Math.round(parseFloat(getComputedStyle(it).fontSize) * 10) / 10))].sort((one, other) => one - other)"""


def test_a_snapshot_has_seven_sizes_of_type_and_openers_above_titles_above_labels(open_page):
    make.published(make.snapshot("Caspian", slug="caspian"))
    page = open_page("/snapshots/caspian/")
    assert len(page.evaluate(SIZES)) <= 7
    size = "selector => parseFloat(getComputedStyle(document.querySelector(selector)).fontSize)"
    opener, title, label = (
        page.evaluate(size, each) for each in (".entry-section-title", ".entry-title", ".summary-points summary")
    )
    assert opener > title > label
    assert title == pytest.approx(22, abs=0.5)


@pytest.mark.parametrize("width", WIDTHS)
def test_pdf_cite_share_and_follow_stand_on_the_first_screen(open_page, width):
    make.published(make.snapshot("Caspian", slug="caspian", standfirst="What the cold has changed."))
    page = open_page("/snapshots/caspian/", width)
    for name in ("PDF", "Cite", "Share", "Follow"):
        act = page.locator(".page-act", has_text=name).first
        assert act.bounding_box()["y"] < page.viewport_size["height"], name


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_snapshot_can_be_read_as_titles_only(open_page, scripts):
    make.published(make.snapshot("Caspian", slug="caspian"))
    page = open_page("/snapshots/caspian/", java_script_enabled=scripts)
    page.click("text=Titles only")
    assert page.url.endswith("?show=titles#selection")
    assert "First point." not in page.inner_text("main")
    assert page.locator(".entry-title").count() == 2
    assert page.get_attribute("link[rel=canonical]", "href").endswith("/snapshots/caspian/")
    page.click("text=With summaries")
    assert "First point." in page.inner_text("main")


def problems_of(addresses: list[str], open_page, axe, width: str, scheme: str) -> list[str]:
    """Return, for each address, what axe finds and whether the page is wider than the window."""
    found = []
    page = open_page(addresses[0], width, scheme)
    for address in addresses:
        page.goto(address)
        found += [f"{address}: {finding}" for finding in axe(page)]
        if is_too_wide(page):
            found.append(f"{address}: wider than the window: {outside(page)}")
    return found


def outside(page: Page) -> list[str]:
    """Return the tags of what ends right of the window, innermost last."""
    return page.evaluate("""[...document.querySelectorAll("body *")]
        .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1)
        .map((one) => one.cloneNode(false).outerHTML.slice(0, 80)).slice(0, 8)""")


def is_too_wide(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
