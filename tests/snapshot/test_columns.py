"""What lists and searches say of a snapshot edition follows what was withdrawn, and is right again afterwards."""

import pytest
from django.core.management import call_command
from django.http import QueryDict

from record import publishing, record_version
from search import vocabulary
from snapshot.corrections.propagation import take_in
from snapshot.models import SnapshotEdition
from snapshot.public.filters import read_filter
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def ferries():
    return make.article("Ferries", authors=[make.author("Vera Quillon")])


@pytest.fixture
def snapshot(ferries):
    """Two articles in a snapshot, live since NOON."""
    made = make.snapshot("Caspian", {"One": [make.article("Seals", authors=[make.author("Ada Moss")]), ferries]})
    published(made, NOON)
    return made


def named(snapshot, number: int = 1) -> tuple[list[str], int, bool]:
    """Return what an edition's card names, how many articles it counts, and whether its text has the word ferries."""
    edition = SnapshotEdition.objects.get(parent=snapshot, number=number)
    return edition.card["authors"], edition.card["article_count"], "Ferries" in edition.search_text


def found(words: str, at=None) -> int:
    record_version.clear_cache()
    return read_filter(QueryDict(f"q={words}"), at or later(days=9)).results().total


WHOLE = (["Ada Moss", "Vera Quillon"], 2, True)
LESS = (["Ada Moss"], 1, False)


def test_a_withdrawal_takes_the_article_from_card_text_and_search_of_every_edition_that_holds_it(snapshot, ferries):
    published(changed(snapshot), later(hours=1))
    assert named(snapshot) == named(snapshot, 2) == WHOLE
    assert found("quillon") == found("ferries") == 1
    publishing.withdraw(ferries, "Wrong.", at=later(hours=2))
    assert named(snapshot) == named(snapshot, 2) == LESS
    assert found("quillon") == found("ferries") == 0
    assert vocabulary.meant("quilon", found) == ""
    assert found("seals") == 1


def test_a_scheduled_edition_follows_too(snapshot, ferries):
    published(changed(snapshot), later(hours=1), live_from=later(days=1))
    publishing.withdraw(ferries, "Wrong.", at=later(hours=2))
    assert named(snapshot, 2) == LESS
    assert found("quillon", later(days=2)) == 0


def test_one_edition_withdrawn_alone_goes_from_what_holds_that_one_alone(snapshot, ferries):
    published(changed(ferries, title="Ferries again"), later(hours=1))
    published(snapshot, later(hours=2))
    publishing.withdraw(ferries, "Wrong.", only=ferries.editions.get(number=1), at=later(hours=3))
    assert (named(snapshot, 1), named(snapshot, 2)) == (LESS, WHOLE)


def test_published_again_it_is_back_in_editions_made_from_then_on(snapshot, ferries):
    publishing.withdraw(ferries, "Wrong.", at=later(hours=1))
    published(ferries, later(hours=2))
    assert named(snapshot) == LESS
    published(snapshot, later(hours=3))
    assert (named(snapshot, 1), named(snapshot, 2)) == (LESS, WHOLE)
    assert found("quillon") == 1


def test_a_correction_of_the_snapshot_brings_nothing_withdrawn_back(snapshot, ferries):
    publishing.withdraw(ferries, "Wrong.", at=later(hours=1))
    seals = snapshot.sections.get().placements.first().article
    published(changed(seals, title="Seals again"), later(hours=2), kind="correction", note="A figure.")
    take_in(snapshot, [seals], None, at=later(hours=3))
    assert named(snapshot, 2) == LESS
    assert found("quillon") == 0


def test_verifying_and_building_the_search_again_leave_it_so(snapshot, ferries):
    publishing.withdraw(ferries, "Wrong.", at=later(hours=1))
    call_command("verify_editions")
    call_command("rebuild_record")
    assert found("quillon") == 0
