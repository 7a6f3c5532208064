"""A PDF says what the page says: the same words in the same order, for the samples and the real document."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.models import ArticleEdition
from record import edition_log, publishing
from snapshot.models import Placement, Snapshot, SnapshotEdition
from tests import make, pdf_ua, pdfs
from tests.importing.documents import REAL, needs_the_real_document
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SAMPLES = sorted((Path(__file__).resolve().parents[3] / "samples").glob("0[1-4]*"))
BLOCKS = {
    "address", "article", "aside", "blockquote", "br", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3",
    "h4", "header", "hr", "li", "main", "nav", "ol", "p", "section", "summary", "table", "td", "th", "tr", "ul",
}  # fmt: skip
# What the page has and paper has not, or has in words of its own: what came after the edition, the fold and rail of
# contents, the picture, numbers in the margin (artifacts on paper), counts of sections, ways to cite it, to follow it, to
# hand it on and to go on reading, what screen readers alone have, and the facts (paper ends with a colophon).
OF_THE_PAGE = {
    "edition-banner", "corrected-since", "contents", "picture", "page-acts", "view-choice", "visually-hidden", "edition-record",
    "selected-in", "newsletter", "related", "reading-time", "note-back", "entry-number", "entry-section-count",
}  # fmt: skip
VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Main(HTMLParser):
    """The text of a page's <main>, each block on a line of its own, without OF_THE_PAGE and the line to the PDF."""

    def __init__(self):
        super().__init__()
        self.text, self.inside, self.left_out, self.stack = "", False, 0, []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.inside = self.inside or tag == "main"
        classes = set((given.get("class") or "").split())
        out = bool(classes & OF_THE_PAGE) or (tag == "a" and (given.get("href") or "").endswith(".pdf"))
        self.text += "\n" if tag in BLOCKS or "dateline-part" in classes else ""
        if tag not in VOID:
            self.stack.append(out)
            self.left_out += out

    def handle_endtag(self, tag):
        self.left_out -= self.stack.pop()
        self.inside = self.inside and tag != "main"
        self.text += "\n" if tag in BLOCKS else ""

    def handle_data(self, data):
        if self.inside and not self.left_out:
            self.text += data


def words_of_page(answer) -> list[str]:
    page = Main()
    page.feed(answer.content.decode())
    return pdfs.words(page.text)


def words_of_pdf(answer) -> list[str]:
    """Return the words of the body: less the house's name above, the contents, numbers of list items (which a page
    has, too, but not as words), the dots between topics and the colophon."""
    printed = pdfs.text(pdfs.read(answer.content), but=("TOC", "Lbl"))
    body = re.sub(r"\A.*\n", "", printed).rsplit("Permanent edition", 1)[0]
    body = re.sub(r"^Contents\s*$", "", body, count=1, flags=re.M)
    return [word for word in pdfs.words(body) if word != "·"]


def imported(path: Path) -> SnapshotEdition:
    call_command("import_snapshot", str(path), publish=True)
    return SnapshotEdition.objects.latest("pk")


def assert_the_same(look, page: str, pdf: str, at) -> None:
    for paper in ("a4", "letter"):
        answer = look(f"{pdf}?paper={paper}", at)
        assert answer["Content-Type"] == "application/pdf"
        assert words_of_pdf(answer) == words_of_page(look(page, at))
        assert pdf_ua.faults(pdfs.read(answer.content)) == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_samples_pdf_has_the_words_of_its_page(look, path):
    edition = imported(path)
    assert_the_same(look, f"/snapshots/{edition.slug}/", f"/snapshots/{edition.slug}.pdf", timezone.now())


@needs_the_real_document
def test_the_real_documents_pdf_has_the_words_of_its_page(look):
    edition = imported(REAL)
    assert_the_same(look, f"/snapshots/{edition.slug}/", f"/snapshots/{edition.slug}.pdf", timezone.now())


@pytest.fixture
def winter():
    """A snapshot with everything a snapshot can have."""
    first, second = make.article("First", source_url="https://www.example.org/first"), make.article("Second")
    topic = make.topic("South Caucasus", slug="caucasus")
    snapshot = make.snapshot(
        "Winter", slug="winter", sections={"Peace": [first], "": [second]}, standfirst="What the cold has changed.",
        compilers=[make.author("Ada Brandt"), make.author("Ben Okoro")], topics=[topic], tags=[make.tag("frost")],
        coverage=topic, coverage_label="For more coverage, see here.", pdf_label="See PDF version here.", doi="10.1000/182",
        introduction="<h2>Before</h2><p>One <em>word</em> &amp; two.</p><ul><li>a<ol start=\"3\"><li>b</li></ol></li></ul>",
    )  # fmt: skip
    snapshot.sections.filter(title="Peace").update(note="Why <strong>peace</strong> now.")
    Placement.objects.filter(article=first).update(
        title="First here", summary=["Said <em>otherwise</em>."], note="Read this."
    )
    published(snapshot, NOON)
    return snapshot


def test_every_part_of_a_snapshot_is_on_paper_in_the_pages_order(look, winter):
    published(changed(winter, title="Winter again"), later(minutes=1), kind="correction", note="A name was wrong.")
    at = later(minutes=2)
    assert_the_same(look, "/snapshots/winter/", "/snapshots/winter.pdf", at)
    assert_the_same(look, "/snapshots/winter/editions/1/", "/snapshots/winter/editions/1.pdf", at)


def test_every_part_of_an_article_is_on_paper_in_the_pages_order(look):
    body = (
        "<p>Text with a <a href=\"https://example.org/\">link</a>.</p><h2>Part</h2><h4>Deep</h4><blockquote><p>Said.</p>"
        "</blockquote><hr><ul><li>one</li></ul><table><thead><tr><th>Year</th><th>Tons</th></tr></thead><tbody><tr><th>2024"
        "</th><td>7</td></tr></tbody></table><p>H<sub>2</sub>O</p>"
    )  # fmt: skip
    article = make.article(
        "Ferries", slug="ferries", body=body, standfirst="Why.", volume="3", issue="12", topics=[make.topic("Seas")]
    )
    published(article, NOON)
    published(changed(article, title="Ferries again"), later(hours=1), kind="correction", note="It was seven tons.")
    at = later(hours=2)
    assert_the_same(look, "/analysis/ferries/", "/analysis/ferries.pdf", at)
    assert_the_same(look, "/analysis/ferries/editions/1/", "/analysis/ferries/editions/1.pdf", at)


def test_an_article_without_its_text_leads_to_where_it_is(look):
    published(make.article("Ferries", slug="ferries", source_url="https://www.example.org/x"), NOON)
    assert_the_same(look, "/analysis/ferries/", "/analysis/ferries.pdf", NOON)
    printed = pdfs.text(pdfs.read(look("/analysis/ferries.pdf").content))
    assert "Read the full text at example.org" in printed


def test_a_withdrawn_articles_notice_stands_in_its_place_at_the_next_request(look, winter):
    before = look("/snapshots/winter.pdf")
    publishing.withdraw(ArticleEdition.objects.get(title="First").parent, "A source was forged.", at=later(hours=1))
    after = look("/snapshots/winter.pdf", later(hours=1))
    assert after["ETag"] != before["ETag"]
    printed = pdfs.text(pdfs.read(after.content))
    assert "A source was forged." in printed
    assert "Said otherwise" not in printed
    assert_the_same(look, "/snapshots/winter/", "/snapshots/winter.pdf", later(hours=1))


def test_the_colophon_says_which_edition_it_is_and_where_it_can_be_checked(look, winter):
    edition = published(changed(winter, title="Again"), later(minutes=1), kind="correction", note="A name was wrong.")
    entry = edition_log.entry_of("snapshot", edition.pk)
    printed = pdfs.text(pdfs.read(look("/snapshots/winter.pdf", later(hours=1)).content))
    colophon = "".join(printed.rsplit("Permanent edition", 1)[1].split())
    for said in (
        "Edition2,May1,2026,12:01UTC(correction)", "CorrectionAnamewaswrong.", "DOI10.1000/182",
        "Addresshttp://testserver/snapshots/winter/editions/2/", f"Checksum{edition.content_id}",
        f"Logentry{entry.number},{entry.digest}",
    ):  # fmt: skip
        assert said in colophon


def test_the_page_links_to_the_pdf_of_what_it_shows(look, winter):
    published(changed(winter, title="Again"), later(minutes=1))
    at = later(hours=1)
    assert 'href="/snapshots/winter.pdf">See PDF version here.' in look("/snapshots/winter/", at).content.decode()
    old = look("/snapshots/winter/editions/1/", at).content.decode()
    assert 'href="/snapshots/winter/editions/1.pdf">See PDF version here.' in old


def test_every_page_bears_the_title_the_number_and_the_permanent_address(look):
    articles = make.many_published(40)
    published(make.snapshot("Winter", slug="winter", sections={"One": articles}), NOON)
    pdf = pdfs.read(look("/snapshots/winter.pdf").content)
    assert len(pdf.pages) > 4
    for n, page in enumerate(pdf.pages, 1):
        printed = page.extract_text()
        assert f"{n} / {len(pdf.pages)}" in printed
        assert "Edition 1  ·  http://testserver/snapshots/winter/editions/1/" in printed
        assert printed.count("Winter") >= 1


def test_the_contents_lead_to_the_articles_and_the_titles_to_their_pages(look, winter):
    pdf = pdfs.read(look("/snapshots/winter.pdf").content)
    links = [each.get_object() for page in pdf.pages for each in page.get("/Annots", [])]
    outside = {str(each["/A"]["/URI"]) for each in links if "/A" in each}
    slug = ArticleEdition.objects.get(title="First").slug
    assert f"http://testserver/analysis/{slug}/" in outside
    assert {"http://testserver/topics/caucasus/", "https://www.example.org/first"} <= outside
    assert sum("/Dest" in each for each in links) == 3  # one section with a title, two articles
    assert [each.title for each in pdf.outline if not isinstance(each, list)] == ["Before", "Selected Analysis"]


def test_the_file_tells_what_it_is(look, winter):
    facts = pdfs.read(look("/snapshots/winter.pdf").content).metadata
    assert (facts.title, facts.subject) == ("Winter", "What the cold has changed.")
    assert facts.author == "Ada Brandt, Ben Okoro"
    assert facts["/Keywords"] == "South Caucasus, frost"


@pytest.mark.parametrize(("tag", "said"), [("en", "en"), ("en-GB", "en-GB"), ("ar", "ar"), ("hy", "hy"), ("?", "en")])
def test_the_file_bears_the_texts_language(look, tag, said):
    published(make.snapshot("Winter", slug="winter", language=tag), NOON)
    assert pdfs.read(look("/snapshots/winter.pdf").content).root_object["/Lang"] == said


def test_a_text_written_from_right_to_left_is_whole_and_tagged(look):
    title = "ممرات السلام في جنوب القوقاز"
    article = make.article(
        "أرمينيا وأذربيجان", authors=[make.author("ليلى حداد")], points=["نقطة أولى."], language="ar"
    )
    snapshot = make.snapshot(
        title, slug="peace", language="ar", sections={"عملية السلام": [article]}, introduction="<p>مقدمة.</p>"
    )
    published(snapshot, NOON)
    answer = look("/snapshots/peace.pdf")
    assert pdf_ua.faults(pdfs.read(answer.content)) == []
    assert pdfs.read(answer.content).metadata.title == title


def test_a_draft_snapshot_has_no_pdf(look):
    make.snapshot(slug="winter")
    assert look("/snapshots/winter.pdf").status_code == 404
    assert not Snapshot.objects.get().editions.exists()
