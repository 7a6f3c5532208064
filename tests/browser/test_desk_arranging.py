"""Arranging a snapshot at the desk: by mouse, and by keyboard alone."""

import pytest
from playwright.sync_api import expect

from articles import library_index
from tests import make
from tests.browser.desk import DeskPage, address_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def snapshot():
    peace, trade = [make.article(title) for title in ("Alpha", "Bravo", "Charlie")], [make.article("Delta")]
    make.article("Echo")
    make.article("Foxtrot")
    library_index.rebuild()
    return make.snapshot("Caucasus", {"Peace": peace, "Trade": trade, "Empty": []})


@pytest.fixture
def desk(open_page, signed_in, snapshot):
    return DeskPage(open_page(address_of(snapshot), **signed_in), snapshot)


def test_an_article_is_dragged_within_its_section(desk):
    desk.drag(desk.card("Charlie"), desk.card("Alpha"))
    assert desk.kept()["Peace"] == ["Charlie", "Alpha", "Bravo"] == desk.shown()["Peace"]


@pytest.mark.journey
def test_an_article_is_dragged_to_another_section(desk):
    desk.drag(desk.card("Alpha"), desk.card("Delta"))
    assert desk.kept() == {"Peace": ["Bravo", "Charlie"], "Trade": ["Alpha", "Delta"], "Empty": []} == desk.shown()


def test_an_article_is_dragged_from_the_library(desk):
    desk.drag(desk.row("Echo"), desk.card("Bravo"))
    assert desk.kept()["Peace"] == ["Alpha", "Echo", "Bravo", "Charlie"] == desk.shown()["Peace"]
    expect(desk.row("Echo").locator(".badge.is-here")).to_have_text("In Peace")


@pytest.mark.journey
def test_several_are_dragged_from_the_library_into_an_empty_section(desk):
    desk.row("Foxtrot").get_by_role("checkbox").check()
    desk.row("Echo").get_by_role("checkbox").check()
    desk.drag(desk.row("Echo"), desk.section("Empty").locator(".cards"))
    assert desk.kept()["Empty"] == ["Foxtrot", "Echo"]
    assert desk.acts() == 1


def test_a_section_is_dragged(desk):
    desk.drag(desk.section("Trade").locator(".section-handle"), desk.section("Peace"))
    assert list(desk.kept()) == ["Trade", "Peace", "Empty"] == list(desk.shown())


def test_an_article_is_dragged_by_touch(open_page, signed_in, snapshot):
    desk = DeskPage(open_page(address_of(snapshot), "phone", has_touch=True, **signed_in), snapshot)
    desk.touch_drag(desk.card("Charlie"), desk.card("Alpha"))
    assert desk.kept()["Peace"] == ["Charlie", "Alpha", "Bravo"]


def test_what_was_removed_is_put_back_where_it_was(desk):
    desk.title("Bravo").focus()
    desk.press("x")
    desk.saved()
    desk.page.get_by_role("tab", name="Removed").click()
    row = desk.page.locator(".row.is-removed").bounding_box()
    desk.page.mouse.move(row["x"] + 20, row["y"] + 10)
    desk.page.mouse.down()
    desk.page.mouse.move(row["x"] + 300, row["y"] + 120, steps=6)
    expect(desk.page.locator("body.is-dragging")).to_have_count(0)  # it is put back by its button alone
    desk.page.mouse.up()
    desk.page.get_by_role("button", name="Put back “Bravo”").click()
    assert desk.kept()["Peace"] == ["Alpha", "Bravo", "Charlie"]


def test_a_double_click_on_plus_adds_once(desk):
    desk.row("Echo").get_by_role("button", name="Add “Echo”").dblclick()
    expect(desk.row("Echo").get_by_role("button", name="Add again “Echo”")).to_be_attached()
    assert [titles.count("Echo") for titles in desk.kept().values()] == [1, 0, 0]


def test_esc_gives_up_a_drag(desk):
    start, end = desk.card("Alpha").bounding_box(), desk.card("Charlie").bounding_box()
    desk.page.mouse.move(start["x"] + 40, start["y"] + 16)
    desk.page.mouse.down()
    desk.page.mouse.move(start["x"] + 40, end["y"] + end["height"] - 4, steps=12)
    expect(desk.page.locator("body.is-dragging")).to_be_attached()
    desk.page.wait_for_timeout(200)
    desk.press("Escape")
    expect(desk.page.locator("body.is-dragging")).to_have_count(0)
    desk.page.mouse.up()
    assert desk.shown()["Peace"] == ["Alpha", "Bravo", "Charlie"] == desk.kept()["Peace"]
    assert desk.acts() == 0
    desk.drag(desk.card("Alpha"), desk.card("Charlie"), "below")
    assert desk.kept()["Peace"] == ["Bravo", "Charlie", "Alpha"]


@pytest.mark.journey
def test_everything_is_done_by_keyboard_alone(desk):
    desk.page.keyboard.press("b")
    desk.press("ArrowDown", "Alt+ArrowDown")
    expect(desk.title("Alpha")).to_be_focused()
    assert "“Alpha” moved to Peace, 2 of 3" in desk.said()
    desk.press("Alt+ArrowDown", "Alt+ArrowDown")
    assert "moved to Trade, 1 of 2" in desk.said()
    assert desk.kept() == {"Peace": ["Bravo", "Charlie"], "Trade": ["Alpha", "Delta"], "Empty": []}
    desk.press("m", "Tab", "Escape")
    expect(desk.title("Alpha")).to_be_focused()
    desk.press("m")
    desk.page.get_by_label("Section", exact=True).select_option("Peace")
    desk.page.get_by_label("Position").select_option("0")
    desk.press("Enter")
    expect(desk.title("Alpha")).to_be_focused()
    assert desk.kept()["Peace"] == ["Alpha", "Bravo", "Charlie"]
    desk.press("x")
    expect(desk.title("Bravo")).to_be_focused()
    assert desk.kept()["Peace"] == ["Bravo", "Charlie"]
    desk.press("z")
    expect(desk.title("Alpha")).to_be_focused()
    desk.press("Shift+Z")
    assert desk.kept()["Peace"] == ["Bravo", "Charlie"]
    desk.press("b", "Home", "Alt+ArrowDown")
    assert list(desk.kept()) == ["Trade", "Peace", "Empty"]


def test_the_library_is_worked_by_keyboard_alone(desk):
    desk.press("/")
    desk.page.keyboard.type("Echo")
    expect(desk.page.locator("#library .row")).to_have_count(1)
    desk.page.locator("#library-section").select_option("Trade")
    desk.page.locator("#library-q").press("ArrowDown")
    desk.press("Enter")
    assert "“Echo” added to Trade, 2 of 2" in desk.said()
    assert desk.kept()["Trade"] == ["Delta", "Echo"]


@pytest.mark.journey
def test_a_note_a_title_and_a_summary_are_written_in_place(desk):
    desk.title("Alpha").focus()
    desk.press("n")
    expect(desk.page.locator(".ProseMirror")).to_be_focused()
    desk.page.keyboard.type("Read this ")
    desk.press("Control+b")
    desk.page.keyboard.type("first")
    desk.press("Escape")
    expect(desk.title("Alpha")).to_be_focused()
    desk.card("Alpha").get_by_label("Title in this snapshot").fill("Alpha, abridged")
    desk.card("Alpha").get_by_role("button", name="Edit: Summary in this snapshot").click()
    desk.page.keyboard.type("One.")
    desk.press("Enter")
    desk.page.keyboard.type("Two.")
    desk.press("Escape")
    assert desk.kept()["Peace"][0] == "Alpha, abridged"
    placement = make.placements_of(desk.snapshot)[0]
    assert placement.note == "Read this <strong>first</strong>"
    assert placement.summary == ["One.", "Two."]


def test_sections_are_added_renamed_annotated_and_deleted_in_place(desk):
    desk.page.get_by_label("Title of the new section").fill("Borders")
    desk.press("Enter")
    borders = desk.section("Borders")
    borders.get_by_label("Section title").fill("Borders and rivers")
    desk.press("Enter")
    desk.section("Borders and rivers").locator(".section-handle").focus()
    desk.press("n")
    expect(desk.page.locator(".ProseMirror")).to_be_focused()
    desk.page.keyboard.type("Four texts.")
    desk.press("Escape")
    desk.saved()
    assert desk.snapshot.sections.get(title="Borders and rivers").note == "Four texts."
    desk.section("Peace").locator(".section-handle").focus()
    desk.press("x")
    assert list(desk.kept()) == ["Trade", "Empty", "Borders and rivers"]


@pytest.mark.journey
def test_each_kind_of_act_is_undone_and_done_again(desk):
    before = desk.kept()
    desk.title("Alpha").focus()
    desk.press("Alt+ArrowDown", "x")
    desk.row("Echo").get_by_role("button", name="Add “Echo”").click()
    desk.page.get_by_label("Title of the new section").fill("Borders")
    desk.press("Enter")
    desk.section("Trade").get_by_label("Section title").fill("Trade and transit")
    desk.press("Enter")
    desk.section("Peace").locator(".section-handle").focus()
    desk.press("Alt+ArrowDown", "x")
    after = desk.kept()
    for _ in range(7):
        desk.page.get_by_role("button", name="Undo").click()
    assert desk.kept() == before == desk.shown()
    for _ in range(7):
        desk.page.get_by_role("button", name="Redo").click()
    assert desk.kept() == after == desk.shown()


def test_the_menu_of_a_card_does_what_the_keys_do(desk):
    desk.page.get_by_role("button", name="Actions for “Alpha”").click()
    desk.page.get_by_role("menuitem", name="Move down").click()
    assert desk.kept()["Peace"] == ["Bravo", "Alpha", "Charlie"]
    expect(desk.title("Alpha")).to_be_focused()
    desk.page.get_by_role("button", name="Actions for “Alpha”").click()
    desk.page.get_by_role("menuitem", name="Remove").click()
    assert desk.kept()["Peace"] == ["Bravo", "Charlie"]


def test_the_menu_of_a_section_does_what_the_keys_do(desk):
    desk.page.get_by_role("button", name="Actions for the section Peace").click()
    desk.page.get_by_role("menuitem", name="Move down").click()
    assert list(desk.kept()) == ["Trade", "Peace", "Empty"]
    desk.page.get_by_role("button", name="Actions for the section Peace").click()
    desk.page.get_by_role("menuitem", name="Add a section below").click()
    assert list(desk.kept()) == ["Trade", "Peace", "Untitled section", "Empty"]
    desk.page.get_by_role("button", name="Actions for the section Empty").click()
    desk.page.get_by_role("menuitem", name="Delete section").click()
    assert list(desk.kept()) == ["Trade", "Peace", "Untitled section"]


def test_cards_are_numbered_as_readers_see_them_through_all_sections(desk):
    assert desk.page.locator(".card-number").all_inner_texts() == ["1", "2", "3", "4"]
    desk.page.get_by_role("button", name="Actions for “Alpha”").click()
    desk.page.get_by_role("menuitem", name="Move to…").click()
    desk.page.locator("#move-section").select_option(label="Trade")
    assert desk.page.locator("#move-place option").all_inner_texts() == ["3 · Before “Delta”", "4 · Last"]
    desk.page.locator("#move-place").press("Enter")
    assert desk.kept()["Trade"] == ["Delta", "Alpha"]
    assert desk.page.locator(".card-number").all_inner_texts() == ["1", "2", "3", "4"]


def test_the_introduction_keeps_its_markup(desk):
    desk.page.get_by_role("button", name="Edit: Introduction").click()
    expect(desk.page.locator(".ProseMirror")).to_be_focused()
    desk.press("Control+End", "Enter")
    desk.page.keyboard.type("Third & last.")
    desk.press("Escape")
    desk.saved()
    desk.snapshot.refresh_from_db()
    assert desk.snapshot.introduction == "<p>First paragraph.</p>\n<p>Second paragraph.</p>\n<p>Third &amp; last.</p>"


@pytest.mark.journey
def test_pasted_titles_are_found_and_added(desk):
    desk.page.get_by_role("button", name="Add by pasting titles or addresses").click()
    desk.page.get_by_label("Titles or addresses, one per line").fill("Foxtrot\nNo such title\nEcho")
    desk.page.get_by_role("button", name="Find").click()
    dialog = desk.page.locator("#paste-dialog")
    expect(dialog.get_by_text("Not found")).to_be_visible()
    dialog.get_by_label("Add to").select_option("Empty")
    dialog.get_by_role("button", name="Add 2").click()
    assert desk.kept()["Empty"] == ["Foxtrot", "Echo"]


def test_sixteen_articles_go_into_three_new_sections_in_at_most_forty_acts(open_page, signed_in):
    titles = [f"Analysis {letter}" for letter in "ABCDEFGHIJKLMNOP"]
    for title in titles:
        make.article(title)
    snapshot = make.snapshot("Rebuilt", {})
    desk = DeskPage(open_page(address_of(snapshot), **signed_in), snapshot)
    wanted = {"Peace": titles[:6][::-1], "Trade": titles[6:11], "Powers": titles[11:][::-1]}
    for section, articles in wanted.items():
        desk.page.get_by_label("Title of the new section").fill(section)
        desk.press("Enter")
        for title in articles:
            desk.row(title).get_by_role("checkbox").check()
        desk.page.get_by_role("button", name=f"Add {len(articles)}").click()
    assert desk.kept() == wanted
    assert desk.acts() <= 40
