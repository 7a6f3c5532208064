"""Two runners at once. On SQLite a writer waits its turn, and a test's memory has one connection."""

import pytest
from django.core.mail import EmailMessage
from django.db import connection

from outbox import entries, kinds
from outbox.kinds import Outgoing
from outbox.models import OutboxEntry
from outbox.runner import run_due
from tests.make import NOON
from tests.record.test_publishing_at_once import at_once
from tests.smtp_server import smtp_server

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two connections to one database: PostgreSQL"),
]
MANY = 40


def test_of_four_runners_at_once_each_entry_is_done_by_one_and_every_mail_goes_once(monkeypatch, settings):
    done = []
    monkeypatch.setitem(kinds._acts, "act", lambda entry, at: done.append(entry.key))
    monkeypatch.setitem(
        kinds._acts,
        "send",
        lambda entry, at: Outgoing(EmailMessage(entry.key, "Words.", "a@house.example", ["b@reader.example"])),
    )
    entries.write_all([("act", str(n), NOON, {}) for n in range(MANY)])
    entries.write_all([("send", f"mail {n}", NOON, {}) for n in range(MANY)])
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with smtp_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.server_address[1]
        outcomes = at_once(*[lambda: [each.error for each in run_due(NOON)]] * 4)
    assert [each for each in outcomes if isinstance(each, Exception)] == []
    assert sum(len(each) for each in outcomes) == 2 * MANY
    assert sum(bool(each) for each in outcomes) > 1  # they did share the work
    assert sorted(done) == sorted(str(n) for n in range(MANY))
    assert len(server.received) == MANY
    assert OutboxEntry.objects.waiting().filter(kind__in=["act", "send"]).count() == 0


def test_an_entry_that_is_taken_back_while_a_runner_looks_is_done_or_taken_back_and_never_half(monkeypatch):
    done = []
    monkeypatch.setitem(kinds._acts, "act", lambda entry, at: done.append(entry.key))
    entries.write_all([("act", str(n), NOON, {}) for n in range(MANY)])
    outcomes = at_once(
        lambda: list(run_due(NOON)), lambda: [entries.take_back("act", str(n)) for n in reversed(range(MANY))]
    )
    assert [each for each in outcomes if isinstance(each, Exception)] == []
    kept = set(OutboxEntry.objects.filter(kind="act").values_list("key", flat=True))
    assert kept == set(done)
