"""The log of editions: what is listed when, and that nothing of it changes."""

import json

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from articles.kind import ARTICLE
from record import edition_log, publishing, verifying
from record.due_entries import list_due
from record.edition_log import START
from record.freezing import digest_of
from record.models import LogEntry
from record.terms import Refused
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def log() -> list[dict]:
    """Return the lines of the log, and check their chain."""
    last = edition_log.head()
    text = "".join(edition_log.lines(0, last.number if last else 0))
    before = START
    for line in text.splitlines():
        assert json.loads(line)["before"] == before
        before = digest_of(line)
    assert before == (last.digest if last else START)
    return [json.loads(line) for line in text.splitlines()]


def told() -> list[tuple[str, int, str]]:
    return [(line["address"].split("/")[2], line["number"], line["event"]) for line in log()]


def differences() -> list[str]:
    return list(verifying.verify(verifying.Count()))


def test_every_edition_and_withdrawal_is_an_entry_that_contains_the_digest_of_the_one_before():
    edition = published(make.article(slug="ferries"), NOON)
    published(changed(edition.parent), later(hours=1))
    publishing.withdraw(edition.parent, "Wrong.", at=later(hours=2))
    assert told() == [
        ("ferries", 1, "published"), ("ferries", 2, "published"), ("ferries", 1, "withdrawn"), ("ferries", 2, "withdrawn"),
    ]  # fmt: skip
    assert log()[0] == {
        "address": "/analysis/ferries/editions/1/", "before": START, "digest": edition.content_id,
        "event": "published", "moment": "2026-05-01T12:00:00.000000Z", "number": 1,
    }  # fmt: skip
    assert differences() == []


def test_a_scheduled_edition_is_listed_once_it_is_public_before_what_comes_after_it(time_machine):
    time_machine.move_to(NOON, tick=False)
    published(make.article(slug="ferries"), NOON, live_from=later(hours=1))
    published(make.article(slug="canals"), NOON, live_from=later(hours=3))
    assert told() == []
    published(make.article(slug="ports"), later(hours=2))
    assert told() == [("ferries", 1, "published"), ("ports", 1, "published")]
    time_machine.move_to(later(hours=4), tick=False)
    call_command("run_due", verbosity=0)
    assert told()[2:] == [("canals", 1, "published")]
    assert differences() == []


def test_an_edition_that_has_gone_live_and_is_not_listed_yet_has_its_entry(time_machine):
    time_machine.move_to(NOON, tick=False)
    ferries = published(make.article(slug="ferries"), NOON, live_from=later(hours=1))
    canals = published(make.article(slug="canals"), NOON, live_from=later(hours=1))
    assert edition_log.entry_of("article", canals.pk) is None
    time_machine.move_to(later(hours=1), tick=False)
    for edition in (ferries, canals):
        entry = edition_log.entry_of("article", edition.pk)
        assert (entry.edition_id, json.loads(entry.text)["digest"]) == (edition.pk, edition.content_id)
    assert [name for name, _number, _event in told()] == ["ferries", "canals"]


def test_an_edition_that_is_canceled_or_moved_before_its_time_leaves_no_trace():
    first = published(make.article(slug="ferries"), NOON, live_from=later(hours=1))
    second = published(make.article(slug="canals"), NOON, live_from=later(hours=1))
    publishing.cancel(first, at=NOON)
    publishing.reschedule(second, later(hours=2), at=NOON)
    list_due(later(hours=3))
    assert [(line["address"], line["moment"]) for line in log()] == [
        ("/analysis/canals/editions/1/", "2026-05-01T14:00:00.000000Z")
    ]
    assert differences() == []


def test_what_is_listed_can_not_be_canceled_when_the_clock_steps_back():
    edition = published(make.article(), NOON, live_from=later(hours=1))
    list_due(later(hours=2))
    for act in (lambda: publishing.cancel(edition, at=NOON),
                lambda: publishing.reschedule(edition, later(hours=2), at=NOON)):  # fmt: skip
        with pytest.raises(Refused, match="Check the server’s clock"), transaction.atomic():
            act()


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_change_or_delete_an_entry(act):
    published(make.article(), NOON)
    change = {"update": lambda: LogEntry.objects.update(text="{}"), "delete": LogEntry.objects.all().delete}[act]
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        change()


def test_an_entry_takes_one_statement(django_assert_num_queries):
    edition = published(make.article(), NOON)
    edition.pk += 1
    with django_assert_num_queries(1):
        edition_log.add(ARTICLE, [(edition, True)])
