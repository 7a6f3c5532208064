"""The details of a snapshot, set in the drawer of its desk."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from snapshot.models import Snapshot
from tests import accounts, make
from tests.browser.conftest import session_of
from tests.browser.desk import DeskPage, address_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def snapshot():
    make.topic("South Caucasus")
    make.topic("Energy")
    return make.snapshot("Caucasus", {"Peace": [make.article("Alpha")]})


@pytest.fixture
def opened(open_page, live_server, snapshot):
    """Return opened(name, **differences): the snapshot's desk, open for that publisher."""

    def opened(name: str = "Maria Editor", **differences) -> DeskPage:
        who = session_of(accounts.editor(name), live_server)
        return DeskPage(open_page(address_of(snapshot), **who, **differences), snapshot)

    return opened


def choose(page: Page, name: str, typed: str) -> None:
    """Choose in a field by keyboard alone: open it, type, take the first that is found."""
    field = page.locator(f"#details .field-{name} .chooser-input")
    field.focus()
    page.keyboard.press("Enter")
    page.keyboard.type(typed)
    expect(page.locator(f"#details .field-{name} .found[aria-selected=true]")).to_contain_text(typed)
    page.keyboard.press("Enter")


def kept(desk: DeskPage) -> Snapshot:
    desk.saved()
    return Snapshot.objects.get(pk=desk.snapshot.pk)


@pytest.mark.journey
def test_date_topics_and_coverage_are_set_by_keyboard_and_undone(opened, axe):
    desk = opened()
    desk.press("d")
    expect(desk.page.locator("#details")).to_be_visible()
    desk.page.locator("#details [name=published_on]").fill("2026-03-01")
    choose(desk.page, "coverage", "South Caucasus")
    choose(desk.page, "categories", "Energy")
    assert not axe(desk.page)
    made = kept(desk)
    assert (made.published_on, str(made.coverage), [str(each) for each in made.categories.all()]) == (
        date(2026, 3, 1), "South Caucasus", ["Energy"],
    )  # fmt: skip
    desk.page.keyboard.press("Escape")
    expect(desk.page.locator("#top-details")).to_be_focused()
    for _ in range(3):
        desk.page.locator("#top-undo").click()
    undone = kept(desk)
    assert (undone.published_on, undone.coverage, undone.categories.count()) == (None, None, 0)
    expect(desk.page.locator("#details [name=published_on]")).to_have_value("")


def test_what_another_editor_chose_appears_by_name_and_a_conflict_shows_both_names(opened, snapshot):
    maria, nino = opened("Maria Editor"), opened("Nino Reviser")
    for desk in (maria, nino):
        desk.press("d")
    choose(maria.page, "coverage", "South Caucasus")
    maria.saved()
    expect(nino.page.locator("#details .field-coverage .chosen")).to_contain_text("South Caucasus")
    nino.page.route("**/desk/changes/**", lambda route: route.abort())
    choose(maria.page, "coverage", "Energy")
    maria.saved()
    choose(nino.page, "coverage", "South Caucasus")  # as it is on that screen: no change
    nino.page.locator("#details .field-coverage .chosen button").click()
    nino.page.unroute("**/desk/changes/**")
    expect(nino.page.locator("#collision-theirs")).to_have_text("Energy")
    nino.page.locator("#collision-take").click()
    expect(nino.page.locator("#details .field-coverage .chosen")).to_contain_text("Energy")
    assert str(kept(nino).coverage) == "Energy"


def test_a_date_that_is_none_is_told_at_its_field_and_the_next_one_is_saved(opened):
    desk = opened()
    desk.press("d")
    day = desk.page.locator("#details [name=published_on]")
    day.fill("March")
    day.blur()
    expect(desk.page.locator("#details .details-problem")).to_contain_text("valid date")
    expect(day).to_have_value("March")
    expect(desk.page.locator("#top-saved")).to_contain_text("Not saved")
    day.fill("2026-03-02")
    day.blur()
    expect(desk.page.locator("#details .details-problem")).to_have_count(0)
    assert kept(desk).published_on == date(2026, 3, 2)


@pytest.mark.parametrize("width", ["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_drawer_fits_and_axe_finds_nothing_wrong(opened, axe, width, scheme):
    desk = opened(width=width, scheme=scheme)
    desk.page.locator("#top-details").click()
    expect(desk.page.locator("#details")).to_be_visible()
    assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not axe(desk.page)


def test_on_a_phone_the_drawer_gives_way_to_the_chosen_view(opened):
    desk = opened(width="phone")
    desk.page.locator("#top-details").click()
    expect(desk.page.locator("#board")).to_be_hidden()
    desk.page.locator("[data-show=board]").click()
    expect(desk.page.locator("#details")).to_be_hidden()
    expect(desk.page.locator("#board")).to_be_visible()


def test_a_topic_added_in_the_small_window_is_chosen_and_its_new_name_is_shown(opened):
    desk = opened()
    desk.press("d")
    with desk.page.expect_popup() as added:
        desk.page.locator("#details .field-categories .add-related").click()
    added.value.locator("[name=name]").fill("Straits <b>")
    with added.value.expect_event("close"):
        added.value.locator("[name=_save]").click()
    expect(desk.page.locator("#details .field-categories .chosen")).to_have_text("Straits <b>")
    assert [str(each) for each in kept(desk).categories.all()] == ["Straits <b>"]


def test_the_link_that_changes_what_is_chosen_leads_to_it_and_takes_over_its_name(opened):
    series = make.series("Notes")
    desk = opened()
    desk.press("d")
    change = desk.page.locator("#details .field-series .change-related")
    desk.page.locator("#details .field-series .chosen button").click()  # the snapshot has one
    assert change.get_attribute("href") is None
    choose(desk.page, "series", "Notes")
    with desk.page.expect_popup() as changed:
        change.click()
    changed.value.locator("[name=name]").fill("Strait Notes")
    with changed.value.expect_event("close"):
        changed.value.locator("[name=_save]").click()
    expect(desk.page.locator("#details .field-series .chosen")).to_have_text("Strait Notes")
    assert kept(desk).series == series


def test_a_long_list_is_shown_in_pages_and_escape_closes_the_list_before_the_drawer(opened):
    for number in range(24):
        make.topic(f"Strait {number:02}")
    desk = opened()
    desk.press("d")
    field = desk.page.locator("#details .field-categories .chooser-input")
    field.click()
    found = desk.page.locator("#details .field-categories .found")
    expect(found).to_have_count(21)  # a page, and what shows the next
    found.last.click()
    expect(found).to_have_count(26)
    field.press("Escape")
    expect(found).to_have_count(0)
    expect(desk.page.locator("#details")).to_be_visible()
    field.press("Escape")
    expect(desk.page.locator("#details")).to_be_hidden()


def test_today_and_the_browsers_calendar_set_the_date(opened):
    desk = opened()
    desk.press("d")
    day = desk.page.locator("#details [name=published_on]")
    desk.page.locator("#details .field-published_on").get_by_role("button", name="Today").click()
    assert str(kept(desk).published_on) == day.input_value() != ""
    desk.page.locator("#details .field-published_on").get_by_role("button", name="Calendar").click()
    desk.page.locator("#details .field-published_on [type=date]").evaluate(
        "input => { input.value = '2026-03-04'; input.dispatchEvent(new Event('change')); }"
    )
    expect(day).to_have_value("2026-03-04")
    assert kept(desk).published_on == date(2026, 3, 4)


def test_tags_are_chips_that_are_added_by_typing_and_removed_by_keyboard(opened):
    desk = opened()
    desk.press("d")
    tags = desk.page.locator("#details .field-tags")
    field = tags.locator(".chooser-input")
    field.fill("energy security, ports")
    field.press("Enter")
    expect(tags.locator(".chosen-name")).to_have_text(["energy security", "ports"])
    assert sorted(tag.name for tag in kept(desk).tags.all()) == ["energy security", "ports"]
    field.press("Backspace")
    desk.page.keyboard.press("Enter")
    expect(tags.locator(".chosen-name")).to_have_text(["energy security"])
    assert [tag.name for tag in kept(desk).tags.all()] == ["energy security"]
