"""The page of corrections."""

import re

import pytest
from django.core.exceptions import BadRequest

from record import publishing
from record.models import Edition
from snapshot.corrections.propagation import take_in
from tests import make
from tests.make import NOON, changed, later, published
from website.corrections import corrections_page

pytestmark = pytest.mark.django_db
CORRECTION = Edition.Kind.CORRECTION


def corrected(thing, hours, **terms):
    return published(changed(thing), later(hours=hours), **{"kind": CORRECTION, "note": "The port is Baku.", **terms})


def listed(hours) -> list[tuple[str, int]]:
    return [(card["kind"], card["number"]) for card in corrections_page(later(hours=hours), None)[0]]


@pytest.fixture
def ferries():
    made = make.article("Ferries", slug="ferries")
    published(made, NOON)
    return made


def test_it_is_an_empty_page_while_nothing_was_corrected(look):
    assert "Nothing has been corrected." in look("/corrections/").content.decode()


def test_each_correction_stands_there_with_title_note_and_edition(look, ferries):
    corrected(ferries, 1)
    page = look("/corrections/", later(hours=2)).content.decode()
    assert re.search(r'href="/analysis/ferries/">Ferries, changed \d+</a>', page)
    assert "The port is Baku." in page
    assert 'href="/analysis/ferries/editions/2/">Edition 2</a>' in page
    assert "May 1, 2026" in page


def test_articles_and_snapshots_stand_in_one_list_newest_first(ferries):
    snapshot = make.snapshot(sections={"One": [ferries]})
    published(snapshot, NOON)
    corrected(ferries, 1)
    take_in(snapshot, [ferries], None, at=later(hours=2))
    corrected(ferries, 3)
    assert listed(3) == [("article", 3), ("snapshot", 2), ("article", 2)]


def test_at_one_moment_the_article_comes_before_what_takes_it_in(ferries):
    snapshot = make.snapshot(sections={"One": [ferries]})
    published(snapshot, NOON)
    corrected(ferries, 1)
    take_in(snapshot, [ferries], None, at=later(hours=1))
    assert listed(1) == [("article", 2), ("snapshot", 2)]


@pytest.mark.parametrize("kind", [Edition.Kind.UPDATE, Edition.Kind.MINOR])
def test_updates_and_minor_changes_are_no_corrections(ferries, kind):
    corrected(ferries, 1, kind=kind)
    assert listed(2) == []


def test_it_stands_there_from_its_moment_on(look, ferries):
    corrected(ferries, 1, live_from=later(days=1))
    pages = [look("/corrections/", later(days=1, seconds=seconds)).content.decode() for seconds in (-1, 1)]
    assert ["Baku" in page for page in pages] == [False, True]


def test_what_was_withdrawn_is_left_out_and_comes_back_without_what_was_withdrawn(ferries):
    corrected(ferries, 1)
    publishing.withdraw(ferries, "Wrong.", at=later(hours=2))
    assert listed(2) == []
    corrected(ferries, 3)
    assert listed(3) == [("article", 3)]


def test_a_correction_that_was_itself_replaced_stays(ferries):
    corrected(ferries, 1)
    corrected(ferries, 2, kind=Edition.Kind.UPDATE)
    assert listed(2) == [("article", 2)]


def test_the_title_leads_to_the_address_it_has_now(look, ferries):
    corrected(ferries, 1)
    published(changed(ferries, slug="boats"), later(hours=2))
    page = look("/corrections/", later(hours=2)).content.decode()
    assert 'href="/analysis/boats/"' in page
    assert 'href="/analysis/boats/editions/2/"' in page
    assert look("/analysis/boats/editions/2/", later(hours=2)).status_code == 200


@pytest.mark.slow
def test_the_pages_together_hold_everything_once(ferries):
    snapshots = [make.snapshot(sections={"One": [ferries]}) for _ in range(3)]
    for each in snapshots:
        published(each, NOON)
    for hours in (1, 3):
        corrected(ferries, hours)
        for each in snapshots:
            take_in(each, [ferries], None, at=later(hours=hours))
    everything, cursor = corrections_page(later(hours=4), None, size=50)
    assert (len(everything), cursor) == (8, "")
    for size in (1, 2, 3, 7, 8):
        seen, cursor = [], None
        while cursor != "":
            page, cursor = corrections_page(later(hours=4), cursor, size)
            seen += page
        assert seen == everything, size


BAD = ["", "x", "1.a", "1.b.1", "1.a.1.1", "-1.a.1", "1.a.-1", "9" * 18 + ".a.1", "1.a." + "9" * 19, "١.a.1"]


@pytest.mark.parametrize("cursor", BAD)
def test_a_cursor_that_is_none_of_ours_is_refused(cursor):
    with pytest.raises(BadRequest):
        corrections_page(NOON, cursor)


def test_a_bad_cursor_gets_a_plain_sentence(look):
    answer = look("/corrections/?cursor=x")
    assert answer.status_code == 400
    assert "The “cursor” in this address is not valid. Start from the first page" in answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/nowhere/"])
def test_the_page_is_found_from_every_foot_and_from_a_missing_page(look, path):
    assert 'href="/corrections/"' in look(path).content.decode()
