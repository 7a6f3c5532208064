"""Titles of one letter and of 300, names in four scripts, words without end, markup in every field: on the pages that show them."""

import pytest

from tests.browser.shared_site.test_every_page import faults_of_room
from tests.odd_site import PAGES

pytestmark = pytest.mark.parametrize("site", ["odd"], indirect=True)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_all_of_it_and_runs_none(visit, name):
    page = visit(name, "narrow")
    assert page.locator("h1").count() == 1
    assert page.title() != "broken"
    assert page.locator("[onmouseover]").count() == 0
    found = faults_of_room(page)
    assert not found, "\n".join(found)


def test_axe_finds_nothing_where_it_is_worst(visit, axe):
    for name in ("article without a space", "snapshot in three scripts", "its comparison"):
        assert axe(visit(name, "narrow")) == [], name


def test_texts_in_other_scripts_stand_in_their_direction(visit):
    page = visit("snapshot in three scripts", "narrow")
    title = page.locator(".entry-title", has_text="الممر").first
    assert title.evaluate("element => getComputedStyle(element).direction") == "rtl"
    assert page.locator("h1").evaluate("element => getComputedStyle(element).direction") == "ltr"


def test_a_snapshot_of_200_numbers_them_all(visit):
    page = visit("snapshot of 200", "desktop")
    assert page.locator(".entry").count() == 200


def test_the_number_after_a_name_stays_after_it_whichever_way_the_name_runs(visit):
    page = visit("authors", "narrow")
    line = page.locator(".author-line", has=page.locator("a[href='/authors/arabic/']")).first
    name, count = (line.locator(each).bounding_box() for each in ("a", ".author-line-count"))
    assert count["x"] >= name["x"] + name["width"]
