"""Every kind of public page: axe finds nothing by day and by night, 7 : 1 for text; narrow or spaced, nothing is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import WIDTHS
from tests.browser.shared_site.what_shows import SPACED, cut_off, open_folds, too_faint, words_and_links
from tests.public_site import ALONE, PAGES

NAMES = [*PAGES, *ALONE]
MAIN = {"home", "snapshot", "archive", "article"}
JOURNEY = pytest.mark.journey
# Beside what axe asks by itself: 7 : 1, and rules of WCAG 2.2 that wait to be asked.
BEYOND = ["color-contrast-enhanced", "target-size", "label-content-name-mismatch", "css-orientation-lock"]
RULES = {"rules": {"color-contrast": {"enabled": False}} | {name: {"enabled": True} for name in BEYOND}}


@pytest.mark.journey
@pytest.mark.parametrize("site", ["english"], indirect=True)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_an_english_house(visit, axe, name):
    page = visit(name)
    found = faults_on_a_desk(page, axe) + faults_of_room(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("site", ["english"], indirect=True)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_an_english_house_on_the_narrowest_phone(visit, axe, name):
    found = faults_on_a_phone(visit(name), axe)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("site", ["arabic"], indirect=True)
@pytest.mark.parametrize("name", [pytest.param(each, marks=JOURNEY if each in MAIN else ()) for each in NAMES])
def test_a_page_of_an_arabic_house(visit, axe, name):
    page = visit(name, "narrow", "dark")
    open_folds(page)
    found = axe(page, **RULES) + faults_of_room(page)
    assert not found, "\n".join(found)


def faults_on_a_desk(page: Page, axe: Callable) -> list[str]:
    """Return what is wrong with the page as it comes, by day and by night.

    axe takes seconds for what is measured here in no time: it looks at each width once, and colors are measured anew.
    """
    found = [f"desktop, light: {each}" for each in axe(page, **RULES)]
    page.emulate_media(color_scheme="dark")
    return found + [f"desktop, dark: {each}" for each in too_faint(page)]


def faults_on_a_phone(page: Page, axe: Callable) -> list[str]:
    """Return what is wrong with all its folds open, by night and by day."""
    page.emulate_media(color_scheme="dark")
    open_folds(page)
    page.set_viewport_size(WIDTHS["narrow"])
    found = [f"narrow, dark: {each}" for each in axe(page, **RULES)]
    page.emulate_media(color_scheme="light")
    return found + [f"narrow, light: {each}" for each in too_faint(page)]


def faults_of_room(page: Page) -> list[str]:
    """Return what is cut off or lost on a phone, at 200 %, and where letters and lines stand wide apart (WCAG 1.4.12)."""
    found = []
    open_folds(page)
    page.set_viewport_size(WIDTHS["desktop"])
    whole = words_and_links(page)
    for width in ("narrow", "zoomed"):
        page.set_viewport_size(WIDTHS[width])
        found += [f"{width}: {each}" for each in cut_off(page)]
        shown = set(words_and_links(page))
        found += [f"{width}: lost: {each}" for each in whole if each not in shown]
    page.evaluate(SPACED)
    for width in ("desktop", "narrow"):
        page.set_viewport_size(WIDTHS[width])
        found += [f"{width}, spaced: {each}" for each in cut_off(page)]
    return found


@pytest.mark.parametrize("site", ["english"], indirect=True)
def test_a_form_that_was_refused_says_why_and_where(visit, axe):
    page = visit("alerts")
    form = page.get_by_role("main")  # the foot has a box of its own
    form.get_by_role("button", name="Subscribe").click()
    address = form.get_by_role("textbox", name="Your email address")
    page.get_by_role("alert").wait_for()
    assert page.get_by_role("alert").inner_text() == "Enter your email address."
    assert address.get_attribute("aria-describedby") == page.get_by_role("alert").get_attribute("id")
    found = faults_on_a_desk(page, axe) + faults_on_a_phone(page, axe) + faults_of_room(page)
    assert not found, "\n".join(found)
