"""What a reader gets at the addresses of PDF files and card pictures."""

import pytest

from articles.models import ArticleEdition
from articles.public.renditions import edition_facts
from outputs.pdf import responses
from outputs.pdf.cache import verify
from record import publishing, record_version
from record.models import Organization
from tests import make, pdfs
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ADDRESSES = [
    "/snapshots/winter.pdf", "/snapshots/winter/editions/1.pdf", "/analysis/ferries.pdf", "/analysis/ferries/editions/1.pdf",
    "/snapshots/winter/card.png", "/snapshots/winter/editions/1/card.png", "/analysis/ferries/card.png",
    "/analysis/ferries/editions/1/card.png",
]  # fmt: skip


@pytest.fixture
def winter():
    snapshot = make.snapshot("Winter", slug="winter", sections={"One": [make.article("Ferries", slug="ferries")]})
    published(snapshot, NOON)
    return snapshot


@pytest.mark.parametrize("path", ADDRESSES)
def test_each_address_gives_a_file_whose_etag_is_of_its_bytes(look, winter, path):
    answer = look(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == ("image/png" if path.endswith("png") else "application/pdf")
    assert answer["Cache-Control"] == "public, no-cache"
    assert not answer.cookies
    again = look(path, **{"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ADDRESSES)
def test_each_address_takes_at_most_three_queries(look, winter, path, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(record_version, "REFRESH_SECONDS", 3600)
    look(path)
    with django_assert_max_num_queries(3):
        look(path)


@pytest.mark.parametrize("path", ADDRESSES)
def test_head_gives_what_get_gives_but_the_file(client, winter, path):
    whole, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert [head[name] for name in ("ETag", "Content-Type", "Content-Length")] == [
        whole[name] for name in ("ETag", "Content-Type", "Content-Length")
    ]


def test_paper_is_the_houses_unless_another_is_asked_for(look, winter):
    def width(query: str) -> int:
        return int(pdfs.read(look(f"/snapshots/winter.pdf{query}").content).pages[0].mediabox.width)

    assert [width(""), width("?paper=a4"), width("?paper=letter"), width("?other=1")] == [595, 595, 612, 595]
    Organization.objects.create(pk=1, name="House", paper=Organization.Paper.LETTER)
    record_version.clear_cache()
    assert [width(""), width("?paper=a4")] == [612, 595]


@pytest.mark.parametrize("paper", ["a5", "", "A4", "letter%00", "../a4"])
def test_another_paper_is_answered_with_a_plain_sentence(look, winter, paper):
    answer = look(f"/snapshots/winter.pdf?paper={paper}")
    assert answer.status_code == 400
    assert "“paper” must be a4 or letter." in answer.content.decode()


def test_a_file_has_a_name_that_tells_what_it_is_in_ascii_and_in_full(look):
    published(make.snapshot(slug="winter", sections={"One": [make.article(slug="հայաստան")]}), NOON)
    assert look("/snapshots/winter.pdf")["Content-Disposition"] == 'inline; filename="winter-edition-1.pdf"'
    assert look("/analysis/հայաստան.pdf")["Content-Disposition"] == (
        "inline; filename=\"________-edition-1.pdf\"; filename*=UTF-8''"
        "%D5%B0%D5%A1%D5%B5%D5%A1%D5%BD%D5%BF%D5%A1%D5%B6-edition-1.pdf"
    )


def test_an_edition_without_a_pdf_says_why_and_leads_to_its_page_and_text(look):
    published(make.snapshot("漢字 today", slug="winter"), NOON)
    answer = look("/snapshots/winter.pdf")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "This edition has no PDF. No installed font has these characters: 漢 字." in page
    assert 'href="http://testserver/snapshots/winter/editions/1/"' in page
    assert 'href="http://testserver/snapshots/winter/editions/1.txt"' in page
    assert look("/snapshots/winter/card.png").status_code == 404


def test_an_old_edition_keeps_its_own_file(look, winter):
    published(changed(winter, title="Winter again"), later(hours=1))
    at = later(hours=2)
    titles = [
        pdfs.read(look(path, at).content).metadata.title
        for path in ("/snapshots/winter.pdf", "/snapshots/winter/editions/1.pdf", "/snapshots/winter/editions/2.pdf")
    ]
    assert titles == ["Winter again", "Winter", "Winter again"]


def test_an_embargoed_edition_has_no_file_before_its_moment(look, winter):
    published(changed(winter, title="Embargoed"), later(hours=1), live_from=later(days=1))
    assert look("/snapshots/winter/editions/2.pdf", later(days=1, seconds=-1)).status_code == 404
    assert pdfs.read(look("/snapshots/winter.pdf", later(days=1, seconds=-1)).content).metadata.title == "Winter"
    assert pdfs.read(look("/snapshots/winter.pdf", later(days=1)).content).metadata.title == "Embargoed"


@pytest.mark.parametrize("path", ADDRESSES)
def test_what_was_withdrawn_is_gone_at_every_address(look, winter, path):
    look(path)
    publishing.withdraw(winter, "A source was forged.", at=later(hours=1))
    publishing.withdraw(make.articles_of(winter)[0], "A source was forged.", at=later(hours=1))
    answer = look(path, later(hours=1))
    assert answer.status_code == 410
    assert "A source was forged." in answer.content.decode()


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_file_leads_on_to_what_stands_in_its_place(look, winter, path):
    other = make.snapshot(slug="spring", sections={"One": [make.article(slug="trains")]})
    published(other, NOON)
    publishing.withdraw(winter, "", replaced_by=other, at=later(hours=1))
    publishing.withdraw(make.articles_of(winter)[0], "", replaced_by=make.articles_of(other)[0], at=later(hours=1))
    answer = look(path, later(hours=1))
    assert answer.status_code == 301
    assert answer["Location"] in {
        "/snapshots/spring.pdf",
        "/analysis/trains.pdf",
        "/snapshots/spring/card.png",
        "/analysis/trains/card.png",
    }


def test_a_file_follows_a_slug_that_changed(look, winter):
    published(changed(winter, slug="winter-now"), later(hours=1))
    assert (
        look("/snapshots/winter.pdf?paper=letter", later(hours=2))["Location"]
        == "/snapshots/winter-now.pdf?paper=letter"
    )


def test_a_file_is_kept_and_the_second_reader_gets_the_same_bytes(look, winter, monkeypatch):
    first = look("/snapshots/winter.pdf")
    monkeypatch.setattr(responses, "as_pdf", lambda *given: pytest.fail("made twice"))
    assert look("/snapshots/winter.pdf").content == first.content
    assert list(verify()) == []


def test_a_change_of_color_makes_another_file(look, winter):
    before = look("/snapshots/winter.pdf")["ETag"]
    Organization.objects.create(pk=1, name="House", brand_color="#aa0000")
    record_version.clear_cache()
    assert look("/snapshots/winter.pdf")["ETag"] != before


def test_what_the_typesetter_cannot_set_is_a_page_and_in_the_log(look, winter, monkeypatch, caplog):
    monkeypatch.setattr(responses, "maker", lambda: "another")
    monkeypatch.setattr("snapshot.public.files.snapshot_pdf_data", lambda *given: {"title": "x"})
    assert look("/snapshots/winter.pdf").status_code == 404
    assert "The typesetter could not set this text" in caplog.text


def test_pages_name_their_pdf_and_their_card(look, winter):
    facts = edition_facts(ArticleEdition.objects.get(slug="ferries"), NOON, "article")
    assert {"name": "PDF", "url": "/analysis/ferries/editions/1.pdf"} in facts["formats"]
    assert facts["card_url"] == "/analysis/ferries/editions/1/card.png"


@pytest.mark.parametrize(("language", "label"), [("en", "attachments"), ("fr", "pièces jointes")])
def test_the_list_of_attachments_is_headed_in_the_language_of_the_text(look, language, label):
    article = make.article("Ferries", slug="ferries", language=language)
    make.attached(article), make.attached(article, "Annex")
    published(article, NOON)
    assert label in pdfs.text(pdfs.read(look("/analysis/ferries.pdf").content)).casefold()
