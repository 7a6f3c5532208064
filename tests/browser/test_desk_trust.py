"""What an editor may rely on at the desk: nothing is lost, nothing is overwritten, and two can work at once."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from snapshot.models import DeskAct, Placement, SnapshotEdition
from tests import accounts, make
from tests.browser.conftest import session_of
from tests.browser.desk import DeskPage, address_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def snapshot():
    peace, trade = [make.article(title) for title in ("Alpha", "Bravo", "Charlie")], [make.article("Delta")]
    return make.snapshot("Caucasus", {"Peace": peace, "Trade": trade})


@pytest.fixture
def maria(open_page, live_server, snapshot):
    return DeskPage(
        open_page(address_of(snapshot), **session_of(accounts.editor("Maria Editor"), live_server)), snapshot
    )


@pytest.fixture
def nino(open_page, live_server, snapshot):
    return DeskPage(
        open_page(address_of(snapshot), **session_of(accounts.editor("Nino Reviser"), live_server)), snapshot
    )


def write_note(desk: DeskPage, title: str, note: str) -> None:
    desk.title(title).focus()
    desk.press("n")
    expect(desk.card(title).locator(".ProseMirror")).to_be_focused()
    desk.page.keyboard.type(note)


@pytest.mark.journey
def test_acts_wait_while_the_connection_is_cut_and_arrive_in_order(maria):
    maria.page.context.set_offline(True)
    maria.title("Alpha").focus()
    maria.press("Alt+ArrowDown", "Alt+ArrowDown", "Alt+ArrowDown")
    expect(maria.page.locator("#top-saved")).to_have_text("Not connected: 3 acts waiting")
    assert DeskAct.objects.count() == 0
    maria.page.context.set_offline(False)
    assert maria.kept() == {"Peace": ["Bravo", "Charlie"], "Trade": ["Alpha", "Delta"]} == maria.shown()


@pytest.mark.journey
def test_what_waits_outlives_the_page(maria):
    maria.page.route("**/desk/act/", lambda route: route.abort())
    maria.title("Alpha").focus()
    maria.press("Alt+ArrowDown")
    expect(maria.page.locator("#top-saved")).to_have_text("Not connected: 1 act waiting")
    dialogs = []
    maria.page.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))
    maria.page.reload()
    maria.ready()
    assert dialogs == ["beforeunload"]
    assert maria.shown()["Peace"] == ["Bravo", "Alpha", "Charlie"]
    maria.page.unroute("**/desk/act/")
    assert maria.kept()["Peace"] == ["Bravo", "Alpha", "Charlie"]


@pytest.mark.journey
def test_an_answer_that_got_lost_does_not_do_the_act_twice(maria):
    lost = []

    def lose_the_first(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch())
        return route.abort()

    maria.page.route("**/desk/act/", lose_the_first)
    maria.page.get_by_label("Title of the new section").fill("Borders")
    maria.press("Enter")
    assert list(maria.kept()) == ["Peace", "Trade", "Borders"]
    assert DeskAct.objects.count() == 1


def test_a_text_is_saved_a_second_after_typing_stops(maria):
    maria.page.get_by_role("textbox", name="Standfirst").press_sequentially("Corridors and rivers")
    maria.saved()
    expect(maria.page.get_by_role("textbox", name="Standfirst")).to_be_focused()
    maria.snapshot.refresh_from_db()
    assert maria.snapshot.standfirst == "Corridors and rivers"


def test_with_autosave_off_a_text_waits_to_be_saved_and_leaving_warns(maria):
    maria.press("?")
    maria.page.get_by_label("Save text automatically, a second after you stop typing").uncheck()
    maria.press("Escape")
    maria.page.get_by_role("textbox", name="Standfirst").fill("Unsaved so far")
    maria.press("Tab")
    expect(maria.page.locator("#top-saved")).to_have_text("1 text not saved")
    dialogs = []
    maria.page.once("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.dismiss()))
    maria.page.close(run_before_unload=True)
    expect(maria.page.locator("#top-save")).to_be_enabled()
    maria.page.get_by_role("button", name="Save texts").click()
    maria.saved()
    maria.snapshot.refresh_from_db()
    assert (maria.snapshot.standfirst, dialogs) == ("Unsaved so far", ["beforeunload"])


def test_different_things_done_by_two_both_hold_and_are_seen_on_the_other_screen(maria, nino):
    expect(maria.page.locator("#top-here")).to_contain_text("Nino Reviser")
    maria.title("Alpha").focus()
    maria.press("Alt+ArrowDown")
    nino.title("Charlie").focus()
    nino.press("Alt+ArrowDown")
    both = {"Peace": ["Bravo", "Alpha"], "Trade": ["Charlie", "Delta"]}
    expect(nino.section("Peace").locator(".card-title")).to_have_text(both["Peace"])
    expect(maria.section("Trade").locator(".card-title")).to_have_text(both["Trade"])
    expect(nino.title("Charlie")).to_be_focused()
    assert maria.kept() == both


@pytest.mark.journey
def test_two_notes_for_one_article_are_both_shown_and_the_editor_decides(maria, nino):
    nino.page.route("**/desk/changes/**", lambda route: route.abort())  # she does not hear of it
    write_note(maria, "Alpha", "Read first.")
    maria.saved()
    write_note(nino, "Alpha", "Read last.")
    dialog = nino.page.get_by_role("dialog", name="Two versions")
    expect(dialog.locator("#collision-theirs")).to_have_text("Read first.")
    expect(dialog.locator("#collision-mine")).to_have_text("Read last.")
    nino.page.unroute("**/desk/changes/**")
    dialog.get_by_role("button", name="Edit").click()
    expect(dialog.locator(".ProseMirror")).to_be_focused()
    nino.page.keyboard.type(" Or first?")
    dialog.get_by_role("button", name="Save this").click()
    nino.saved()
    assert Placement.objects.get(article__title="Alpha").note == "Read last. Or first?"


@pytest.mark.parametrize(("button", "note"), [("Keep mine", "Read last."), ("Use theirs", "Read first.")])
def test_one_of_two_notes_is_kept(maria, nino, button, note):
    nino.page.route("**/desk/changes/**", lambda route: route.abort())
    write_note(maria, "Alpha", "Read first.")
    maria.saved()
    write_note(nino, "Alpha", "Read last.")
    nino.page.unroute("**/desk/changes/**")
    nino.page.get_by_role("button", name=button).click()
    expect(nino.card("Alpha").locator(".surface").first).to_have_text(note)
    nino.saved()
    assert Placement.objects.get(article__title="Alpha").note == note


def test_a_text_that_may_not_be_is_told_and_the_old_one_put_back(maria):
    title = maria.page.get_by_role("textbox", name="Title", exact=True)
    title.fill("")
    dialog = maria.page.get_by_role("dialog", name="This text was not taken")
    expect(dialog.locator("#collision-message")).to_contain_text("required")
    expect(dialog.get_by_role("button", name="Keep mine")).to_be_hidden()
    dialog.get_by_role("button", name="Put back the old text").click()
    expect(title).to_have_value("Caucasus")
    expect(dialog).to_be_hidden()


@pytest.mark.journey
def test_what_waits_is_not_sent_under_another_name(maria, live_server):
    other = session_of(accounts.editor("Nino Reviser"), live_server)
    mine = next(each["value"] for each in maria.page.context.cookies() if each["name"] == "sessionid")
    Session.objects.filter(pk=mine).delete()
    maria.title("Alpha").focus()
    maria.press("Alt+ArrowDown")
    expect(maria.page.locator("#sign-in-dialog")).to_be_visible()
    maria.page.context.add_cookies(other["storage_state"]["cookies"])
    expect(maria.page.locator(".notice")).to_contain_text("Sign in as Maria Editor to send what is waiting")
    expect(maria.page.locator("#sign-in-dialog")).to_be_hidden()
    assert DeskAct.objects.count() == 0


def test_a_move_someone_forestalled_is_told_and_the_board_shows_theirs(maria, nino):
    nino.page.route("**/desk/changes/**", lambda route: route.abort())
    maria.title("Alpha").focus()
    maria.press("x")
    maria.saved()
    nino.page.unroute("**/desk/changes/**")
    nino.title("Alpha").focus()
    nino.press("Alt+ArrowDown")
    expect(nino.page.locator(".notice")).to_contain_text("Maria Editor changed this in the meantime.")
    assert nino.kept()["Peace"] == ["Bravo", "Charlie"] == nino.shown()["Peace"]


def test_a_snapshot_saved_elsewhere_is_shown_anew(maria):
    make.changed(maria.snapshot, title="Another title", save_count=maria.snapshot.save_count + 1)
    expect(maria.page.locator(".notice")).to_contain_text("was saved elsewhere")
    expect(maria.page.get_by_role("textbox", name="Title", exact=True)).to_have_value("Another title")


@pytest.mark.journey
def test_after_the_session_ended_one_signs_in_again_in_place_and_nothing_is_lost(open_page, live_server, snapshot):
    account = accounts.editor("Maria Editor")
    account.set_password("open sesame")
    account.save()
    desk = DeskPage(open_page(address_of(snapshot), **session_of(account, live_server)), snapshot)
    Session.objects.all().delete()
    desk.title("Alpha").focus()
    desk.press("Alt+ArrowDown")
    page = desk.page.frame_locator("#sign-in-page")
    page.get_by_label("Username").fill(account.username)
    page.get_by_label("Password").fill("open sesame")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(desk.page.locator("#sign-in-dialog")).to_be_hidden()
    assert desk.kept()["Peace"] == ["Bravo", "Alpha", "Charlie"] == desk.shown()["Peace"]


def test_the_end_of_a_session_is_told_two_minutes_before(maria):
    Session.objects.update(expire_date=timezone.now() + timezone.timedelta(seconds=110))
    expect(maria.page.locator(".notice")).to_contain_text("Your session ends in two minutes.")
    maria.page.get_by_role("button", name="Stay signed in").click()
    expect(maria.page.locator(".notice")).to_have_count(0)
    maria.page.wait_for_timeout(300)
    assert Session.objects.get().expire_date > timezone.now() + timezone.timedelta(days=1)


def test_undo_reaches_back_over_a_reload(maria):
    maria.title("Alpha").focus()
    maria.press("Alt+ArrowDown")
    maria.saved()
    maria.reload()
    maria.press("z")
    assert maria.kept()["Peace"] == ["Alpha", "Bravo", "Charlie"]


def test_a_finding_leads_to_its_place(maria):
    maria.page.locator("#top-findings").click()
    finding = maria.page.locator("#desk-findings li button").first
    expect(finding).to_be_visible()
    finding.click()
    expect(maria.page.locator("#desk-findings")).to_be_hidden()


def test_the_preview_shows_the_working_copy_and_follows_it(maria):
    maria.page.get_by_role("button", name="Preview").first.click()
    shown = maria.page.frame_locator("#preview-page")
    expect(shown.locator("h1")).to_have_text("Caucasus")
    maria.page.get_by_role("textbox", name="Title", exact=True).fill("Caucasus, revised")
    expect(shown.locator("h1")).to_have_text("Caucasus, revised")
    maria.page.get_by_role("button", name="Phone").click()
    expect(maria.page.locator("#preview-page")).to_have_css("width", "390px")


@pytest.mark.journey
def test_a_snapshot_is_published_from_the_desk(maria):
    maria.title("Alpha").focus()
    maria.press("Alt+ArrowDown")
    maria.page.get_by_role("link", name="Publish", exact=True).click()
    expect(maria.page).to_have_url(re.compile("/publish/$"))
    for box in maria.page.locator("#content form input[type=checkbox]").all():
        box.check()
    maria.page.locator("#content form [type=submit]").first.click()
    expect(maria.page).not_to_have_url(re.compile("/publish/$"))
    entries = SnapshotEdition.objects.get().content
    assert entries is not None


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 900), (640, 450), (320, 640)])
def test_the_desk_is_accessible(open_page, axe, signed_in, snapshot, scheme, size):
    """At 1280 px; at 200 % zoom of that (640 px); and at 320 px."""
    desk = DeskPage(open_page(address_of(snapshot), scheme=scheme, **signed_in), snapshot)
    page = desk.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    desk.title("Alpha").click()
    expect(page.locator(".card-about ul")).to_be_visible()
    found = axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if size[0] < 901:
        page.get_by_role("button", name="Library", exact=True).click()
        found += axe(page)
    page.locator("#top-help").click()
    found += axe(page)
    assert found == []


def test_fifty_acts_are_undone(maria):
    before = maria.kept()
    maria.title("Alpha").focus()
    for _ in range(25):
        maria.press("Alt+ArrowDown", "Alt+ArrowUp")
    maria.press("Alt+ArrowDown")
    assert maria.kept() != before
    maria.press(*["z"] * 51)
    assert maria.kept() == before == maria.shown()


def test_an_act_the_server_fails_on_can_be_given_up(maria):
    maria.page.route("**/desk/act/", lambda route: route.fulfill(status=500))
    maria.title("Alpha").focus()
    maria.press("Alt+ArrowDown")
    expect(maria.page.locator("#top-saved")).to_have_text("The server fails: 1 act waiting")
    maria.page.get_by_role("button", name="Give it up").click(timeout=30_000)
    expect(maria.section("Peace").locator(".card-title").first).to_have_text("Alpha")
    maria.saved()
