"""Two people see to the same correction at the same time."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from record.freezing import read
from record.models import Edition
from record.publishing import Refused
from snapshot.corrections.outdated import outdated
from snapshot.corrections.propagation import keep_old, take_in
from snapshot.corrections.rows import value_of
from snapshot.desk import acts
from snapshot.models import Placement, Snapshot
from tests import make
from tests.accounts import signed_in
from tests.make import changed, published
from tests.record.test_publishing_at_once import at_once, unexpected

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two connections to one database: PostgreSQL"),
]


@pytest.fixture
def ferries():
    return make.article("Ferries")


@pytest.fixture
def snapshot(ferries):
    """A live snapshot that shows an older text of the article."""
    made = make.snapshot("Caspian", {"One": [ferries, make.article()]})
    published(made)
    published(changed(ferries), kind=Edition.Kind.CORRECTION)
    return made


def numbers_shown(snapshot) -> list[set[int]]:
    editions = snapshot.editions.order_by("number")
    return [{entry["number"] for entry in read(each.content)["edition"]["entries"].values()} for each in editions]


@pytest.mark.parametrize("round", range(3))
def test_taken_in_by_two_people_at_once_it_is_taken_in_once(round, snapshot, ferries):
    outcomes = at_once(lambda: take_in(snapshot, [ferries], None), lambda: take_in(snapshot, [ferries], None))
    assert unexpected(outcomes) == []
    [refused] = [each for each in outcomes if isinstance(each, Refused)]
    assert refused.reasons == [f"“Caspian” already shows the current edition of “{ferries}”."]
    assert numbers_shown(snapshot) == [{1}, {1, 2}]


@pytest.mark.parametrize("round", range(3))
def test_taken_in_by_one_and_kept_by_another_what_came_last_stands(round, snapshot, ferries):
    outcomes = at_once(lambda: take_in(snapshot, [ferries], None), lambda: keep_old(snapshot, ferries, "Quoted.", None))
    assert unexpected(outcomes) == []
    kept = Placement.objects.get(article=ferries).kept_edition
    live = numbers_shown(snapshot)[-1]
    assert (live == {1, 2} and kept is None) or (live == {1} and kept.number == 1)


@pytest.mark.parametrize("round", range(3))
def test_what_is_arranged_at_the_desk_meanwhile_is_not_lost(round, snapshot, ferries):
    section = snapshot.sections.get()
    key = section.placements.last().key

    def arrange():
        for n in range(5):
            base = Snapshot.objects.get(pk=snapshot.pk).act_count
            operation = {"op": "set", "target": f"placement:{key}", "field": "note", "value": f"Note {n}"}
            acts.act(snapshot.pk, acts.Sent(f"key-{n}", "tab", base, operation), None, timezone.now())

    outcomes = at_once(arrange, lambda: keep_old(snapshot, ferries, "Quoted.", None))
    assert [each for each in unexpected(outcomes) if not isinstance(each, acts.Conflict)] == []
    assert Placement.objects.get(article=ferries).kept_reason == "Quoted."
    assert Placement.objects.get(key=key).note == "Note 4"
    snapshot.refresh_from_db()
    assert snapshot.act_count == 6


@pytest.mark.parametrize("round", range(3))
def test_two_corrections_taken_in_at_once_are_both_there_in_the_end(round, ferries):
    seals = make.article("Seals")
    snapshot = make.snapshot(sections={"One": [ferries, seals]})
    published(snapshot)
    for each in (ferries, seals):
        published(changed(each), kind=Edition.Kind.CORRECTION)
    outcomes = at_once(lambda: take_in(snapshot, [ferries], None), lambda: take_in(snapshot, [seals], None))
    assert [each for each in outcomes if isinstance(each, Exception)] == []
    assert numbers_shown(snapshot) == [{1}, {1, 2}, {2}]


@pytest.mark.parametrize("round", range(3))
def test_what_another_publishes_while_a_page_is_being_answered_is_not_taken_for_scheduled(round, snapshot, ferries):
    clients = [signed_in() for _ in range(2)]
    value = value_of(outdated(timezone.now())[0].texts[0], outdated(timezone.now())[0])
    address = reverse("admin:corrections")
    sent = {"take": value, f"note-{snapshot.pk}": "Baku."}
    answers = at_once(*(lambda client=client: client.post(address, sent) for client in clients))
    assert unexpected(answers) == []
    assert numbers_shown(snapshot) == [{1}, {1, 2}]
    assert {answer.status_code for answer in answers} == {200, 422}
