"""What the fonts cannot set is not announced: a page, a letter or an answer names the files that are there."""

import re

import pytest

from articles.mail import article_letter
from outputs.pdf import faces
from outputs.source import source_at
from record import record_version
from record.freezing import read
from record.models import Organization
from snapshot.mail import snapshot_letter
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = pytest.mark.django_db

FILE = re.compile(r'https?://testserver(/[^\s"<>\\]+?(?:\.pdf|card\.png))\b|href="(/(?!files)[^"]+?\.pdf)"')
SITE = "http://testserver/"


def announced(text: str) -> set[str]:
    """Return the PDF files and card pictures that a text names, as paths."""
    return {one or other for one, other in FILE.findall(text)}


@pytest.fixture
def look(client):
    def ask(path: str):
        return client.get(path, headers={"host": "testserver"})

    return ask


@pytest.fixture
def ports():
    """A snapshot of two articles: one has Chinese in a point, the other in its title."""
    point = make.article("A foreign word", slug="word", points=["It means 港口."])
    title = make.article("港口的未来", slug="title", language="zh")
    made = make.snapshot("Ports", {"One": [point, title]}, slug="ports", pdf_label="See PDF version here.")
    published(made, NOON)
    return made


@pytest.fixture
def plain():
    made = make.snapshot("Plain", {"One": [make.article("Plain words", slug="plain-words")]}, slug="plain")
    published(made, NOON)
    return made


PAGES = ["/snapshots/{}/", "/snapshots/{}/editions/1/", "/api/v1/snapshots/{}/"]
ARTICLES = ["/analysis/{}/", "/analysis/{}/editions/1/", "/api/v1/articles/{}/"]


@pytest.mark.slow
@pytest.mark.parametrize("path", [
    *(path.format("plain") for path in PAGES), *(path.format("plain-words") for path in ARTICLES),
    *(path.format("ports") for path in PAGES), *(path.format(slug) for path in ARTICLES for slug in ("word", "title")),
    "/", "/analysis/", "/snapshots/", "/analysis/feed.atom", "/snapshots/feed.json", "/sitemap-snapshots.xml",
])  # fmt: skip
def test_every_file_that_is_named_is_there(look, plain, ports, path):
    found = announced(look(path).content.decode())
    assert {each: look(each).status_code for each in found} == dict.fromkeys(found, 200)


@pytest.mark.slow
@pytest.mark.parametrize(("path", "files"), [
    ("/snapshots/plain/", {"/snapshots/plain.pdf", "/snapshots/plain/editions/1.pdf", "/snapshots/plain/editions/1/card.png"}),
    ("/analysis/plain-words/", {"/analysis/plain-words/editions/1.pdf", "/analysis/plain-words/editions/1/card.png"}),
    ("/api/v1/snapshots/plain/", {"/snapshots/plain/editions/1.pdf"}),
    ("/snapshots/ports/", {"/snapshots/ports/editions/1/card.png"}),
    ("/analysis/word/", {"/analysis/word/editions/1/card.png"}),
    ("/analysis/title/", set()),
    ("/api/v1/articles/title/", set()),
])  # fmt: skip
def test_a_page_names_the_files_of_its_edition(look, plain, ports, path, files):
    assert announced(look(path).content.decode()) == files


def test_a_page_without_them_says_nothing_of_them(look, ports):
    page = look("/snapshots/ports/").content.decode()
    assert "See PDF version" not in page
    assert "citation_pdf_url" not in page
    assert '"encoding"' not in page
    assert "og:image" not in look("/analysis/title/").content.decode()
    assert look("/api/v1/snapshots/ports/").json()["files"]["pdf"] is None


def test_a_letter_names_the_pdf_where_there_is_one(plain, ports):
    def letter(thing):
        edition = thing.editions.get()
        source = source_at(lambda path: SITE.rstrip("/") + path, edition, read(edition.content))
        made = (snapshot_letter if source.name == "snapshot" else article_letter)(source, SITE)
        return announced(made.html) | announced(made.text)

    assert letter(plain) == {"/snapshots/plain/editions/1.pdf", "/snapshots/plain/editions/1/card.png"}
    assert letter(ports) == {"/snapshots/ports/editions/1/card.png"}  # a picture of the title has all its letters


def test_fonts_that_an_operator_adds_bring_the_files_back(look, ports, monkeypatch):
    assert "/snapshots/ports.pdf" not in announced(look("/snapshots/ports/").content.decode())
    more = faces.Faces("")
    more.characters = faces.faces().characters | set(map(ord, "港口的未来"))
    monkeypatch.setattr(faces, "faces", lambda: more)
    record_version.clear_cache()  # as after the restart that fonts need
    assert "/snapshots/ports.pdf" in announced(look("/snapshots/ports/").content.decode())


def test_what_else_stands_on_paper_counts_too(look, plain):
    """The house's name and the notes of corrections are printed, and stand in no content of the article's own."""
    article = plain.sections.get().placements.get().article
    published(changed(article, title="One"), later(hours=1), kind="correction", note="It was 港口.")
    published(changed(article, title="Two"), later(hours=2), note="More.")
    assert announced(look("/analysis/plain-words/").content.decode()) == {"/analysis/plain-words/editions/3/card.png"}
    assert look("/api/v1/articles/plain-words/").json()["files"]["pdf"] is None
    assert look("/analysis/plain-words.pdf").status_code == 404
    Organization.objects.create(pk=1, name="港口 Institute")
    make.record_changed()
    assert announced(look("/snapshots/plain/").content.decode()) == set()
