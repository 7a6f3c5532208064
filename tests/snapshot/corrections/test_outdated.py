"""Which live snapshots show an older text of an article than the public one."""

import pytest

from record import publishing
from record.models import Edition
from snapshot.corrections.outdated import outdated
from snapshot.corrections.propagation import take_in
from snapshot.models import Placement
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = pytest.mark.django_db
KIND = Edition.Kind


@pytest.fixture
def ferries():
    return make.article("Ferries")


@pytest.fixture
def snapshot(ferries):
    made = make.snapshot("Caspian", {"One": [ferries, make.article("Seals")]})
    published(made, NOON)
    return made


def again(article, hours, kind=KIND.CORRECTION, **terms):
    return published(changed(article), later(hours=hours), kind=kind, **terms)


def told(hours) -> list[tuple]:
    return [
        (found.title, text.shown.number, text.notable.number, text.current.number)
        for found in outdated(later(hours=hours))
        for text in found.texts
    ]


@pytest.mark.usefixtures("snapshot")
def test_it_names_what_is_shown_what_is_told_of_and_what_is_public(ferries):
    again(ferries, 1)
    again(ferries, 2, KIND.UPDATE)
    assert told(2) == [("Caspian", 1, 2, 3)]


@pytest.mark.usefixtures("snapshot")
def test_a_minor_change_brings_no_notice_and_hides_none(ferries):
    again(ferries, 1, KIND.MINOR)
    assert told(1) == []
    again(ferries, 2)
    again(ferries, 3, KIND.MINOR)
    assert told(3) == [("Caspian", 1, 3, 4)]


@pytest.mark.usefixtures("snapshot")
def test_a_scheduled_correction_is_told_of_from_its_moment_on(ferries):
    again(ferries, 1, live_from=later(hours=5))
    assert outdated(later(hours=5, seconds=-1)) == []
    assert len(outdated(later(hours=5, seconds=1))) == 1


@pytest.mark.usefixtures("snapshot")
def test_a_withdrawn_article_brings_none_until_it_is_published_again(ferries):
    publishing.withdraw(ferries, "Wrong.", at=later(hours=1))
    assert told(1) == []
    again(ferries, 2, KIND.MINOR)
    [found] = outdated(later(hours=2))
    assert found.texts[0].is_published_again


def test_taken_in_it_is_told_of_no_longer(ferries, snapshot):
    publishing.withdraw(ferries, "Wrong.", at=later(hours=1))
    again(ferries, 2)
    take_in(snapshot, [ferries], None, at=later(hours=3))
    assert told(3) == []


def test_an_older_text_kept_when_the_snapshot_was_published_is_no_oversight(ferries):
    first = published(ferries, NOON)
    again(ferries, 1)
    snapshot = make.snapshot(sections={"One": [ferries]})
    Placement.objects.filter(article=ferries).update(kept_edition=first, kept_reason="Quoted.")
    published(snapshot, later(hours=2))
    assert told(2) == []
    again(ferries, 3)
    assert len(told(3)) == 1


@pytest.mark.usefixtures("snapshot")
def test_a_withdrawn_or_superseded_snapshot_is_not_named(ferries, snapshot):
    again(ferries, 1)
    publishing.withdraw(snapshot, "Wrong.", at=later(hours=2))
    assert told(2) == []


def test_the_newest_comes_first(ferries, snapshot):
    seals = make.article("Seals")
    published(make.snapshot("Baltic", {"One": [seals]}), NOON)
    again(ferries, 1)
    again(seals, 2)
    assert [found.title for found in outdated(later(hours=3))] == ["Baltic", "Caspian"]


def test_it_takes_four_queries_however_many_there_are(django_assert_num_queries, ferries):
    for _ in range(3):
        published(make.snapshot(sections={"One": [ferries]}), NOON)
    again(ferries, 1)
    with django_assert_num_queries(4):
        assert len(outdated(later(hours=1))) == 3
