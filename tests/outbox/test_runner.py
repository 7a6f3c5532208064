"""What is due is done once, in order; what fails is tried again, and keeps nothing else waiting."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage

from alerts import acts
from media import sweep
from outbox import cdn, entries, kinds, purge
from outbox.kinds import Outgoing
from outbox.models import OutboxEntry
from outbox.post import NOWHERE
from outbox.runner import IN_HAND, REFUSALS, pause, run_due
from tests.make import NOON, later
from tests.smtp_server import smtp_server

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def did(monkeypatch):
    """What was done, by its key; a key that begins with “bad” fails, one that begins with “mail” sends."""
    found = []

    def act(entry, at):
        found.append(entry.key)
        if entry.key.startswith("bad"):
            raise RuntimeError("It broke.")
        OutboxEntry.objects.filter(pk=entry.pk).update(payload={"seen": True})

    def send(entry, at):
        message = EmailMessage(entry.key, "Words.", "desk@house.example", [f"{entry.key}@reader.example"])
        return Outgoing(message, lambda: found.append(entry.key))

    monkeypatch.setitem(kinds._acts, "act", act)
    monkeypatch.setitem(kinds._acts, "send", send)
    monkeypatch.setattr("outbox.runner.MAIL", {"send"})
    return found


@pytest.fixture
def mail_to(settings):
    def set_port(port: int) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5

    return set_port


def run(at=NOON) -> list[str]:
    return [each.error for each in run_due(at)]


def test_what_is_due_is_done_once_the_earliest_first(did):
    for key, at in (
        ("third", NOON),
        ("second", later(hours=-1)),
        ("first", later(hours=-2)),
        ("not yet", later(seconds=1)),
    ):
        entries.write("act", key, at)
    assert run() == ["", "", ""]
    assert run() == []
    assert did == ["first", "second", "third"]


def test_the_same_cause_written_twice_happens_once(did):
    entries.write("act", "one", NOON)
    entries.write("act", "one", later(hours=1))
    run(later(hours=2))
    entries.write("act", "one", NOON)
    run(later(hours=3))
    assert did == ["one"]


def test_what_is_taken_back_or_moved_does_not_happen_then(did):
    entries.write("act", "gone", NOON)
    entries.write("act", "moved", NOON)
    entries.take_back("act", "gone")
    entries.move("act", "moved", later(hours=1))
    run()
    assert did == []
    run(later(hours=1))
    assert did == ["moved"]


def test_what_fails_leaves_nothing_half_done_keeps_nobody_waiting_and_is_tried_again_later(did):
    entries.write("act", "bad", later(hours=-1))
    entries.write("act", "good", NOON)
    assert run() == ["RuntimeError: It broke.", ""]
    row = OutboxEntry.objects.get(key="bad")
    assert (row.done_at, row.payload, row.last_error) == (None, {}, "RuntimeError: It broke.")
    assert run(NOON + pause(1) - timedelta(seconds=1)) == []
    assert run(NOON + pause(1)) == ["RuntimeError: It broke."]
    assert did == ["bad", "good", "bad"]


def test_what_keeps_failing_is_tried_after_longer_and_longer_pauses_and_then_once_a_day(did):
    entries.write("act", "bad", NOON)
    minutes, hour, day = [1, 5, 15], 60, 24 * 60
    at = NOON
    for wait in [0, *minutes, hour, 3 * hour, 6 * hour, 12 * hour, day, day, day]:
        at += timedelta(minutes=wait)
        assert run(at - timedelta(seconds=1)) == []
        assert run(at) == ["RuntimeError: It broke."]


def test_a_kind_that_nobody_registered_fails_and_stays():
    entries.write("unknown", "x", NOON)
    assert "Nothing is registered" in run()[0]
    assert OutboxEntry.objects.waiting().count() == 1


def test_what_a_runner_had_in_hand_when_it_stopped_is_taken_by_another_in_time(did, monkeypatch):
    entries.write("act", "one", NOON)

    def stops(entry, at):
        raise KeyboardInterrupt

    with monkeypatch.context() as stopping:
        stopping.setitem(kinds._acts, "act", stops)
        with pytest.raises(KeyboardInterrupt):
            run()
    assert run(NOON + IN_HAND - timedelta(seconds=1)) == []
    assert run(NOON + IN_HAND) == [""]
    assert did == ["one"]


def test_while_mail_is_down_nothing_is_lost_the_rest_is_done_and_afterwards_each_is_sent_once(did, mail_to):
    for n in range(4):
        entries.write("send", f"mail{n}", NOON)
    entries.write("act", "other", NOON)
    with smtp_server() as server:
        port = server.server_address[1]
    mail_to(port)  # nobody listens there now
    errors = run()
    assert len(errors) == 2  # one was tried, the others wait without being tried
    assert did == ["other"]
    assert OutboxEntry.objects.waiting().filter(kind="send").count() == 4
    with smtp_server() as server:
        mail_to(server.server_address[1])
        run(later(hours=1))
        run(later(hours=2))
    assert len(server.received) == 4
    assert sorted(did) == ["mail0", "mail1", "mail2", "mail3", "other"]
    assert sum(line.upper().startswith(("EHLO", "HELO")) for line in server.envelope) == 1  # one connection for all


def test_a_mailbox_that_is_refused_keeps_no_other_waiting_and_is_given_up_in_the_end(did, mail_to):
    entries.write("send", "mail", NOON)
    at = NOON
    with smtp_server("550 No such mailbox here") as server:
        mail_to(server.server_address[1])
        for _ in range(REFUSALS):
            assert run(at) == ["No such mailbox here"]
            at += timedelta(days=1)
        assert run(at) == []
    row = OutboxEntry.objects.get(kind="send")
    assert row.is_given_up
    assert OutboxEntry.objects.troubled().count() == 1
    assert entries.try_again([row.pk], at) == 1
    with smtp_server() as server:
        mail_to(server.server_address[1])
        assert run(at) == [""]
    assert len(server.received) == 1


def test_a_mailbox_that_asks_for_patience_is_tried_again_and_the_others_are_sent(did, mail_to):
    entries.write("send", "mail", NOON)
    entries.write("send", "mail2", NOON)
    with smtp_server("451 Greylisted") as server:
        mail_to(server.server_address[1])
        assert run() == ["Greylisted", "Greylisted"]
    assert not OutboxEntry.objects.filter(is_given_up=True).exists()


def test_where_no_mail_server_is_named_mail_waits(did, settings):
    settings.EMAIL_BACKEND = NOWHERE
    entries.write("send", "mail", NOON)
    assert "Email is not set up" in run()[0]
    assert OutboxEntry.objects.waiting().count() == 1


def test_what_is_done_is_forgotten_after_a_month_and_what_waits_is_not(did):
    entries.write("act", "old", NOON)
    entries.write("act", "bad", NOON)
    run()
    run(later(days=29))
    assert OutboxEntry.objects.filter(key="old").exists()
    entries.write("act", "new", later(days=20))
    run(later(days=32))
    assert not OutboxEntry.objects.filter(key="old").exists()
    assert set(OutboxEntry.objects.filter(kind="act").values_list("key", flat=True)) == {"bad", "new"}
    run(later(days=100))
    assert OutboxEntry.objects.count() <= 3  # nothing grows for ever


def test_whatever_sends_a_letter_waits_while_the_mail_server_is_away():
    without = {sweep.SWEEP, purge.PURGE, cdn.CDN, acts.EDITION, acts.FORGET}
    assert set(kinds._acts) - kinds.MAIL == without
