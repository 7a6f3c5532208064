"""The typesetter itself: nothing that is written is ever markup, and nothing that is written stops it."""

import io
import itertools
import random
import resource
import threading
from datetime import UTC, datetime

import pytest
from PIL import Image

from articles.public.pdf import article_card_data, article_pdf_data
from outputs.pdf import compiler
from outputs.pdf.compiler import CannotBeSet, MissingGlyphs, as_pdf, as_png
from outputs.pdf.responses import on_paper
from outputs.source import Source
from record.imprint import EMPTY
from snapshot.public.pdf import snapshot_pdf_data
from tests import pdf_ua, pdfs
from tests.make import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ODD = [
    "#let x = 1; #x", "$x^2$ and $", "@ref <label> <a>", "*bold* _em_ `raw`", "= heading\n- list\n+ enum\n/ term: x",
    "\\\\ \\# \\n \\u{41}", "\\textbf{TeX} 100% {x} ~ ^ & #", "<script>alert(1)</script> <b>b</b> &amp; &#65;", "\"q\" 'q' “q” «q»",
    "// comment /* comment */", "#import \"/etc/passwd\": *", "{{7*7}} {% now %} ${7*7}", "עברית العربية", "👩‍👩‍👧 🇦🇲 ❤️",
    "a\u202eb\u2066c\u2069", "tab\tand\u00a0space", "1. 2) https://example.org/?a=1&b=#c", "--- -- ... ' \"",
]  # fmt: skip


PERSON = {"name": "", "slug": "a", "orcid": "", "role": "", "affiliation": "", "affiliation_ror": ""}


def work(**differences) -> dict:
    return {
        "title": "Title", "slug": "slug", "standfirst": "", "series": None, "language": "en", "doi": "", "topics": [], "tags": [],
        "picture": None, "figures": [], "embeds": [], "attachments": [], "imprint": EMPTY,
        "volume": "", "issue": "", "summary_label": "", "source_url": "", "authors": [], "points": [], "body": [], **differences,
    }  # fmt: skip


def source(name: str, content: dict, entries: dict | None = None) -> Source:
    return Source(
        name,
        content,
        {"entries": entries or {}},
        NOON.date(),
        1,
        "first",
        "",
        NOON,
        "http://testserver/x/",
        "",
        "0" * 64,
    )


def article(**differences) -> bytes:
    return as_pdf("article", sheets_of(**differences), NOON)


def sheets_of(**differences) -> dict:
    sheets = article_pdf_data(source("article", work(**differences)), lambda path: f"http://testserver{path}", NOON)
    return on_paper(sheets, "a4")


def printed(content: bytes) -> str:
    return " ".join(pdfs.text(pdfs.read(content)).split())


@pytest.mark.parametrize("odd", ODD)
def test_whatever_a_text_looks_like_it_is_printed_as_it_is(odd):
    words = "".join(odd.split()).replace("\u202e", "")
    content = article(
        title=odd, standfirst=odd, series={"name": odd}, authors=[PERSON | {"name": odd}], tags=[{"name": odd}],
        points=[{"text": f"<em>{_escaped(odd)}</em>"}], body=[f"<p>{_escaped(odd)}</p>"],
    )  # fmt: skip
    pdf = pdfs.read(content)
    assert pdf_ua.faults(pdf) == []
    assert "".join(pdf.metadata.title.split()) == words
    if odd.isascii():
        # title, standfirst, series, author, tag, point and paragraph
        assert "".join(pdfs.text(pdf).split()).replace("-", "").count(words.replace("-", "")) == 7


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_a_title_of_three_hundred_characters_and_one_without_a_space_stay_on_the_page():
    for title in ("a long title that goes on " * 12, "W" * 300):
        pdf = pdfs.read(article(title=title[:300], body=[f"<p>{'x' * 400}</p>"], points=[{"text": "y" * 400}]))
        assert all(right <= 596 for page in pdf.pages for right in _right_ends(page))


def _right_ends(page) -> list[float]:
    """Return where each piece of text ends, in points from the left, reckoned generously: half an em a letter."""
    found = []

    def visit(text, _cm, tm, _font, size):
        if text.strip():
            found.append(tm[4] + 0.25 * abs(tm[0] or 1) * (size or 1) * len(text.strip().split("\n")[0]))

    page.extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("count", [30_000, pytest.param(300_000, marks=pytest.mark.full)], ids=["200 kB", "2 MB"])
def test_a_paragraph_of_megabytes_is_set_whole(count):
    words = ["ferries", "carry", "the", "wages", "of", "two", "coasts", "responsibility"]
    chosen = random.Random(1).choices(words, k=count)
    content = article(body=[f"<p>{' '.join(chosen)}</p>"])
    assert content.startswith(b"%PDF")
    assert len(pdfs.read(content).pages) > count / 1000


def test_three_hundred_articles_are_set():
    placements = [{"key": str(n), "title": "", "summary": [], "note": ""} for n in range(300)]
    entry = {
        "title": "Article", "slug": "article", "authors": [{"id": 1, "name": "Ada", "slug": "ada"}], "published_on": "2026-03-01",
        "summary_label": "", "points": [{"key": "p", "text": "A point."}], "source_url": "", "has_body": True, "language": "en", "article": 1, "id": 1,
    }  # fmt: skip
    content = work(
        introduction=[], selection_heading="Selected", compilers=[], coverage=None, coverage_label="", pdf_label="",
        sections=[{"key": "s", "title": "All", "note": "", "placements": placements}],
    )  # fmt: skip
    entries = {each["key"]: entry | {"title": f"Article {each['key']}"} for each in placements}
    sheets = snapshot_pdf_data(source("snapshot", content, entries), lambda path: f"http://testserver{path}", NOON)
    pdf = pdfs.read(as_pdf("snapshot", on_paper(sheets, "letter"), NOON))
    assert "Article 299" in pdfs.text(pdf)
    assert len([each for each in pdf.outline[1][1] if not isinstance(each, list)]) == 300


def test_the_same_data_gives_the_same_bytes():
    assert article(title="Winter") == article(title="Winter")


def test_a_character_that_no_font_has_is_an_error_that_names_it_and_prints_nothing():
    with pytest.raises(MissingGlyphs, match="No font here has these characters: 漢 字") as told:
        article(title="漢字 and 字")
    assert told.value.characters == ["漢", "字"]


def test_what_the_typesetter_alone_finds_missing_is_the_same_error(monkeypatch):
    monkeypatch.setattr(compiler, "missing", lambda data: [])
    with pytest.raises(MissingGlyphs, match="漢"):
        article(title="漢")


def test_what_the_typesetter_cannot_do_is_one_plain_sentence():
    with pytest.raises(CannotBeSet, match=r"^The typesetter could not set this text: .*\.$"):
        as_pdf("article", {}, datetime(2026, 1, 1, tzinfo=UTC))


def test_threads_may_all_set_at_once():
    sheets = [sheets_of(title=f"Title {n}") for n in range(3)]  # threads have other connections to the database
    made, failed = [], []

    def run(n: int) -> None:
        try:
            made.append(as_pdf("article", sheets[n % 3], NOON))
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(set(made)) == 3


def test_a_title_without_a_space_takes_several_lines_of_its_card():
    picture = Image.open(io.BytesIO(as_png("card", article_card_data(source("article", work(title="W" * 300))))))
    rows = [picture.convert("L").crop((80, y, 1100, y + 1)).getextrema()[0] < 128 for y in range(200, 480)]
    assert sum(above != below for above, below in itertools.pairwise(rows)) > 8  # lines and the white between them


@pytest.mark.parametrize("title", ["Peace", "W" * 300, ("a long title that goes on " * 12)[:300], "السلام", *ODD])
def test_a_card_is_a_picture_of_1200_by_630(title):
    sheet = article_card_data(source("article", work(title=title, authors=[{"name": title}], series={"name": title})))
    picture = Image.open(io.BytesIO(as_png("card", sheet)))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    edge = picture.convert("L").crop((1150, 40, 1200, 630))
    assert edge.getextrema() == (255, 255)  # nothing runs into the margin


def test_a_typesetter_that_hangs_is_ended_and_says_why_there_is_no_file(monkeypatch):
    monkeypatch.setattr(compiler, "SECONDS", 0.01)
    with pytest.raises(CannotBeSet, match="gave up"):
        article(title="Ferries")


def test_what_it_takes_to_set_a_text_is_taken_by_a_process_of_its_own():
    """Its memory ends with it."""
    began = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    article(title="Ferries", body=["<p>They wait.</p>"] * 200)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime > began
