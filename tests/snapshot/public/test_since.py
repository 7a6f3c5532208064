"""What a snapshot's page says of articles that have a newer text."""

import pytest

from record import publishing
from record.models import Edition
from snapshot.corrections.propagation import take_in
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = pytest.mark.django_db
KIND = Edition.Kind
PAGE = "/snapshots/caspian/"


@pytest.fixture
def ferries():
    return make.article("Ferries", slug="ferries")


@pytest.fixture
def snapshot(ferries):
    made = make.snapshot("Caspian", {"One": [ferries, make.article("Seals")]}, slug="caspian")
    published(made, NOON)
    return made


@pytest.fixture
def told(look, snapshot):
    """Return what the page tells of newer texts: `told(2)`, two hours after NOON."""

    def of(hours, path=PAGE):
        page = look(path, later(hours=hours)).content.decode()
        parts = page.split('<p class="corrected-since">')[1:]
        return [" ".join(part.partition("</p>")[0].split()) for part in parts]

    return of


def again(article, hours, kind=KIND.CORRECTION, note="The port is Baku.", **terms):
    return published(changed(article), later(hours=hours), kind=kind, note=note, **terms)


def test_a_correction_is_told_of_with_its_edition_date_and_note(told, ferries):
    again(ferries, 1)
    [words] = told(1)
    assert "<strong>Corrected since:</strong>" in words
    assert ">edition 2, <time" in words
    assert ">May 1, 2026</time>" in words
    assert "The port is Baku." in words


def test_an_update_is_called_one(told, ferries):
    again(ferries, 1, KIND.UPDATE)
    assert "Updated since:" in told(1)[0]


def test_a_minor_change_is_not_told_of_and_hides_no_correction(told, ferries):
    again(ferries, 1, KIND.MINOR)
    assert told(1) == []
    again(ferries, 2)
    again(ferries, 3, KIND.MINOR)
    again(ferries, 4, KIND.UPDATE)
    assert ">edition 3, <time" in told(4)[0]


def test_a_scheduled_correction_is_told_of_from_its_moment_on(look, snapshot, ferries):
    again(ferries, 1, live_from=later(days=1))
    pages = [look(PAGE, later(days=1, seconds=seconds)).content.decode() for seconds in (-1, 1)]
    assert ["Corrected since" in page for page in pages] == [False, True]


def test_a_note_with_markup_in_it_is_text(told, ferries):
    again(ferries, 1, note="<b>Baku</b> & not Batumi")
    assert "&lt;b&gt;Baku&lt;/b&gt; &amp; not Batumi" in told(1)[0]


def test_once_taken_in_the_current_page_tells_nothing_and_the_old_edition_does(told, snapshot, ferries):
    again(ferries, 1)
    take_in(snapshot, [ferries], None, at=later(hours=2))
    assert told(2) == []
    banner, entry = told(2, f"{PAGE}editions/1/")
    assert "The port is Baku." in banner
    assert "The port is Baku." in entry


def test_what_was_withdrawn_has_its_notice_alone(told, ferries):
    again(ferries, 1)
    publishing.withdraw(ferries, "Wrong.", at=later(hours=2))
    assert told(2) == []
    again(ferries, 3)
    assert told(3) == []


def test_the_note_of_a_correction_withdrawn_alone_is_not_told(told, ferries):
    second = again(ferries, 1)
    again(ferries, 2, KIND.UPDATE, "New figures.")
    publishing.withdraw(ferries, "Wrong.", only=second, at=later(hours=3))
    assert "New figures." in told(3)[0]


def test_an_older_edition_of_the_article_says_what_came_after_and_the_newer_what_was_before(look, ferries, snapshot):
    again(ferries, 1)
    older, newer = (look(f"/analysis/ferries/editions/{n}/", later(hours=2)).content.decode() for n in (1, 2))
    assert "Corrected since:" in older
    assert 'class="correction-list"' not in older
    assert "Corrected since:" not in newer
    assert 'class="correction-list"' in newer


def test_the_plain_text_gives_back_what_was_published(look, snapshot, ferries):
    before = look("/snapshots/caspian.txt").content
    again(ferries, 1)
    assert look("/snapshots/caspian.txt", later(hours=2)).content == before
