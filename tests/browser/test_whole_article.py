"""A whole article, written in Chromium from nothing and published: nothing of it is lost on any way to readers."""

import json
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.mail import article_letter
from articles.models import Article, ArticleEdition
from media.pictures import library
from outputs.source import source_at
from record import freezing
from tests import make, pdfs, uploads
from tests.browser.test_embeds import paste
from tests.browser.test_writing import WritingDesk, desk  # noqa: F401 - a fixture
from tests.browser.whole_article import (
    NEW_AUTHORS,
    OLD_AUTHORS,
    OWN,
    PICTURES,
    POINTS,
    STANDFIRST,
    TITLE,
    Embed,
    Figure,
    Heading,
    Link,
    Note,
    Table,
    expected_body,
    pieces,
)
from text.prose import plain

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.full]
SITE = "https://analysis.example.org"


class Writer:
    """Somebody at the writing desk. What they do is counted: runs of typing, keys, clicks and pastes."""

    def __init__(self, writing: WritingDesk):
        self.writing, self.page = writing, writing.page
        self.acts = dict.fromkeys(("typed", "keys", "clicks", "pasted"), 0)

    def type(self, words: str) -> None:
        self.acts["typed"] += 1
        self.page.keyboard.insert_text(words)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.acts["keys"] += 1
            self.page.keyboard.press(key)

    def click(self, locator) -> None:
        self.acts["clicks"] += 1
        locator.click()

    def tool(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name, exact=True))

    def fill(self, locator, words: str) -> None:
        """Click into a field and type."""
        self.click(locator)
        self.type(words)

    def opening(self) -> None:
        self.type(TITLE)
        self.press("Tab")
        self.type(STANDFIRST)
        for number, name in enumerate([*OLD_AUTHORS, *NEW_AUTHORS], 1):
            self.fill(self.page.locator(".byline-input"), name)
            expect(self.page.locator("#byline-found .found").first).to_contain_text(name)
            self.press("Enter")
            expect(self.page.locator(".byline-item")).to_have_count(number)
        self.click(self.page.locator(".points-text .ProseMirror"))
        for number, point in enumerate(POINTS):
            if number:
                self.press("Enter")
            self.type(point)

    def text(self, text: list) -> None:
        self.click(self.writing.text)
        for number, piece in enumerate(text):
            match piece:
                case Heading(words):
                    self.press("Control+Alt+2")
                    self.type(words)
                case list():
                    for each in piece:
                        self.inline(each)
                case Figure(picture, caption):
                    self.figure(picture, caption)
                case Embed():
                    self.embed(piece)
                case Table():
                    self.table(piece)
            if isinstance(piece, Heading | list) and number + 1 < len(text):
                self.press("Enter")

    def inline(self, piece) -> None:
        match piece:
            case Note(words):
                self.press("Control+Alt+f")
                self.type(words)
                self.press("Control+Alt+f")
            case Link(words, address, own) if own:
                self.press("Control+Shift+k")
                self.type(words)
                kind, found = own.partition(":")[0], self.page.locator("#own-link-found .found")
                expect(found.filter(has_text=f"{kind}{words}")).to_have_count(1)  # its own articles have its name, too
                shown = found.all_inner_texts()
                self.press(*["ArrowDown"] * shown.index(next(each for each in shown if each.startswith(kind))), "Enter")
                self.settle()
            case Link(words, address):
                self.type(words)
                self.press(*["Control+Shift+ArrowLeft"] * len(words.split()))
                self.settle()
                self.press("Control+Shift+k")
                self.type(address)
                self.press("Enter")
                self.settle()
                self.press("ArrowRight")
            case _:
                self.type(piece)

    def settle(self) -> None:
        """Wait, as no person needs to, until the text has the focus again and has heard of the selection."""
        expect(self.page.locator("dialog[open]")).to_have_count(0)
        expect(self.writing.text).to_be_focused()
        self.page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")

    def choose(self, picture: str) -> None:
        self.click(self.page.locator(".picture-option", has_text=picture))
        expect(self.page.locator("#picture-dialog")).to_be_hidden()

    def figure(self, picture: str, caption: str) -> None:
        self.tool("Figure")
        self.choose(picture)
        self.settle()
        if caption:
            place = self.page.locator(".paper-figure", has=self.page.locator(f"img[alt='What it shows: {picture}']"))
            self.fill(place.get_by_label("Caption of the figure"), caption)
            self.back(place)

    def embed(self, piece: Embed) -> None:
        places = self.page.locator(".paper-embed")
        before = places.count()
        if piece.is_asked:
            self.tool("Embed: a chart, map or video")
            for name, words in (("address", piece.typed), ("title", piece.title), ("source", piece.source)):
                self.fill(self.page.locator(f"#embed-{name}"), words)
            self.press("Enter")
        else:
            self.acts["pasted"] += 1
            paste(self.page, piece.typed)
        expect(places).to_have_count(before + 1)
        self.settle()
        place = places.filter(has_text=piece.address.removeprefix("https://"))
        if not piece.is_asked:
            for name, words in (("Title", piece.title), ("Source", piece.source)):
                self.fill(place.get_by_label(f"{name} of the embed"), words)
            self.click(place.get_by_role("button", name="Choose a picture"))
            self.choose(piece.picture)
            self.back(place)

    def back(self, place) -> None:
        """Click into the empty line below a figure or an embed."""
        self.click(place.locator("xpath=following-sibling::p[1]"))
        self.settle()

    def table(self, piece: Table) -> None:
        self.tool("Table")
        for number, words in enumerate(cell for row in piece.rows for cell in row):
            if number:
                self.press("Tab")
            self.type(words)
        self.fill(self.page.get_by_label("Caption of the table"), piece.caption)
        self.back(self.page.locator(".paper-text table"))

    def publish(self) -> None:
        self.writing.saved()
        self.click(self.page.locator("#top-details"))
        self.fill(self.page.locator("#details [name=published_on]"), "2026-03-01")
        self.press("Tab")
        self.writing.saved()
        self.click(self.page.locator(".publishing-acts a"))
        self.click(self.page.locator(".submit-row .default"))
        self.page.wait_for_url("**/change/")


@pytest.fixture
def own():
    """What the article links to, all of it public; identities by kind."""
    harbors, olga = make.topic(OWN["topic"]), make.author(OWN["author"])
    article = make.article(OWN["article"], authors=[olga], topics=[harbors])
    snapshot = make.snapshot(OWN["snapshot"], sections={"Ports": [article]})
    for each in (article, snapshot):
        make.published(each, timezone.now())
    rows = {"article": article, "snapshot": snapshot, "author": olga, "topic": harbors}
    return {kind: f"{kind}:{row.pk}" for kind, row in rows.items()}


@pytest.fixture
def pictures():
    return {
        title: library.add(
            uploads.picture((900 + n, 600)), f"{n}.png", title=title, alternative_text=f"What it shows: {title}", credit="Harbor office"
        )
        for n, title in enumerate(PICTURES)
    }  # fmt: skip


def test_a_whole_article_is_written_published_and_complete_everywhere(desk, own, pictures, capsys):  # noqa: F811
    for name in OLD_AUTHORS:
        make.author(name)
    text = pieces(own)
    writing: WritingDesk = desk()
    writer = Writer(writing)
    writer.opening()
    writer.text(text)
    made: Article = writing.article()
    writer.publish()
    with capsys.disabled():
        print(f"\n{sum(writer.acts.values())} acts: {writer.acts}")  # noqa: T201 - the count is a result
    edition = ArticleEdition.objects.get(parent=made)
    work = json.loads(edition.content.text)["work"]
    assert as_frozen(work) == expected(text, pictures)
    assert len(plain(" ".join(work["body"])).split()) >= 3_000
    assert work["body"] == expected_body(text)
    everywhere(writing.page, edition, text)


def as_frozen(work: dict) -> dict:
    return {
        **{name: work[name] for name in ("title", "standfirst", "published_on")},
        "authors": [each["name"] for each in work["authors"]],
        "points": [each["text"] for each in work["points"]],
        "figures": [(each["digest"], each["caption"]) for each in work["figures"]],
        "embeds": [
            (*(each[name] for name in ("provider", "address", "title", "source")), each["picture"] and each["picture"]["digest"])
            for each in work["embeds"]
        ],
    }  # fmt: skip


def expected(text: list, pictures: dict) -> dict:
    figures = [each for each in text if isinstance(each, Figure)]
    embeds = [each for each in text if isinstance(each, Embed)]
    return {
        "title": TITLE, "standfirst": STANDFIRST, "published_on": "2026-03-01", "authors": [*OLD_AUTHORS, *NEW_AUTHORS],
        "points": POINTS, "figures": [(pictures[each.picture].digest, each.caption) for each in figures],
        "embeds": [
            (each.provider, each.address, each.title, each.source, pictures[each.picture].digest if each.picture else None)
            for each in embeds
        ],
    }  # fmt: skip


def everywhere(page: Page, edition: ArticleEdition, text: list) -> None:
    """Every piece is on the page, in the PDF, the plain text, the letter and the JSON."""
    address = edition.get_absolute_url()
    page.goto(address)
    expect(page.locator("#figure-3 img, #embed-1 img")).to_have_count(2)
    letter = article_letter(
        source_at(lambda path: f"{SITE}{path}", edition, freezing.read(edition.content)), f"{SITE}/"
    )
    fetched = {ending: page.request.get(address.rstrip("/") + ending).body() for ending in (".txt", ".json", ".pdf")}
    shown = {
        "page": page.locator("main").inner_text(),
        "pdf": pdfs.printed(fetched[".pdf"]),
        "text": fetched[".txt"].decode(),
        "mail": plain(letter.html),
        "mail’s text": letter.text,
        "json": plain(" ".join(strings(json.loads(fetched[".json"])["work"]))),
    }
    for name, words in shown.items():
        squeezed = squeeze(words)
        lost = [piece for piece in said(text, name) if squeeze(piece) not in squeezed]
        assert not lost, f"Not in the {name}: {lost}"


def said(text: list, where: str) -> list[str]:
    """Return the words that must be found there."""
    found = [TITLE, STANDFIRST, *OLD_AUTHORS, *NEW_AUTHORS, *POINTS]
    for piece in text:
        match piece:
            case Heading(words):
                found.append(words)
            case list():
                for each in piece:
                    found.append(each if isinstance(each, str) else each.words)
            case Figure(_picture, caption):
                found += [caption]
            case Embed():
                found += [piece.title, piece.source, *([] if where in ("page", "mail") else [piece.address])]
            case Table(caption, rows):
                found += [caption, *(cell for row in rows for cell in row)]
    return found


def strings(data) -> list[str]:
    if isinstance(data, str):
        return [data]
    values = data.values() if isinstance(data, dict) else data if isinstance(data, list) else []
    return [text for each in values for text in strings(each)]


def squeeze(words: str) -> str:
    """Return the letters and digits: lines break at different places, and some hyphenate."""
    return re.sub(r"[\W_]+", "", words)
