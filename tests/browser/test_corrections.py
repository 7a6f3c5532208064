"""A correction on its way from the article to the snapshots, as an editor sees it."""

import pytest
from playwright.sync_api import expect

from snapshot.models import SnapshotEdition
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/admin/snapshot/snapshot/corrections/"


@pytest.fixture
def ferries():
    """An article that stands in two live snapshots."""
    made = make.article("Ferries Wait", slug="ferries")
    for title in ("Caspian", "Baltic"):
        make.published(make.snapshot(title, {"Ports": [made]}, slug=title.lower()))
    return made


@pytest.fixture
def corrected(ferries):
    make.published(make.changed(ferries, standfirst="They wait."), kind="correction", note="They wait in Baku.")
    return ferries


def numbers() -> dict[str, int]:
    return {each.title: each.number for each in SnapshotEdition.objects.order_by("number")}


@pytest.mark.usefixtures("corrected")
@pytest.mark.journey
def test_one_is_taken_in_another_keeps_the_old_text_and_nothing_is_left(open_page, axe, signed_in):
    page = open_page("/admin/", **signed_in)
    page.click(f"a[href^='{PAGE}#']:has-text('Caspian')")
    caspian, baltic = (page.locator(".correction-row", has_text=title) for title in ("Caspian", "Baltic"))
    for details in page.locator(".correction-row details").all():
        details.locator("summary").click()
    assert axe(page) == []
    caspian.get_by_label("Include “Ferries Wait”").check()
    page.click("text=Include selected and publish")
    expect(page.get_by_role("status")).to_contain_text("edition 2 is live.")
    baltic.get_by_text("Keep the older edition…").click()
    baltic.get_by_label("Why the older edition is kept").fill("Quoted as it was.")
    baltic.get_by_role("button", name="Keep the older edition").click()
    expect(page.locator("#content-main")).to_contain_text("Every snapshot shows the current editions of its articles")
    assert numbers() == {"Caspian": 2, "Baltic": 1}
    page.goto("/snapshots/baltic/")
    expect(page.locator(".entry .corrected-since")).to_contain_text("Corrected since: edition 2")
    page.goto("/snapshots/caspian/")
    expect(page.locator(".corrected-since")).to_have_count(0)


def test_the_snapshots_stand_ticked_where_the_article_is_corrected(open_page, axe, signed_in, ferries):
    make.changed(ferries, standfirst="They wait.")
    page = open_page(f"/admin/articles/article/{ferries.pk}/publish/", **signed_in)
    boxes = page.locator("input[name=snapshots]")
    assert [box.is_checked() for box in boxes.all()] == [False, False]
    page.get_by_label("correction", exact=True).check()
    assert [box.is_checked() for box in boxes.all()] == [True, True]
    assert axe(page) == []
    page.get_by_label("Baltic").uncheck()
    page.get_by_label("update", exact=True).check()
    page.get_by_label("correction", exact=True).check()
    assert page.get_by_label("Caspian").is_checked()
    assert not page.get_by_label("Baltic").is_checked()
    page.fill("[name=note]", "They wait.")
    page.click(".submit-row input[type=submit]")
    expect(page.locator(".messagelist")).to_contain_text("Also updated: “Caspian”.")
    assert numbers() == {"Caspian": 2, "Baltic": 1}


def test_without_scripts_the_page_asks_once(open_page, signed_in, ferries):
    make.changed(ferries, standfirst="They wait.")
    page = open_page(f"/admin/articles/article/{ferries.pk}/publish/", java_script_enabled=False, **signed_in)
    page.get_by_label("correction", exact=True).check()
    page.fill("[name=note]", "They wait.")
    page.click(".submit-row input[type=submit]")
    boxes = page.locator("input[name=snapshots]")
    assert [box.is_checked() for box in boxes.all()] == [True, True]
    page.click(".submit-row input[type=submit]")
    expect(page.locator(".messagelist")).to_contain_text("Also updated:")
    assert numbers() == {"Caspian": 2, "Baltic": 2}
