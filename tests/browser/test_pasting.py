"""Pasting into the rich text editors: what other programs put on the clipboard becomes the house's markup.

tests/browser/clipboard/ holds what each program puts there, written for this project, and what is saved of it.
"""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.models import Article
from snapshot.models import Snapshot
from tests import make
from text import prose

pytestmark = pytest.mark.django_db(transaction=True)

CLIPBOARD = Path(__file__).parent / "clipboard"
CONTENTS = sorted(path for path in CLIPBOARD.iterdir() if path.is_file() and ".expected" not in path.name)
ONE_TEXT = sorted((CLIPBOARD / "one_text").iterdir())  # the same text, copied from five programs
EDITOR = ".ProseMirror[contenteditable=true]"
ADD = "/admin/articles/article/add/"
PASTE = """(editor, contents) => {
  const clipboardData = new DataTransfer();
  for (const [type, text] of Object.entries(contents)) clipboardData.setData(type, text);
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
PASTE_A_PICTURE = """(editor) => {
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File(["x"], "map.png", { type: "image/png" }));
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def expected(contents: Path) -> str:
    return (CLIPBOARD / f"{contents.stem}.expected.html").read_text().strip()


def paste(editor: Locator, contents: Path) -> None:
    kind = "text/html" if contents.suffix == ".html" else "text/plain"
    editor.evaluate(PASTE, {kind: contents.read_text()})


@pytest.fixture
def form(open_page, signed_in) -> Page:
    """The article form, its editor ready."""
    page = open_page(ADD, **signed_in)
    page.fill("[name=title]", "Ferries Wait")
    expect(page.locator(EDITOR)).to_be_visible()
    page.wait_for_load_state("networkidle")  # what cleans the clipboard is fetched then
    return page


def body_of(page: Page) -> str:
    page.click("[name=_continue]")
    page.wait_for_url("**/change/")
    return Article.objects.get().body


@pytest.mark.parametrize("contents", CONTENTS, ids=lambda path: path.stem)
def test_what_is_pasted_into_an_article_is_saved_as_the_houses_markup(form, contents):
    paste(form.locator(EDITOR), contents)
    assert body_of(form) == expected(contents)


@pytest.mark.parametrize("name", ["google-docs", "word-desktop"])
def test_what_is_pasted_into_a_snapshots_introduction_is_saved_as_the_same(open_page, signed_in, name):
    snapshot = make.snapshot("Winter", introduction="")
    page = open_page(f"/admin/snapshot/snapshot/{snapshot.pk}/desk/", **signed_in)
    page.locator(".rich.is-prose").first.click()
    editor = page.locator(".rich.is-prose .ProseMirror").first
    paste(editor, CLIPBOARD / f"{name}.html")
    expect(page.locator(".rich.is-prose .paste-notice")).to_contain_text("1 picture")
    page.locator("h1, #top-saved").first.click()
    expect(page.locator("#top-saved")).to_have_attribute("data-kind", "saved")
    page.wait_for_function("() => document.querySelector('#top-saved').dataset.kind === 'saved'")
    assert Snapshot.objects.get().introduction == "\n".join(prose.blocks(expected(CLIPBOARD / f"{name}.html")))


@pytest.mark.parametrize("contents", ONE_TEXT, ids=lambda path: path.stem)
def test_one_text_from_any_program_is_published_the_same(open_page, signed_in, contents):
    article = make.article("Quays")
    page = open_page(f"/admin/articles/article/{article.pk}/write/", **signed_in)
    page.locator(".paper-text .ProseMirror").click()
    page.wait_for_load_state("networkidle")  # what cleans the clipboard is fetched then
    paste(page.locator(".paper-text .ProseMirror"), contents)
    expect(page.locator("#top-saved")).to_have_attribute("data-kind", "saved")
    page.wait_for_timeout(1_500)
    expect(page.locator("#top-saved")).to_have_attribute("data-kind", "saved")
    page.close()
    edition = make.published(article)
    assert json.loads(edition.content.text)["work"]["body"] == [
        "<h2>Quays at Dusk</h2>",
        "<p>The harbor is <strong>full</strong> and <em>quiet</em>.[^1] "
        'See <a href="https://quays.example/minutes">the minutes</a>.</p>',
        "<h3>What is asked</h3>",
        "<ul><li><p>one crane</p><ul><li><p>at night</p></li></ul></li><li><p>two tugs</p></li></ul>",
        "<ol><li><p>Deepen</p></li><li><p>Widen</p></li></ol>",
        "<table><tbody><tr><td><p>North</p></td><td><p>4</p></td></tr>"
        "<tr><td><p>South</p></td><td><p>7</p></td></tr></tbody></table>",
        "<p>[^1]: The harbor’s own count.</p>",
    ]


def test_what_was_left_out_is_told_and_pasting_can_be_undone(form):
    editor, notice = form.locator(EDITOR), form.locator(".paste-notice")
    paste(editor, CLIPBOARD / "word-desktop.html")
    expect(notice).to_contain_text("Not pasted: 1 comment, 1 picture.")
    notice.get_by_role("button", name="Undo pasting").click()
    expect(notice).to_have_count(0)
    expect(editor).to_have_text("")


def test_a_picture_alone_is_told_of(form):
    form.locator(EDITOR).evaluate(PASTE_A_PICTURE)
    expect(form.locator(".paste-notice")).to_contain_text("Not pasted: 1 picture.")


def test_a_heading_pasted_after_a_paragraph_stays_a_heading(form):
    form.locator(EDITOR).click()
    form.keyboard.type("Before.")
    paste(form.locator(EDITOR), CLIPBOARD / "google-docs.html")
    assert body_of(form).startswith("<p>Before.</p>\n<h2>Night trains</h2>\n<p>The port")


def test_pasted_notes_get_labels_that_the_text_has_not(form):
    editor = form.locator(EDITOR)
    for _ in range(2):
        editor.click()
        form.keyboard.press("Control+End")
        paste(editor, CLIPBOARD / "google-docs.html")
    body = body_of(form)
    assert [body.count(f"[^{label}]") for label in (1, 2)] == [2, 2]
