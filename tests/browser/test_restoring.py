"""Restoring an earlier state while another has the desk open."""

import pytest
from playwright.sync_api import expect

from record.revisions import keep_revision
from snapshot.models import Snapshot
from tests import make
from tests.accounts import editor
from tests.browser.conftest import session_of
from tests.browser.desk import DeskPage, address_of
from tests.make import changed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.journey
def test_an_open_desk_hears_of_a_restoring_and_shows_the_board_as_it_is_now(open_page, live_server, signed_in):
    vera = editor("Vera Holm")
    snapshot = make.snapshot("Caspian", {"Ports": [make.article("Ferries"), make.article("Seals")]})
    keep_revision(snapshot, vera)
    make.placements_of(snapshot)[0].delete()
    keep_revision(changed(snapshot, title="Aral"), editor())
    other = DeskPage(open_page(address_of(snapshot), **signed_in), snapshot)
    assert other.shown() == {"Ports": ["Seals"]}

    page = open_page(f"/admin/snapshot/snapshot/{snapshot.pk}/revisions/", **session_of(vera, live_server))
    page.click("text=Revision 1")
    page.click("text=Restore…")
    page.get_by_role("button", name="Restore", exact=True).click()
    expect(page.locator(".desk.is-ready")).to_be_visible()

    expect(other.page.locator("#desk-notices")).to_contain_text("Vera Holm restored an earlier state of this snapshot.")
    expect(other.page.locator("#top-title")).to_have_text("Caspian")
    assert other.shown() == {"Ports": ["Ferries", "Seals"]}
    other.title("Seals").first.click()
    other.press("Alt+ArrowUp")
    assert other.kept() == {"Ports": ["Seals", "Ferries"]}
    assert Snapshot.objects.get().title == "Caspian"
