"""The page that publishes, as an editor sees it: a moment typed is meant, and the button says what it will do."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests import make

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rehearsed]
BUTTON = ".submit-row input[type=submit]"


@pytest.fixture
def article():
    return make.article("Embargo")


@pytest.fixture
def page(open_page, signed_in, article):
    return open_page(f"/admin/articles/article/{article.pk}/publish/", **signed_in)


def test_typing_a_moment_chooses_it_and_the_button_says_so(page, article, axe):
    expect(page.locator(BUTTON)).to_have_value("Publish now")
    page.fill("[name=moment]", "2099-12-01T09:30")
    assert page.get_by_label("At a set time").is_checked()
    expect(page.locator(BUTTON)).to_have_value("Schedule for December 1, 2099, 09:30")
    assert axe(page) == []
    page.click(BUTTON)
    expect(page.locator(".messagelist")).to_contain_text("goes live on")
    assert article.editions.get().live_from > timezone.now()


def test_choosing_now_takes_the_moment_back_and_choosing_later_brings_it_again(page, article):
    page.fill("[name=moment]", "2099-12-01T09:30")
    page.get_by_label("Now", exact=True).check()
    expect(page.locator("[name=moment]")).to_have_value("")
    expect(page.locator(BUTTON)).to_have_value("Publish now")
    page.get_by_label("At a set time").check()
    expect(page.locator("[name=moment]")).to_have_value("2099-12-01T09:30")
    page.get_by_label("Now", exact=True).check()
    page.click(BUTTON)
    expect(page.locator(".messagelist")).to_contain_text("Edition 1 is live.")
    assert article.editions.get().live_from <= timezone.now()


def test_half_a_moment_publishes_nothing(page, article):
    page.focus("[name=moment]")
    page.keyboard.type("1201")
    assert page.get_by_label("At a set time").is_checked()
    page.click(BUTTON)
    expect(page.locator(BUTTON)).to_have_value("Schedule")
    assert not article.editions.exists()


@pytest.mark.parametrize("field", ["[name=when][value=now]", "[name=moment]"])
def test_enter_in_a_field_publishes_nothing(page, article, field):
    page.focus(field)
    page.keyboard.press("Enter")
    page.reload()
    assert not article.editions.exists()


def test_without_scripts_a_contradiction_is_asked_about(open_page, signed_in, article):
    page = open_page(f"/admin/articles/article/{article.pk}/publish/", java_script_enabled=False, **signed_in)
    page.fill("[name=moment]", "2099-12-01T09:30")
    page.click(BUTTON)
    expect(page.locator("#content-main")).to_contain_text("You chose “Now” and typed a date and time, too.")
    assert not article.editions.exists()
