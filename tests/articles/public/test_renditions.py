"""An article's edition as page, text and JSON."""

import hashlib

import pytest

from tests import make
from tests.make import NOON, changed, later, published

pytestmark = pytest.mark.django_db


def text_of(look, path: str, at=NOON) -> str:
    response = look(path, at)
    assert response.status_code == 200, path
    return response.content.decode()


def test_an_article_with_a_body_shows_it(look):
    published(make.article(slug="article", body="<p>All of <em>it</em>.</p>", source_url="https://example.org/x"), NOON)
    page = text_of(look, "/analysis/article/")
    assert "<p>All of <em>it</em>.</p>" in page
    assert "Read the full text at" not in page


def test_an_article_without_a_body_leads_to_its_source_by_host(look):
    published(make.article(slug="article", source_url="https://www.example.org/long/path"), NOON)
    page = text_of(look, "/analysis/article/")
    assert '<a href="https://www.example.org/long/path" rel="noopener">Read the full text at example.org</a>' in page


def test_the_text_is_one_paragraph_a_line(look):
    article = make.article(
        "The Road", slug="article", authors=[make.author("Ada Abel"), make.author("Mo"), make.author("Zed")],
        points=["One <em>point</em>."], body="<p>First &amp;\nfirst.</p><p>Second.</p>", standfirst="In short.",
    )  # fmt: skip
    published(article, NOON)
    assert text_of(look, "/analysis/article.txt").splitlines() == [
        "The Road", "Ada Abel, Mo and Zed", "March 1, 2026", "", "In short.", "", "Executive Summary:", "- One point.", "",
        "First & first.", "Second.",
    ]  # fmt: skip


def test_a_list_and_a_heading_are_lines_of_their_own_in_the_text(look):
    body = "<h2>Berths</h2><ol><li>One.</li><li><p>Two.</p></li></ol><blockquote><p>They wait.</p></blockquote>"
    published(make.article("The Road", slug="article", body=body, points=[]), NOON)
    assert text_of(look, "/analysis/article.txt").splitlines()[-4:] == ["Berths", "- One.", "- Two.", "They wait."]


def test_a_text_without_a_byline_has_no_empty_line_in_its_place(look):
    published(make.article("The Road", slug="article", authors=[], points=[]), NOON)
    assert text_of(look, "/analysis/article.txt") == "The Road\nMarch 1, 2026\n"


def test_the_json_bytes_hash_to_the_printed_digest(look):
    edition = published(make.article(slug="article", title="Naïve – “roads”"), NOON)
    response = look("/analysis/article/editions/1.json")
    assert hashlib.sha256(response.content).hexdigest() == edition.content_id
    assert edition.content_id[:16] in text_of(look, "/analysis/article/")
    assert "Naïve – “roads”" in response.content.decode()


def test_an_old_edition_says_that_there_is_a_newer_one_and_links_it(look):
    article = make.article(slug="old")
    published(article, NOON)
    published(changed(article, slug="new"), later(hours=1))
    page = text_of(look, "/analysis/new/editions/1/", later(hours=2))
    assert '<a href="/analysis/new/">read the current one</a>' in page
    assert 'rel="canonical" href="http://testserver/analysis/new/"' in page


def test_a_correction_is_told_on_the_page_and_not_on_the_editions_before_it(look):
    article = make.article(slug="article")
    published(article, NOON)
    published(changed(article), later(hours=1), kind="correction", note="The year was wrong.")
    assert "corrections-heading" in text_of(look, "/analysis/article/", later(hours=2))
    assert "corrections-heading" not in text_of(look, "/analysis/article/editions/1/", later(hours=2))


def test_a_scheduled_edition_is_not_listed_among_the_editions_before_its_time(look):
    article = make.article(slug="article")
    published(article, later(days=-2))
    published(changed(article), later(days=-1), live_from=NOON, note="Embargoed note")
    assert "Embargoed note" not in text_of(look, "/analysis/article/", later(seconds=-1))
    assert "Embargoed note" in text_of(look, "/analysis/article/", NOON)
