"""The writing desk in Chromium: an article from nothing to published, and nothing lost on the way."""

import json
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Locator, Page, expect

from articles.models import Article, ArticleEdition
from tests import make
from tests.accounts import editor
from tests.browser.conftest import session_of

pytestmark = pytest.mark.django_db(transaction=True)


class WritingDesk:
    """An open desk. Everything goes through the page; what was kept is read from the database."""

    def __init__(self, page: Page):
        self.page = page
        self.ready()

    def ready(self) -> None:
        expect(self.page.locator(".desk.is-ready")).to_be_visible()

    @property
    def text(self) -> Locator:
        return self.page.locator(".paper-text .ProseMirror")

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def saved(self) -> None:
        expect(self.page.locator("#top-saved")).to_have_attribute("data-kind", "saved")

    def article(self) -> Article:
        self.saved()
        return Article.objects.get(pk=self.page.locator("#desk").get_attribute("data-article"))

    def paragraphs(self) -> list[str]:
        return self.text.locator("> p").all_inner_texts()


@pytest.fixture
def desk(open_page, signed_in) -> Callable[..., WritingDesk]:
    """Return desk(article, who): the desk of the article, or of a new one."""

    def opened(article: Article | None = None, who: dict | None = None, **differences) -> WritingDesk:
        path = f"/admin/articles/article/{article.pk}/write/" if article else "/admin/articles/article/write/"
        return WritingDesk(open_page(path, **(who or signed_in), **differences))

    return opened


@pytest.fixture
def article():
    return make.article("Ports wait", body="<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>")


@pytest.mark.journey
def test_an_article_is_written_from_nothing_and_published(desk, axe):
    target = make.article("Aktau transit", slug="aktau")
    make.published(target)
    make.author("Ada Abel")
    picture = make.picture(title="Cranes")
    writing = desk()
    page = writing.page
    writing.type("Cranes at dusk")
    writing.press("Tab")
    writing.type("What a quay tells.")
    for name in ("Ada Ab", "Nina Newcomer"):
        page.locator(".byline-input").click()
        writing.type(name)
        expect(page.locator("#byline-found .found").first).to_be_visible()
        writing.press("Enter")
        expect(page.locator(".byline-item")).to_have_count(1 if name == "Ada Ab" else 2)
    page.locator(".points-text .ProseMirror").click()
    writing.type("Second point.")
    writing.press("Enter")
    writing.type("First point.")
    writing.press("Alt+ArrowUp")
    writing.text.click()
    writing.type("Cranes move")
    writing.press("Control+Alt+f")
    writing.type("Counted in May.")
    writing.press("Control+Alt+f")
    writing.type(" at dusk, as in ")
    writing.press("Control+Shift+k")
    page.locator("#own-link-q").fill("Aktau")
    expect(page.locator("#own-link-found .found").first).to_be_visible()
    writing.press("Enter", "Enter")
    page.get_by_role("button", name="Figure", exact=True).click()
    page.locator(".picture-option").click()
    expect(page.locator(".paper-figure")).to_have_count(1)
    writing.saved()
    page.locator("#top-details").click()
    page.locator("#details [name=published_on]").fill("2026-03-01")
    page.locator("#details [name=published_on]").blur()
    assert not axe(page)
    writing.saved()
    made = writing.article()
    page.locator(".publishing-acts a").click()
    page.locator(".submit-row .default").click()
    page.wait_for_url("**/change/")
    edition = ArticleEdition.objects.get(parent=made)
    work = json.loads(edition.content.text)["work"]
    assert (work["title"], work["slug"], work["standfirst"]) == (
        "Cranes at dusk",
        "cranes-at-dusk",
        "What a quay tells.",
    )
    assert [author["name"] for author in work["authors"]] == ["Ada Abel", "Nina Newcomer"]
    assert [point["text"] for point in work["points"]] == ["First point.", "Second point."]
    assert work["body"] == [
        f'<p>Cranes move[^1] at dusk, as in <a href="article:{target.pk}">Aktau transit</a></p>',
        "<p>[figure 1]</p>",
        "<p>[^1]: Counted in May.</p>",
    ]
    assert work["figures"][0]["digest"] == picture.digest
    page.goto(edition.get_absolute_url())
    expect(page.get_by_role("link", name="Aktau transit").first).to_have_attribute("href", "/analysis/aktau/")


def test_what_is_written_offline_is_kept_over_a_reload_and_sent_when_the_connection_is_back(desk, article):
    writing = desk(article)
    page = writing.page
    page.route("**/write/save/", lambda route: route.abort())
    writing.text.locator("p").first.click()
    writing.press("End")
    writing.type(" Written in a tunnel.")
    expect(page.locator("#top-saved")).to_have_attribute("data-kind", "away")
    page.unroute("**/write/save/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    writing.ready()
    assert "Written in a tunnel." in writing.paragraphs()[0]
    assert "Written in a tunnel." in writing.article().body


def test_a_save_that_the_server_fails_on_is_told_and_made_once_when_it_works_again(desk, article):
    writing = desk(article)
    page = writing.page
    sent = []
    page.route("**/write/save/", lambda route: (sent.append(1), route.fulfill(status=500, body="")))
    page.get_by_role("textbox", name="Title", exact=True).fill("Ports wait no longer")
    expect(page.locator("#top-saved")).to_contain_text("The server fails")
    page.unroute("**/write/save/")
    writing.saved()
    article.refresh_from_db()
    assert (article.title, article.save_count) == ("Ports wait no longer", 1)


PASTE = """(editor, html) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def test_what_is_pasted_before_its_scripts_are_there_waits_for_them_and_is_cleaned(desk, article):
    writing = desk(article)
    page = writing.page
    late = []
    page.route("**/linkify.js", lambda route: late.append(route))  # noqa: PLW0108 (Playwright marks the function)
    writing.text.locator("p").nth(1).click()
    writing.text.evaluate(PASTE, "<p class='MsoNormal'><font>Two and a half.</font><img src='x:y'></p>")
    assert "half" not in writing.text.inner_text()
    page.wait_for_timeout(300)
    for each in late:
        each.continue_()
    expect(writing.text).to_contain_text("Two and a half.")
    expect(page.locator(".paste-notice")).to_contain_text("1 picture")
    assert "<img" not in writing.article().body


def test_what_cannot_be_pasted_without_a_connection_is_told_and_can_be_pasted_later(desk, article):
    writing = desk(article)
    page = writing.page
    page.route("**/linkify.js", lambda route: route.abort())
    writing.text.locator("p").nth(1).click()
    writing.text.evaluate(PASTE, "<p>Later.</p>")
    expect(page.locator("#desk-notices")).to_contain_text("could not be pasted")
    page.unroute("**/linkify.js")
    writing.text.evaluate(PASTE, "<p>Later.</p>")
    expect(writing.text).to_contain_text("Later.")


def test_addresses_in_pasted_text_become_links(desk, article):
    writing = desk(article)
    writing.text.locator("p").last.click()
    writing.press("End")
    writing.text.evaluate(PASTE.replace("text/html", "text/plain"), " See www.example.org/tolls today.")
    expect(writing.text.locator("a")).to_have_attribute("href", "http://www.example.org/tolls")


def test_two_people_in_different_paragraphs_lose_nothing(desk, article, live_server):
    writing, other = desk(article), desk(article, session_of(editor("Berta Zwei"), live_server))
    expect(writing.page.locator("#top-here")).to_contain_text("Berta Zwei")
    for each, place, words in ((writing, 0, " Mine."), (other, 2, " Hers.")):
        each.text.locator("p").nth(place).click()
        each.press("End")
        each.type(words)
    for each in (writing, other):
        expect(each.text).to_contain_text("One. Mine.")
        expect(each.text).to_contain_text("Three. Hers.")
        each.saved()
    article.refresh_from_db()
    assert article.body == "<p>One. Mine.</p>\n<p>Two.</p>\n<p>Three. Hers.</p>"


def test_two_people_in_one_paragraph_see_both_versions_and_choose(desk, article, live_server):
    writing, other = desk(article), desk(article, session_of(editor("Berta Zwei"), live_server))
    for each in (writing, other):
        each.text.locator("p").nth(1).click()
        each.press("End")
    other.type(" Hers.")
    writing.type(" Mine.")
    dialogs = [each for each in (writing, other) if _is_asked(each)]
    assert len(dialogs) == 1
    page = dialogs[0].page
    expect(page.locator("#collision-mine, #collision-theirs")).to_have_count(2)
    shown = page.locator("#collision-dialog").inner_text()
    assert "Mine." in shown
    assert "Hers." in shown
    page.locator("#collision-keep").click()
    dialogs[0].saved()
    article.refresh_from_db()
    assert article.body in (
        "<p>One.</p>\n<p>Two. Mine.</p>\n<p>Three.</p>",
        "<p>One.</p>\n<p>Two. Hers.</p>\n<p>Three.</p>",
    )


def _is_asked(writing: WritingDesk) -> bool:
    writing.page.wait_for_timeout(3_000)
    return writing.page.locator("#collision-dialog[open]").count() == 1


def test_after_the_session_ended_the_text_is_kept_and_signing_in_goes_on_in_place(desk, article, live_server):
    account = editor("Maria Editor")
    account.set_password("a-long-password")
    account.save()
    writing = desk(article, session_of(account, live_server))
    page = writing.page
    Session.objects.all().delete()
    page.get_by_role("textbox", name="Title", exact=True).fill("Kept over the end")
    expect(page.locator("#sign-in-dialog")).to_be_visible()
    frame = page.frame_locator("#sign-in-page")
    frame.get_by_label("Username").fill(account.username)
    frame.get_by_label("Password").fill("a-long-password")
    frame.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator("#sign-in-dialog")).to_be_hidden()
    assert writing.article().title == "Kept over the end"


@pytest.mark.parametrize("width", ["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(desk, article, axe, width, scheme):
    writing = desk(article, width=width, scheme=scheme)
    assert not axe(writing.page)
