"""Filtering in a real browser: with scripts the list changes in place, without them each link loads the page."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def archive():
    """Two authors, two topics, three articles and a snapshot of one."""
    ada, bert = make.author("Ada Writer", slug="ada"), make.author("Bert Author", slug="bert")
    ports, law = make.topic("Ports", slug="ports"), make.topic("Law", slug="law", kind="theme")
    ferries = make.article("Ferries Wait", [ada], topics=[ports], tags=[make.tag("Ships", slug="ships")])
    make.published(make.article("Courts Decide", [bert], topics=[law], published_on=date(2025, 5, 1)))
    make.published(make.article("Seals Travel", [ada, bert], topics=[ports, law], body="<p>Beside the ferries.</p>"))
    make.published(make.snapshot("Caspian Ferries", {"Ports": [ferries]}, slug="caspian"))


def titles(page) -> list[str]:
    return page.locator(".archive-results .article-card-title").all_inner_texts()


@pytest.mark.journey
def test_with_scripts_the_list_changes_in_place_and_the_address_follows(open_page):
    page = open_page("/analysis/")
    page.evaluate("window.isSamePage = true")
    page.click(".facet-value:has-text('Ada Writer')")
    expect(page.locator("[data-status]")).to_have_text("2 articles")
    page.click(".facet-value:has-text('Law')")
    expect(page.locator("[data-status]")).to_have_text("1 article")
    assert page.url.endswith("/analysis/?author=ada&topic=law")
    assert page.evaluate("window.isSamePage")
    assert page.evaluate("document.activeElement.id") == "list-heading"
    page.fill("#filter-q", "ferry")
    page.keyboard.press("Enter")
    expect(page.locator(".chip")).to_have_count(3)
    assert page.evaluate("document.activeElement.id") == "filter-q"
    assert titles(page) == ["Seals Travel"]
    assert page.inner_text(".article-card-point mark") == "ferries"
    page.go_back()
    expect(page.locator(".chip")).to_have_count(2)
    page.click(".chip:has-text('Law')")
    expect(page.locator("[data-status]")).to_have_text("2 articles")
    page.reload()
    assert titles(page) == ["Ferries Wait", "Seals Travel"]


@pytest.mark.journey
def test_without_scripts_everything_works_by_links_and_the_form(open_page):
    page = open_page("/analysis/", java_script_enabled=False)
    page.click(".facet-value:has-text('Ada Writer')")
    assert titles(page) == ["Ferries Wait", "Seals Travel"]
    page.fill("#filter-q", "ferries -wait")
    page.click(".filter-form button")
    assert titles(page) == ["Seals Travel"]
    assert "author=ada" in page.url
    page.click(".chip:has-text('Ada Writer')")
    assert titles(page) == ["Seals Travel"]
    page.click("text=Newest")
    assert "order=date" in page.url
    page.click(".chip")
    assert page.url.endswith("/analysis/")


def test_on_a_phone_filters_cover_the_page_until_the_reader_asks_for_the_list(open_page, axe):
    page = open_page("/analysis/", "phone")
    page.get_by_role("link", name="Filter").click()
    expect(page.locator("#narrow")).to_be_in_viewport()
    assert page.evaluate("document.activeElement.id") == "narrow"
    expect(page.locator(".card-list")).to_be_hidden()
    assert axe(page) == []
    page.click(".facet-value:has-text('Ada Writer')")
    expect(page.get_by_role("link", name="Show 2 articles")).to_be_focused()
    page.get_by_role("link", name="Show 2 articles").click()
    expect(page.locator(".card-list")).to_be_visible()
    expect(page.locator("[data-status]")).to_be_in_viewport()
    assert titles(page) == ["Ferries Wait", "Seals Travel"]
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.get_by_role("link", name="Filter")).to_be_hidden()


def test_two_filters_on_a_phone_take_four_taps_without_scripts(open_page):
    page = open_page("/analysis/", "phone", java_script_enabled=False)
    page.get_by_role("link", name="Filter").click()
    page.click(".facet-value:has-text('Ada Writer')")
    page.click("#narrow .facet-value:not(.is-chosen):visible >> nth=0")
    expect(page.locator(".archive-done-way")).to_be_in_viewport()
    page.locator(".archive-done-way").click()
    expect(page.locator("[data-status]")).to_be_in_viewport()
    assert page.evaluate("scrollX") == 0


def test_the_search_shows_snapshots_and_articles(open_page):
    page = open_page("/search/?q=ferries")
    assert page.locator(".archive-snapshots .snapshot-card-title").all_inner_texts() == ["Caspian Ferries"]
    assert titles(page) == ["Ferries Wait", "Seals Travel"]


@pytest.mark.journey
def test_suggestions_follow_what_is_typed_and_are_chosen_by_keyboard(open_page, axe):
    page = open_page("/analysis/")
    field = page.get_by_role("combobox", name="Search the analysis")
    page.locator("#filter-q").press_sequentially("wri")
    options = page.get_by_role("option")
    expect(options).to_have_text(["Ada Writer Author"])
    assert field.get_attribute("aria-expanded") == "true"
    assert axe(page) == []
    field.press("ArrowDown")
    assert page.locator(f"#{field.get_attribute('aria-activedescendant')}").inner_text().startswith("Ada Writer")
    field.press("ArrowDown")  # past the end stands the field itself
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowUp")
    field.press("Enter")
    page.wait_for_url("**/analysis/?author=ada")
    expect(page.locator("[data-status]")).to_have_text("2 articles")


def test_escape_closes_the_suggestions_and_enter_searches_for_what_was_typed(open_page):
    page = open_page("/search/")
    page.locator("#filter-q").press_sequentially("ferri")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert page.input_value("#filter-q") == "ferri"
    page.locator("#filter-q").press_sequentially("es")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("[data-status]")).to_have_text("2 articles")
    page.locator("#filter-q").fill("cour")
    page.locator(".suggestion:has-text('Courts Decide')").click()
    page.wait_for_url("**/analysis/*/")
    assert page.inner_text("h1") == "Courts Decide"
