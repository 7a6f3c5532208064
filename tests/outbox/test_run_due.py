"""manage.py run_due goes on without its database, says so once, and that it is at work."""

import os
import select
import signal
import subprocess
import sys
import threading

import pytest
from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connection

from media.child_process import ROOT
from outbox.last_run import is_overdue, last_run, note_run
from outbox.management.commands import run_due
from outbox.models import LastRun, OutboxEntry
from tests.accounts import signed_in
from tests.make import NOON, later

SECONDS = 120  # that a line is waited for on a machine that is busy with other things


@pytest.fixture
def watched(monkeypatch, capsys):
    """Return what `run_due --watch` says where each look ends as told: an error to raise, or nothing."""

    def watch(*ends) -> list[str]:
        looks = iter(ends)

        def look(at=None):
            if end := next(looks):
                raise end
            return iter(())

        class Pause(threading.Event):
            def wait(self, seconds=None):
                if looks.__length_hint__() == 0:
                    raise KeyboardInterrupt

        monkeypatch.setattr(run_due, "run_due", look)
        monkeypatch.setattr(run_due, "Event", Pause)
        # The connection of a test stays open: it holds all that the test wrote.
        monkeypatch.setattr(run_due, "close_old_connections", lambda: None)
        monkeypatch.setattr(run_due, "connections", type("None", (), {"close_all": staticmethod(lambda: None)}))
        call_command("run_due", "--watch")
        return capsys.readouterr().err.splitlines()

    return watch


@pytest.mark.django_db
def test_a_database_that_is_away_at_the_start_or_later_is_waited_for_and_told_of_once(watched):
    away, closed = OperationalError("no answer\nat all"), InterfaceError("connection is closed")
    assert watched(away, away, None, None, closed, None) == [
        "The database did not answer; trying again every 10 seconds: no answer",
        "The database answers again.",
        "The database did not answer; trying again every 10 seconds: connection is closed",
        "The database answers again.",
    ]


@pytest.mark.django_db
def test_run_once_it_fails_where_the_database_is_away(monkeypatch):
    def look():
        raise OperationalError("no answer")

    monkeypatch.setattr(run_due, "run_due", look)
    with pytest.raises(OperationalError):
        call_command("run_due")


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "sqlite", reason="The copy of a database is a file on SQLite alone.")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_real_database_that_comes_later_is_found(tmp_path):
    folder = tmp_path / "away"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(tmp_path / "site.sqlite3")])
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
        "MEDIA_ROOT": str(tmp_path / "media"),
    }
    command = [sys.executable, "manage.py", "run_due", "--watch", "--every", "0.1"]
    runner = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE)
    try:
        assert b"did not answer" in line_of(runner)
        folder.mkdir()
        os.rename(tmp_path / "site.sqlite3", folder / "site.sqlite3")
        assert line_of(runner) == b"The database answers again.\n"
    finally:
        runner.send_signal(signal.SIGTERM)  # a background shell has its children ignore SIGINT
        assert runner.wait(SECONDS) == 0


def line_of(process: subprocess.Popen) -> bytes:
    ready, _, _ = select.select([process.stderr], [], [], SECONDS)
    assert ready, "No line came."
    return process.stderr.readline()


@pytest.mark.django_db
def test_a_run_is_noted_once_a_minute_and_lets_the_files_be_swept_once_a_day(time_machine):
    for at in (NOON, later(seconds=10), later(seconds=70)):
        time_machine.move_to(at, tick=False)
        call_command("run_due")
    assert last_run() == later(seconds=70)
    assert LastRun.objects.count() == 1
    assert OutboxEntry.objects.filter(kind="sweep").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("last", "says_so"), [(None, True), (later(minutes=-5), True), (later(minutes=-4), False)])
def test_the_first_page_of_the_desk_says_that_nothing_is_done_by_itself(last, says_so, time_machine):
    time_machine.move_to(NOON, tick=False)
    if last:
        note_run(last)
    assert is_overdue(last, NOON) == says_so
    page = signed_in().get("/admin/").content.decode()
    assert ("run_due" in page) == says_so
