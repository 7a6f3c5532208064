import pytest

from outputs.proofs import proof_lines, text_proof
from outputs.source import proof_of
from record.models import Organization
from tests import make
from tests.letters import source
from tests.make import NOON, later, published

pytestmark = pytest.mark.django_db


def test_an_edition_is_no_proof():
    assert proof_lines(source(published(make.article(), NOON))) == []


def test_a_proof_says_that_no_moment_is_set():
    assert proof_lines(proof_of(make.article(), NOON))[0] == "Proof, not published"
    assert "No publication time is set" in proof_lines(proof_of(make.article(), NOON))[1]


def test_a_proof_bears_its_embargo_in_the_house_s_zone():
    Organization.objects.create(pk=1, name="House", time_zone="Asia/Yerevan")
    article = make.article()
    published(article, NOON, live_from=later(days=1))
    assert proof_lines(proof_of(article, NOON))[1] == "Embargoed until May 2, 2026, 16:00 (UTC+04:00)."


def test_a_plain_text_stands_between_the_marks():
    text = text_proof(proof_of(make.article(), NOON), "\nWords.\n")
    assert text.startswith("Proof, not published\n")
    assert "\n\nWords.\n\nProof, not published\n" in text
