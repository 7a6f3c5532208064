"""Figures in everything that is made of an article's edition: page, PDF, letter, plain text, JSON, API."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.mail import article_letter
from media.models import Picture
from media.pictures import library
from outputs.source import source_at
from record import freezing, publishing
from record.verifying import Count, verify
from tests import html_rules, make, pdf_ua, pdfs, uploads
from tests.make import NOON, later, published
from tests.snapshot.public.test_pdf import assert_the_same

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SITE = "https://analysis.example.org"
HOSTILE = "At “dusk” <script>alert(1)</script> [^1] & #strong[x] \\ $y$"


@pytest.fixture(scope="module")
def pictures(shared_site):
    """A chart, and an upright picture that only decorates."""
    return shared_site(lambda: (
        library.add(
            uploads.picture((900, 600)), "chart.png", alternative_text="Bars & a \"line\"", caption="Not this one", credit="Ada Abel",
            license="CC-BY-4.0",
        ),
        library.add(uploads.picture((300, 500)), "u.png", is_decorative=True),
    ))  # fmt: skip


@pytest.fixture
def chart(pictures):
    return Picture.objects.get(pk=pictures[0].pk)


@pytest.fixture
def article(chart, pictures):
    """An article with a lead picture, a figure in its place, one that follows, a footnote, and marks of nothing."""
    upright = Picture.objects.get(pk=pictures[1].pk)
    body = (
        "<p>Ports[^1] wait, as [figure 1] shows.</p><p>[Figure 1]</p><h2>After</h2><p>[figure 7]</p>"
        "<p>[figure 1]</p><p>[^1]: A note.</p>"
    )
    made = make.article("Ferries", slug="ferries", body=body, picture=upright)
    make.figured(made, HOSTILE, chart)
    make.figured(made, "", upright)
    return made


@pytest.fixture
def shown(article):
    return published(article, NOON)


def page(look) -> str:
    return look("/analysis/ferries/").content.decode()


def test_the_page_shows_it_where_its_mark_stands_and_the_other_after_the_text(look, shown, chart):
    html = page(look)
    order = [
        html.index(words) for words in ("shows.</p>", 'id="figure-1"', ">After</h2>", 'id="figure-2"', 'class="notes"')
    ]
    assert order == sorted(order)
    assert f"/pictures/{chart.digest}-480.avif 480w" in html
    first = re.search(r'<figure class="figure" id="figure-1">.*?</figure>', html, re.S)[0]
    assert 'loading="lazy"' in first
    assert "fetchpriority" not in first
    assert 'alt="Bars &amp; a &quot;line&quot;"' in first
    assert '<span class="figure-number">Figure 1.</span>' in first
    assert "Not this one" not in html


def test_marks_of_nothing_second_marks_and_marks_in_a_sentence_stay(look, shown):
    html = page(look)
    assert "<p>[figure 7]</p>" in html
    assert html.count("[figure 1]") == 2


def test_a_hostile_caption_is_words_everywhere(look, shown):
    html = page(look)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; [^1] &amp; #strong[x]" in html
    assert "<script>alert" not in html
    assert html_rules.faults(html) == []


def test_the_pdf_says_what_the_page_says_and_has_both_pictures(look, shown):
    assert_the_same(look, "/analysis/ferries/", "/analysis/ferries.pdf", NOON)
    pdf = pdfs.read(look("/analysis/ferries.pdf").content)
    figures = [element for kind, element, _ in pdfs.elements(pdf) if kind == "Figure"]
    assert [element["/Alt"] for element in figures] == ['Bars & a "line"']  # the other is only decorative


def test_a_pdf_whose_figure_is_gone_is_not_made(look, shown, settings, tmp_path):
    settings.MEDIA_ROOT = settings.RENDITIONS_ROOT = tmp_path
    assert look("/analysis/ferries.pdf").status_code == 404


def test_the_letter_shows_it_at_an_absolute_address_and_says_it_in_its_text(shown, chart):
    letter = article_letter(source_at(lambda path: f"{SITE}{path}", shown, freezing.read(shown.content)), f"{SITE}/")
    assert f'src="{SITE}/pictures/{chart.digest}-900.jpg"' in letter.html
    assert "&lt;script&gt;" in letter.html
    assert "<script>" not in letter.html
    text = " ".join(letter.text.split())
    assert f"[Figure 1: {HOSTILE} (Ada Abel, CC BY 4.0)]" in text
    assert text.index("[Figure 1:") < text.index("After") < text.index("[Figure 2]") < text.index("A note.")


def test_plain_text_has_a_line_in_its_place(look, shown):
    lines = look("/analysis/ferries.txt").content.decode().splitlines()
    assert f"[Figure 1: {HOSTILE} (Ada Abel, CC BY 4.0)]" in lines
    assert lines.index("[Figure 2]") < lines.index("[1] A note.")


def test_json_has_the_figures_and_the_marks_as_written(look, shown, chart):
    work = json.loads(look("/analysis/ferries.json").content)["work"]
    assert [each["caption"] for each in work["figures"]] == [HOSTILE, ""]
    assert work["figures"][0]["digest"] == chart.digest
    assert "<p>[Figure 1]</p>" in work["body"]


def test_the_api_answers_with_figures_and_numbers(look, shown, chart):
    answer = json.loads(look("/api/v1/articles/ferries/").content)
    assert [(each["number"], each["caption"]) for each in answer["figures"]] == [(1, HOSTILE), (2, "")]
    assert answer["figures"][0]["jpeg"] == f"http://testserver/pictures/{chart.digest}-900.jpg"


def test_a_french_page_says_it_in_french(look, article):
    published(make.changed(article, language="fr"), NOON)
    assert '<span class="figure-number">Figure 1.</span>' in page(look)
    assert "[Figure 1\u00a0: " in look("/analysis/ferries.txt").content.decode()


def test_in_a_text_of_another_language_the_word_before_the_number_says_which_it_is_in(look, article):
    published(make.changed(article, language="hy"), NOON)
    assert '<span class="figure-number" lang="en" dir="auto">Figure 1.</span>' in page(look)
    assert pdf_ua.faults(pdfs.read(look("/analysis/ferries.pdf").content)) == []


def test_an_article_without_full_text_shows_its_figures_and_leads_to_its_source(look, chart):
    made = make.article("Ferries", slug="ferries", source_url="https://www.example.org/x")
    make.figured(made, "Alone", chart)
    published(made, NOON)
    assert 'id="figure-1"' in page(look)
    assert "Read the full text at example.org" in page(look)
    assert_the_same(look, "/analysis/ferries/", "/analysis/ferries.pdf", NOON)
    assert look("/analysis/ferries.txt").content.decode().count("example.org") == 1


def test_figures_ask_no_query_more(look, chart):
    bare = make.article("Bare", slug="bare")
    published(bare, NOON)
    full = make.article("Full", slug="full", body="<p>[figure 1]</p>")
    for _ in range(5):
        make.figured(full, "", chart)
    published(full, NOON)
    asked = []
    for slug in ("bare", "full", "bare", "full"):  # what is kept is there the second time
        with CaptureQueriesContext(connection) as queries:
            look(f"/analysis/{slug}/")
        asked.append(len(queries))
    assert asked[2] == asked[3]


def test_a_figures_files_are_public_while_an_edition_that_shows_it_may_be_read(article, chart):
    address, reader = f"/pictures/{chart.digest}-480.avif", Client()
    assert reader.get(address).status_code == 404
    published(article, None)
    assert reader.get(address).status_code == 200
    publishing.withdraw(article, "Forged.")
    assert reader.get(address).status_code == 404


def test_one_picture_may_stand_at_the_head_and_twice_in_the_text(look, chart):
    made = make.article("Ferries", slug="ferries", picture=chart, body="<p>A</p>")
    make.figured(made, "", chart)
    make.figured(made, "Again", chart)
    edition = published(made, NOON)
    assert edition.picture_links.count() == 1
    assert list(verify(Count())) == []
    assert page(look).count(f"/pictures/{chart.digest}-900.jpg") >= 3


def test_a_figure_whose_row_became_another_picture_is_told(shown, chart):
    make.changed(chart, digest="f" * 64)
    assert any("is not in the library" in words for words in verify(Count()))


def test_two_editions_are_compared_and_told_to_readers(look, article, shown):
    article.figures.filter(position=1).update(caption="At noon")
    published(article, later(hours=1))
    html = look("/analysis/ferries/editions/1/to/2/", later(hours=1)).content.decode()
    assert "Changed the caption of figure 1" in html
    assert "<script>alert" not in html
