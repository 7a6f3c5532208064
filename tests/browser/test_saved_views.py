"""Saved views above a list, with scripts off, at two widths and in both color schemes."""

import pytest
from playwright.sync_api import expect

from staff.models import SavedView
from tests import make
from tests.accounts import editor
from tests.browser.conftest import LOOKS, session_of

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/admin/articles/article/?status=draft"


def test_a_view_is_saved_renamed_and_deleted_without_scripts(open_page, signed_in):
    make.article("Ports")
    page = open_page(LIST, java_script_enabled=False, **signed_in)
    page.locator("summary", has_text="Save this view").click()
    page.locator("#view-name").fill("Drafts <b>")
    page.locator(".saved-views-edit").first.get_by_role("button", name="Save").click()
    expect(page.locator(".saved-views [aria-current]")).to_have_text("Drafts <b>")
    page.locator("summary", has_text="Edit views").click()
    page.locator(".saved-views-edit input[value='Drafts <b>']").fill("Not yet public")
    page.get_by_role("button", name="Save Drafts <b>").click()
    expect(page.locator(".saved-views [aria-current]")).to_have_text("Not yet public")
    page.locator("summary", has_text="Edit views").click()
    page.get_by_role("button", name="Delete Not yet public").click()
    expect(page.locator(".saved-views li")).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_views_fit_and_axe_finds_nothing_wrong(open_page, live_server, axe, width, scheme):
    account = editor()
    for number in range(6):
        SavedView.objects.create(
            owner=account, name=f"A view with a name as long as it may be {number}", query=f"q={number}",
            kind="articles.article", is_shared=number == 1,
        )  # fmt: skip
    page = open_page(LIST, width=width, scheme=scheme, **session_of(account, live_server))
    page.evaluate("document.querySelectorAll('.saved-views details').forEach(fold => { fold.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not axe(page)
