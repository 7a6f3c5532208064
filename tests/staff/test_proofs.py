"""Proofs of working copies at the desk."""

import pytest
import time_machine
from django.urls import reverse

from tests import make, pdf_ua, pdfs
from tests.accounts import person, signed_in
from tests.make import NOON, changed, later, published

pytestmark = pytest.mark.django_db


def page(thing, act: str = "proof") -> str:
    opts = thing._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{act}", args=[thing.pk])


@pytest.mark.parametrize("make_one", [make.article, make.snapshot])
def test_a_proof_is_marked_on_every_page_and_kept_by_no_cache(make_one, settings, tmp_path):
    settings.RENDITIONS_ROOT = str(tmp_path)
    thing = make_one("Ferries")
    assert page(thing).endswith("/proof.pdf")
    answer = signed_in().get(page(thing))
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert "proof.pdf" in answer["Content-Disposition"]
    pdf = pdfs.read(answer.content)
    assert pdf.metadata.title == "Ferries"
    assert pdf_ua.faults(pdf) == []
    for each in pdf.pages:
        assert "Proof, not published" in each.extract_text()
        assert "Embargoed" not in each.extract_text()
    assert [*tmp_path.rglob("*.pdf")] == []


@pytest.mark.slow
def test_a_long_proof_is_marked_on_every_page():
    snapshot = make.snapshot("Ferries", sections={"One": make.many_published(40)})
    pdf = pdfs.read(signed_in().get(page(snapshot)).content)
    assert len(pdf.pages) > 4
    assert all("Proof, not published" in each.extract_text() for each in pdf.pages)


def test_a_proof_bears_its_embargo_in_the_houses_zone():
    article = make.article("Ferries")
    published(article, NOON, live_from=later(days=2))
    with time_machine.travel(later(hours=1), tick=False):
        pdf = pdfs.read(signed_in().get(page(article)).content)
    assert "Embargoed until May 3, 2026, 12:00 UTC" in pdf.pages[0].extract_text()


def test_a_proof_shows_the_desk_and_not_the_record():
    article = make.article("Ferries")
    published(article, NOON)
    changed(article, title="Ferries, told again", published_on=None)
    pdf = pdfs.read(signed_in().get(page(article)).content)
    assert pdf.metadata.title == "Ferries, told again"
    assert "Edition" not in pdfs.text(pdf)


def test_an_empty_working_copy_has_a_proof():
    snapshot = make.snapshot(sections={})
    type(snapshot).objects.update(title="", introduction="", selection_heading="", series=None)
    assert signed_in().get(page(snapshot)).status_code == 200


def test_a_proof_takes_another_paper():
    pdf = pdfs.read(signed_in().get(page(make.article()) + "?paper=letter").content)
    assert int(pdf.pages[0].mediabox.width) == 612


@pytest.mark.parametrize("act", ["publish", "proof"])
def test_characters_without_a_font_are_told_at_the_desk(act):
    article = make.article("Ferries 漢字")
    answer = signed_in().get(page(article, act))
    assert answer.status_code == (422 if act == "proof" else 200)
    assert "No installed font has these characters: 漢 字." in answer.content.decode()


def test_a_text_with_its_fonts_is_not_told_of():
    assert "No font here" not in signed_in().get(page(make.article("Ferries"), "publish")).content.decode()


@pytest.mark.parametrize(("role", "status"), [("anonymous", 403), ("contributor", 404), ("editor", 200)])
def test_who_may_read_a_draft_may_prove_it(role, status):
    assert signed_in(person(role)).get(page(make.article())).status_code == status


def test_a_reader_is_sent_to_sign_in(client):
    assert client.get(page(make.article())).status_code == 302


@pytest.mark.parametrize("where", ["change", "desk"])
def test_the_desk_leads_to_the_proof(where):
    snapshot = make.snapshot()
    address = reverse("admin:desk", args=[snapshot.pk]) if where == "desk" else page(snapshot, "change")
    assert f'href="{page(snapshot)}"' in signed_in().get(address).content.decode()
