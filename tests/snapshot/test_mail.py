"""A snapshot as a letter: all that its page says, for programs that know little."""

import re

import pytest

from articles.models import Article
from record import publishing
from record.models import Organization
from snapshot.models import Placement, Section
from tests import make
from tests.letters import SITE, Looked, letter_of
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

EXTERNAL = re.compile(r"\b(src|srcset|background|poster)=|url\(|@import|@font-face", re.I)


@pytest.fixture
def winter():
    """A snapshot with all that a page may show."""
    ada, otto = make.author("Ada Abel"), make.author("Otto Ohm")
    road = make.article("The Road", authors=[ada, otto], points=["A <em>point</em> &amp; more."], slug="road")
    gone = make.article("The Gone", authors=[otto], points=["Gone point."], source_url="https://else.example/gone")
    topic = make.topic("Ports", slug="ports")
    snapshot = make.snapshot(
        "Winter", {"On the Road": [road], "Elsewhere": [gone]}, slug="winter", standfirst="A cold one.", compilers=[ada],
        introduction='<p>See <a href="/analysis/road/">the road</a>.</p>', coverage=topic, coverage_label="For more, click here.",
    )  # fmt: skip
    Placement.objects.filter(article=road).update(note="Read this <em>first</em>.")
    Section.objects.filter(title="Elsewhere").update(note="Two of them.")
    return snapshot


def test_the_letter_says_what_the_page_says(winter):
    letter = letter_of(published(winter, NOON))
    looked = Looked(letter.html)
    assert letter.subject == "Strategic Snapshot: Winter"
    for said in (
        "Strategic Snapshot", "Winter", "A cold one.", "Compiled by Ada Abel", "May 1, 2026 · Edition 1 · 2 articles by 2 authors", "See the road",
        "Selected Analysis", "On the Road", "The Road", "Ada Abel and Otto Ohm", "March 1, 2026", "Read this first", "Executive Summary",
        "point & more.", "Two of them.", "Full text at else.example", "For more, click here.", "Read on the site",
        f"Permanent address: {SITE}snapshots/winter/editions/1/", "May 1, 2026, 12:00 UTC",
    ):  # fmt: skip
        assert said in re.sub(r" (?=[.,:])", "", looked.text), said


def test_headings_are_headings_in_their_order(winter):
    tags = [tag for tag, _ in Looked(letter_of(published(winter, NOON)).html).elements if re.fullmatch(r"h\d", tag)]
    assert tags == ["h1", "h2", "h3", "h4", "h3", "h4"]


def test_every_link_is_absolute(winter):
    links = Looked(letter_of(published(winter, NOON)).html).links
    assert links
    assert all(link.startswith((SITE, "https://else.example/")) for link in links), links
    assert f"{SITE}analysis/road/" in links


def test_nothing_is_asked_of_anybody_and_nothing_runs(winter):
    html = letter_of(published(winter, NOON)).html
    elements = Looked(html).elements
    tags = {tag for tag, _ in elements}
    assert all(attributes["src"].startswith(SITE) for tag, attributes in elements if tag == "img")
    assert not tags & {"script", "link", "iframe", "object", "video", "svg", "form", "base"}
    assert not EXTERNAL.search(re.sub(r"<img [^>]*>", "", html))


def test_the_frame_is_no_table_to_who_hears_it(winter):
    tables = [
        attributes for tag, attributes in Looked(letter_of(published(winter, NOON)).html).elements if tag == "table"
    ]
    assert [table["role"] for table in tables] == ["presentation"]


def test_the_document_says_its_language_and_direction(winter):
    changed(winter, language="ar")
    html = letter_of(published(winter, NOON)).html
    assert '<html lang="ar" dir="rtl">' in html
    assert 'name="color-scheme" content="light dark"' in html


def test_the_text_says_it_too_with_addresses_in_72_columns(winter):
    text = letter_of(published(winter, NOON)).text
    for said in (
        "A cold one.", "See the road <http://testserver/analysis/road/>.", "On the Road\n-----------\n", "Read this first.", "- A point & more.",
        "The Road\nAda Abel and Otto Ohm\nMarch 1, 2026\nhttp://testserver/analysis/road/\n", "Full text: https://else.example/gone",
        "Read on the site: http://testserver/snapshots/winter/", "http://testserver/topics/ports/", "Edition 1, May 1, 2026, 12:00 UTC",
    ):  # fmt: skip
        assert said in text, said
    assert max(len(line) for line in text.splitlines() if "http" not in line) <= 72


def test_a_withdrawn_article_is_its_title_and_the_notice_in_its_place(winter):
    edition = published(winter, NOON)
    publishing.withdraw(Article.objects.get(title="The Gone"), "A source was forged.", at=later(hours=1))
    letter = letter_of(edition)
    for said in (Looked(letter.html).text, letter.text):
        assert "The Gone" in said
        assert "A source was forged." in said
        assert "Gone point." not in said
        assert "else.example" not in said


def test_a_later_edition_says_what_changed_and_an_older_one_stays_as_it_was(winter):
    first = published(winter, NOON)
    second = published(
        changed(winter, title="Spring"), later(hours=1), kind="correction", note="The season was\nwrong."
    )
    assert "Correction: The season was wrong." in Looked(letter_of(second).html).text
    assert "Correction: The season was wrong." in letter_of(second).text
    assert letter_of(first).subject == "Strategic Snapshot: Winter"
    assert "Spring" not in letter_of(first).html + letter_of(first).text


def test_a_proof_is_marked_in_its_subject_above_and_below_with_its_embargo(winter):
    Organization.objects.create(pk=1, name="House", time_zone="Asia/Yerevan")
    published(winter, NOON, live_from=later(days=1))
    letter = letter_of(winter)
    assert letter.subject == "Proof, not published: Strategic Snapshot: Winter"
    for said in (Looked(letter.html).text, " ".join(letter.text.split())):
        head, _, foot = said.partition("On the Road")
        for half in (head, foot):
            assert "Proof, not published Embargoed until May 2, 2026, 16:00 (UTC+04:00)." in half
    assert "Permanent address" not in letter.text + letter.html
    assert "Read on the site" not in letter.text + letter.html


def test_an_edition_bears_no_mark_of_a_proof(winter):
    letter = letter_of(published(winter, NOON))
    assert "not published" not in letter.html + letter.text + letter.subject


def test_a_pdf_is_named_where_the_site_makes_one(winter, settings):
    edition = published(winter, NOON)
    settings.ROOT_URLCONF = "tests.snapshot.addresses_with_pdf"
    letter = letter_of(edition)
    assert f"{SITE}snapshots/winter/editions/1.pdf" in Looked(letter.html).links
    assert f"PDF: {SITE}snapshots/winter/editions/1.pdf" in letter.text
    assert ".pdf" not in letter_of(winter).html


def test_markup_in_titles_is_words(winter):
    changed(winter, title='<script>alert("x")</script> & </head>')
    letter = letter_of(published(winter, NOON))
    assert 'alert("x")</script> & </head>' in Looked(letter.html).text
    assert letter.html.count("</head>") == 1
    assert "<style>" in letter.html.partition("</head>")[0]


def test_three_hundred_articles_are_a_letter_too():
    first = make.published(make.article(points=["A point."]), NOON)
    snapshot = make.snapshot(sections={"Many": [first.parent]})
    section = snapshot.sections.get()
    Placement.objects.bulk_create(
        Placement(section=section, article=first.parent, position=n) for n in range(2, 301)
    )  # fmt: skip
    letter = letter_of(published(snapshot, NOON))
    assert len([tag for tag, _ in Looked(letter.html).elements if tag == "h4"]) == 300
    assert letter.is_cut
