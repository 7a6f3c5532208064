import pytest

from tests import make
from tests.letters import SITE, Looked, letter_of
from tests.make import NOON, published

pytestmark = pytest.mark.django_db


def test_an_article_is_its_byline_its_summary_and_its_text():
    article = make.article(
        "Ferries Wait", [make.author("Ada Abel")], slug="ferries", standfirst="At the berths.", points=["They wait."],
        body='<h2>Berths</h2><p>Long <a href="#why">ones</a>.</p>',
    )  # fmt: skip
    letter = letter_of(published(article, NOON))
    looked = Looked(letter.html)
    assert letter.subject == "Ferries Wait"
    for said in (
        "Ferries Wait",
        "By Ada Abel",
        "March 1, 2026",
        "At the berths.",
        "Executive Summary",
        "They wait.",
        "Berths",
    ):
        assert said in looked.text, said
        assert said in letter.text, said
    assert f"{SITE}analysis/ferries/#why" in looked.links
    assert f"Long ones <{SITE}analysis/ferries/#why>." in letter.text
    assert f"Permanent address: {SITE}analysis/ferries/editions/1/" in letter.text


def test_without_a_text_of_its_own_it_leads_to_the_source():
    letter = letter_of(published(make.article(source_url="https://else.example/a?b=1&c=2"), NOON))
    assert "https://else.example/a?b=1&c=2" in Looked(letter.html).links
    assert "Full text: https://else.example/a?b=1&c=2" in letter.text


def test_a_draft_without_anything_is_a_proof_all_the_same():
    letter = letter_of(make.article("Bare", authors=[], points=[], published_on=None))
    assert letter.subject == "Proof, not published: Bare"
    assert "Bare" in Looked(letter.html).text
    assert "Bare" in letter.text


def test_what_lists_of_mail_show_after_the_subject_is_the_standfirst_or_the_first_point():
    assert 'line-height:1px;color:#ffffff">First point.</div>' in letter_of(published(make.article(), NOON)).html
