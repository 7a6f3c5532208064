"""A long page is laid out where the window is near, and nothing of it is lost by that."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests import make

pytestmark = pytest.mark.django_db(transaction=True)

LAST = "Section 6"


@pytest.fixture(autouse=True)
def snapshot():
    """Six sections of six articles each, with points of differing length: no guess at their height is right."""
    sections = {
        f"Section {number}": [
            make.article(f"Article {number}.{place}", [make.author("Ada Writer")], points=["A point. " * 9 * place] * 3)
            for place in range(1, 7)
        ]
        for number in range(1, 7)
    }
    return make.published(make.snapshot("Caspian Ferries", sections, slug="caspian"))


IS_LAID_OUT = """text => [...document.querySelectorAll(".entry-title a")]
  .find(it => it.textContent === text).checkVisibility({ contentVisibilityAuto: true })"""


def comes_to_be_laid_out(page: Page, text: str) -> None:
    """Wait until the entry is laid out: the browser decides that from one frame to the next."""
    page.wait_for_function(IS_LAID_OUT, arg=text)


def comes_to_the_top(page: Page, text: str) -> None:
    """Wait until the heading of the section stands at the top of the window, and see that it stays there."""
    is_there = """text => {
      const heading = [...document.querySelectorAll(".entry-section-title")].find(it => it.textContent.includes(text))
      const { top } = heading.getBoundingClientRect()
      return top >= 0 && top < 120
    }"""
    page.wait_for_function(is_there, arg=text)
    page.wait_for_timeout(400)
    assert page.evaluate(is_there, text), text


def test_all_of_a_long_page_is_laid_out_once_it_stands(open_page):
    page = open_page("/snapshots/caspian/", "phone", is_laid_out=False)
    comes_to_be_laid_out(page, "Article 1.1")
    comes_to_be_laid_out(page, "Article 6.6")


def test_a_wide_window_lays_out_all_of_it(open_page):
    page = open_page("/snapshots/caspian/", "desktop", is_laid_out=False)
    assert page.evaluate(IS_LAID_OUT, "Article 6.6")


@pytest.mark.parametrize("width", ["phone", "desktop"])
def test_links_to_sections_lead_to_their_headings(open_page, width):
    page = open_page("/snapshots/caspian/", width, is_laid_out=False)
    contents = ".contents-rail" if width == "desktop" else ".contents-fold"
    for name in (LAST, "Section 2", "Section 4"):
        if width == "phone":
            page.locator(f"{contents} > details").evaluate("fold => { fold.open = true }")
        page.locator(f"{contents} a", has_text=name).click()
        comes_to_the_top(page, name)
    if width == "desktop":
        expect(page.locator(f"{contents} [aria-current]")).to_contain_text("Article 4.1")


@pytest.mark.journey
def test_an_address_of_a_place_far_down_opens_there(open_page):
    page = open_page("/snapshots/caspian/", "phone", is_laid_out=False)
    anchor = page.locator(".entry-section", has_text=LAST).get_attribute("id")
    page.goto("about:blank")
    page.goto(f"/snapshots/caspian/#{anchor}")
    comes_to_the_top(page, LAST)


def test_whoever_comes_back_is_where_the_page_was_left(open_page):
    page = open_page("/snapshots/caspian/", "phone", is_laid_out=False)
    page.locator(".entry-section-title", has_text=LAST).evaluate("it => it.scrollIntoView({ behavior: 'instant' })")
    comes_to_the_top(page, LAST)
    page.goto("/analysis/")
    page.go_back()
    comes_to_the_top(page, LAST)


def test_the_key_to_the_end_leads_to_the_end(open_page):
    page = open_page("/snapshots/caspian/", "phone", is_laid_out=False)
    page.keyboard.press("End")
    page.wait_for_function("() => scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2")
    expect(page.locator(".site-footer")).to_be_in_viewport()


def test_rings_of_focus_are_not_cut_off(open_page):
    page = open_page("/snapshots/caspian/", "phone", is_laid_out=False)
    link = page.locator(".entry-title a").nth(1)
    link.scroll_into_view_if_needed()
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    box = link.bounding_box()
    assert colors(page, box["x"] - 7, box["y"] + 4, 6, 8) > 1, "the ring around the link"


def colors(page: Page, x: float, y: float, width: float, height: float) -> int:
    """Return how many colors that part of the window shows."""
    picture = page.screenshot(clip={"x": x, "y": y, "width": width, "height": height})
    return len(Image.open(io.BytesIO(picture)).convert("RGB").getcolors())
