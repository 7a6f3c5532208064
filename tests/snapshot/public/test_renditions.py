"""A snapshot's edition as page, text and JSON: all from what was frozen, less what was withdrawn since."""

import hashlib
import json
import re

import pytest

from record import publishing
from record.freezing import canonical, digest_of
from snapshot.models import Placement, Section
from tests import make, pdfs
from tests.letters import letter_of
from tests.make import NOON, changed, later, published

pytestmark = pytest.mark.django_db

ENDINGS = ["/", ".txt", ".json"]
EVERYWHERE = [f"/snapshots/winter{middle}{ending}" for middle in ("", "/editions/1") for ending in ENDINGS]


def text_of(look, path: str, at=NOON) -> str:
    response = look(path, at)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.fixture
def winter():
    """A snapshot of two articles, one of which is told in words of its own."""
    doubtful = make.article(
        "Doubtful Title", slug="doubtful", points=["Doubtful point."], authors=[make.author("Dora Doubt")]
    )
    snapshot = make.snapshot("Winter", slug="winter", sections={"One": [doubtful, make.article("Sound Title")]})
    Placement.objects.filter(article=doubtful).update(
        title="Doubtful here", summary=["Doubtful <b>ownword</b>."], note="Doubtful note."
    )
    published(snapshot, NOON)
    return snapshot


def withdraw_doubtful(winter, notice="A source was forged.", at=later(hours=1)) -> None:
    doubtful = make.placements_of(winter)[0].article
    publishing.withdraw(doubtful, notice, at=at)


@pytest.mark.slow
@pytest.mark.parametrize("path", EVERYWHERE)
def test_a_placement_may_give_an_article_another_title_summary_and_a_note(look, winter, path):
    text = text_of(look, path)
    assert "Doubtful here" in text
    assert "ownword" in text
    assert ("Doubtful note." in text) is not path.endswith(".txt")
    if not path.endswith(".json"):
        assert "Doubtful Title" not in text
        assert "Doubtful point." not in text


@pytest.mark.slow
@pytest.mark.parametrize("path", EVERYWHERE)
def test_a_withdrawn_article_is_its_title_and_the_notice_in_its_place_old_editions_too(look, winter, path):
    published(changed(winter, title="Winter again"), later(minutes=1))
    withdraw_doubtful(winter)
    text = text_of(look, path, later(hours=1))
    assert "A source was forged." in text
    assert "Doubtful Title" in text
    assert "Sound Title" in text
    for cut in ("Doubtful point.", "ownword", "Doubtful note.", "Dora Doubt", "Doubtful here"):
        assert cut not in text, cut


@pytest.mark.slow
@pytest.mark.parametrize("path", EVERYWHERE)
def test_a_withdrawal_without_words_says_that_it_was_withdrawn(look, winter, path):
    withdraw_doubtful(winter, notice="")
    assert "withdrawn" in text_of(look, path, later(hours=1)).casefold()


@pytest.mark.parametrize("path", ["/snapshots/winter.txt", "/snapshots/winter/editions/1.txt"])
def test_a_notice_of_several_lines_stays_one_point_of_the_text(look, winter, path):
    withdraw_doubtful(winter, notice="One.\r\n\r\nTwo.\n- Three.")
    assert "- One. Two. - Three.\n" in text_of(look, path, later(hours=1))


def test_the_json_bytes_hash_to_the_printed_digest(look, winter):
    edition = winter.editions.get()
    response = look("/snapshots/winter.json")
    assert hashlib.sha256(response.content).hexdigest() == edition.content_id
    assert edition.content_id[:16] in text_of(look, "/snapshots/winter/")


def test_the_json_names_what_was_cut_and_the_digest_it_had(look, winter):
    edition = winter.editions.get()
    placement = make.placements_of(winter)[0]
    withdraw_doubtful(winter)
    text = text_of(look, "/snapshots/winter.json", later(hours=1))
    content = json.loads(text)
    assert content["original_digest"] == edition.content_id
    assert content["withheld"] == [
        {"placement": placement.key, "article": placement.article_id, "title": "Doubtful Title"}
    ]
    entry = content["edition"]["entries"][placement.key]
    assert entry["withdrawn"] == "A source was forged."
    assert digest_of(text) != edition.content_id
    assert canonical(content) == text


def test_withdrawing_one_edition_alone_cuts_only_the_snapshots_that_froze_it(look):
    article = make.article("First words", slug="article")
    published(make.snapshot(slug="old", sections={"One": [article]}), NOON)
    published(changed(article, title="Second words"), later(hours=1))
    published(make.snapshot(slug="new", sections={"One": [article]}), later(hours=2))
    publishing.withdraw(article, "The first was wrong.", only=article.editions.get(number=1), at=later(hours=3))
    assert "The first was wrong." in text_of(look, "/snapshots/old/", later(hours=3))
    assert "The first was wrong." not in text_of(look, "/snapshots/new/", later(hours=3))


def test_publishing_the_article_again_does_not_bring_the_withdrawn_words_back(look, winter):
    withdraw_doubtful(winter)
    published(make.placements_of(winter)[0].article, later(hours=2))
    assert "A source was forged." in text_of(look, "/snapshots/winter/", later(hours=3))


def test_the_text_has_everything_in_the_canonical_form(look):
    ada, otto = make.author("Ada Abel"), make.author("Otto Ohm")
    article = make.article("The Road", authors=[ada, otto], points=["A <em>point</em> &amp; more."])
    published(
        make.snapshot(
            "Winter", slug="winter", sections={"On the Road": [article]}, pdf_label="See PDF version here.",
            coverage_label="For more coverage on winter, click here.",
        ), NOON,
    )  # fmt: skip
    assert text_of(look, "/snapshots/winter.txt").splitlines() == [
        "Strategic Snapshot: Winter", "", "First paragraph.", "Second paragraph.", "Selected Analysis", "On the Road",
        "The Road", "Ada Abel and Otto Ohm", "March 1, 2026", "Executive Summary:", "- A point & more.",
        "See PDF version here.", "For more coverage on winter, click here.",
    ]  # fmt: skip


def test_sections_say_their_note_and_markup_is_shown_as_markup(look):
    snapshot = make.snapshot(slug="winter")
    Section.objects.filter(snapshot=snapshot).update(note="Read <em>this</em> first.")
    published(snapshot, NOON)
    assert "Read <em>this</em> first." in text_of(look, "/snapshots/winter/")


def test_an_article_that_stands_there_twice_has_points_of_their_own_anchors(look):
    twice = make.article(points=["Said twice."])
    published(make.snapshot(slug="double", sections={"One": [twice], "Two": [twice]}), NOON)
    anchors = re.findall(r'id="(point-[^"]+)"', text_of(look, "/snapshots/double/"))
    assert len(anchors) == len(set(anchors)) == 2
    assert anchors[1].startswith(anchors[0])


def test_the_answers_have_their_types(look, winter):
    types = [look(f"/snapshots/winter{ending}")["Content-Type"] for ending in ENDINGS]
    assert types == ["text/html; charset=utf-8", "text/plain; charset=utf-8", "application/json"]


NUMBERED = {
    "page": r"<h4[^>]*><span[^>]*>(\d+)\.</span> (?:<a [^>]*>)?(\w+ port)<",
    "timeline": r"<title>(\d+)\. (\w+ port), ",
    "PDF": r"\b(\d+) (\w+ port) (?!port)(?:Withdrawn|Ada)",
    "mail": r"<h4[^>]*>(\d+)\. (?:<a [^>]*>)?(\w+ port)<",
    "mail as text": r"^(\d+)\. (\w+ port)$",
    "canonical text": r"^(\d+\.? ?)?(\w+ port)$",
}


@pytest.mark.slow
def test_articles_are_numbered_through_all_sections_and_alike_wherever_a_number_stands(look):
    names = ["First", "Second", "Third", "Fourth", "Fifth"]
    articles = [make.article(f"{name} port", authors=[make.author("Ada Abel", slug=f"ada-{name}")]) for name in names]
    snapshot = make.snapshot("Winter", {"One": articles[:2], "": articles[2:3], "Two": articles[3:]}, slug="winter")
    edition = published(snapshot, NOON)
    publishing.withdraw(articles[1], "Forged.", at=later(hours=1))
    at = later(hours=2)
    letter = letter_of(edition)
    page = look("/snapshots/winter/", at).content.decode()
    said = {
        "page": page,
        "timeline": page,
        "PDF": pdfs.printed(look("/snapshots/winter.pdf", at).content),
        "mail": letter.html,
        "mail as text": letter.text,
        "canonical text": look("/snapshots/winter.txt", at).content.decode(),
    }
    numbers = {where: re.findall(NUMBERED[where], text, re.M) for where, text in said.items()}
    all_of_them = [(str(n), f"{name} port") for n, name in enumerate(names, 1)]
    assert numbers == {
        "page": all_of_them,
        "timeline": [each for each in all_of_them if each[0] != "2"],  # what is withdrawn has no date
        "PDF": all_of_them,
        "mail": all_of_them,
        "mail as text": all_of_them,
        "canonical text": [("", title) for _, title in all_of_them],  # it is read back line for line
    }
