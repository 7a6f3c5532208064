"""Footnotes in every text that takes them, in every rendition."""

import re

import pytest
from django.contrib.flatpages.models import FlatPage
from django.contrib.messages import get_messages

from articles.models import Article
from people.models import Author
from record import publishing
from snapshot.desk.findings import all_findings
from snapshot.models import Placement, Section
from tests import make, pdfs
from tests.accounts import editor, signed_in
from tests.desk_forms import filled
from tests.letters import letter_of
from tests.make import NOON, later, published
from tests.snapshot.desk.sound import LATER, sound

pytestmark = pytest.mark.django_db

RAW = re.compile(r"\[\^")
INTRODUCTION = "<p>The board decides who pays.[^1]</p>\n<p>Ports wait.[^g]</p>\n<p>[^g]: Of <em>three</em>.</p>\n<p>[^1]: The Gazette.</p>"


@pytest.fixture
def noted():
    """A snapshot's edition with notes to its introduction, a section and an article's place."""
    road = make.article("The Road", body="<p>It is long.[^1]</p><p>[^1]: As measured.</p>", slug="road")
    snapshot = make.snapshot("Winter", {"One": [road]}, slug="winter", introduction=INTRODUCTION)
    Section.objects.update(note="Two of them.[^1] [^1]: Counted.")
    Placement.objects.update(note="Read this <em>first.[^1] [^1]: Or last.</em>")
    return published(snapshot, NOON)


def page_of(look, path: str) -> str:
    return look(path, NOON).content.decode()


def test_the_page_numbers_all_of_its_notes_through_and_lists_them(noted, look):
    page = page_of(look, "/snapshots/winter/")
    assert not RAW.search(page)
    assert re.findall(r'<li id="(note-\d)">(.*?) <a class="note-back"', page) == [
        ("note-1", "The Gazette."), ("note-2", "Of <em>three</em>."), ("note-3", "Counted."), ("note-4", "Or last."),
    ]  # fmt: skip
    assert [page.count(f'href="#note-{number}"') for number in (1, 2, 3, 4)] == [1, 1, 1, 1]


@pytest.mark.slow
def test_the_pdf_has_numbers_and_the_notes_below(noted, look):
    for path in ("/snapshots/winter.pdf", "/analysis/road.pdf"):
        pages = pdfs.read(b"".join(look(path, NOON))).pages
        text = " ".join(page.extract_text() for page in pages)
        assert not RAW.search(text)
        assert "Notes" in text
    assert "As measured." in text


def test_letters_have_numbers_and_the_notes_below(noted):
    letter = letter_of(noted)
    assert not RAW.search(letter.html + letter.text)
    assert "who pays.<sup>1</sup>" in letter.html
    assert "who pays.[1]" in letter.text
    assert "[4] Or last." in letter.text
    assert "#note-" not in letter.html + letter.text


def test_plain_text_of_an_article_has_numbers_in_brackets(noted, look):
    assert "It is long.[1]\nNotes\n[1] As measured." in page_of(look, "/analysis/road.txt")


def test_json_and_the_form_that_can_be_imported_stay_as_they_were_written(noted, look):
    assert "who pays.[^1]" in page_of(look, "/snapshots/winter.json")
    assert "[^1]: The Gazette." in page_of(look, "/snapshots/winter.txt")


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    ["/", "/snapshots/", "/snapshots/feed.atom", "/snapshots/feed.json", "/snapshots/?q=board", "/search/?q=gazette",
     "/snapshots/winter.bib", "/api/v1/snapshots/", "/api/v1/snapshots/winter/", "/api/v1/articles/road/"],
)  # fmt: skip
def test_nothing_else_shows_a_mark_as_it_was_written(noted, look, path):
    assert not RAW.search(page_of(look, path))


def test_a_comparison_shows_no_mark_as_it_was_written(noted, look):
    make.changed(
        noted.parent, introduction=INTRODUCTION.replace("Gazette", "Official Gazette").replace("three", "four")
    )
    publishing.publish(noted.parent, None, at=NOON)
    page = look("/snapshots/winter/editions/1/to/2/", later(hours=1)).content.decode()
    assert "Official" in page
    assert not RAW.search(page)


def test_a_biography_has_its_notes_below_it(look):
    author = make.author(bio="<p>Counts ships.[^1]</p>\n<p>[^1]: Since 2020.</p>", slug="ada")
    published(make.article(authors=[author]), NOON)
    page = page_of(look, "/authors/ada/")
    assert not RAW.search(page + page_of(look, "/api/v1/authors/ada/"))
    assert '<li id="note-1">Since 2020.' in page


def test_a_page_about_the_house_has_its_notes_below_it(look):
    client = signed_in(editor(is_superuser=True))
    content = "<p>Founded early.[^1]</p><p>[^1]: In spring.</p>"
    client.post("/admin/flatpages/flatpage/add/", {"url": "/about/", "title": "About", "content": content})
    page = page_of(look, "/about/")
    assert not RAW.search(page)
    assert '<li id="note-1">In spring.' in page


PROBLEMS = [
    ("<p>One.[^1]</p>", "The mark [^1] has no note"),
    ("<p>One.</p><p>[^1]: Note.</p>", "The note [^1] has no mark"),
    ("<p>One.[^1]</p><p>[^1]: A.</p><p>[^1]: B.</p>", "There are 2 notes [^1]"),
    ('<p>One.<a href="#_ftn1">[1]</a></p>', "The link “[1]” leads to #_ftn1"),
    ("<p>See <a>the Gazette</a>.</p>", "The link “the Gazette” has no address."),
]


@pytest.mark.slow
@pytest.mark.parametrize(("markup", "problem"), PROBLEMS)
def test_what_leads_nowhere_in_a_text_is_told_before_publishing(markup, problem):
    article, snapshot = make.article(body=markup), sound()
    make.changed(snapshot, introduction=markup)
    told = [finding.message for finding in publishing.findings(article, NOON)]
    assert [message for message in told if problem in message]
    found = all_findings(snapshot, LATER)
    assert [finding.is_error for finding in found if problem in finding.message] == [False]


@pytest.mark.parametrize("field", ["title", "standfirst", "selection_heading", "coverage_label"])
def test_a_mark_where_no_note_can_stand_is_told_before_publishing(field):
    snapshot = sound()
    make.changed(snapshot, **{field: "Ports[^1]"})
    told = [(finding.about, finding.message) for finding in all_findings(snapshot, LATER) if finding.code == "footnote"]
    assert [(about, "“Ports[^1]”" in message) for about, message in told] == [(f"snapshot:{field}", True)]


def test_a_mark_in_a_summary_point_is_told_before_publishing():
    found = publishing.findings(make.article("Rails", points=["A point.[^1]", "Another."]), NOON)
    assert [(each.code, each.about) for each in found if each.code == "footnote"] == [("footnote", "points")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("address", "field"),
    [("articles/article", "title"), ("articles/article", "standfirst"), ("people/author", "name"),
     ("articles/category", "description"), ("articles/series", "description")],
)  # fmt: skip
def test_a_form_refuses_a_mark_where_no_note_can_stand(address, field):
    client, page = signed_in(), f"/admin/{address}/add/"
    values = {"title": "Rails", "name": "Rails", field: "Rails[^1]"}
    assert (
        "Footnotes such as [^1] do not work in this field."
        in client.post(page, filled(client, page, **values)).content.decode()
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("address", "model", "values"),
    [("articles/article", Article, {"title": "Rails", "body": "<p>One.[^1]</p>"}),
     ("people/author", Author, {"name": "Ada", "bio": "One.[^1]"}),
     ("flatpages/flatpage", FlatPage, {"title": "About", "url": "/about/", "content": "<p>One.[^1]</p>"})],
)  # fmt: skip
def test_whoever_saves_a_mark_without_a_note_is_told_at_once(address, model, values):
    client, page = signed_in(editor(is_superuser=True)), f"/admin/{address}/add/"
    response = client.post(page, filled(client, page, **values))
    assert "The mark [^1] has no note" in " ".join(map(str, get_messages(response.wsgi_request)))
    assert model.objects.exists()
