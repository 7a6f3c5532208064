"""The status page at the desk."""

import os

import pytest

from monitoring import status
from monitoring.models import PublicCheck
from outbox.last_run import note_run
from record.models import RecordVersion
from record.record_version import raise_version
from tests.accounts import person, signed_in
from tests.make import NOON, later

pytestmark = pytest.mark.django_db


def said() -> dict[str, tuple[str, bool]]:
    return {line.name: (line.words, line.is_problem) for line in status.lines(NOON)}


def test_each_part_is_told(settings, tmp_path):
    settings.BACKUP_MARKER = str(tmp_path / "none")
    raise_version()
    lines = said()
    assert lines["Record version"] == (str(RecordVersion.objects.get().number), False)
    assert lines["Background jobs"] == ("“manage.py run_due” has not run yet.", True)
    assert lines["Last backup"] == ("None known.", True)
    assert (lines["Database"], lines["Migrations"]) == (("ok", False), ("ok", False))


def test_a_run_and_a_backup_of_today_are_in_order(settings, tmp_path):
    marker = tmp_path / "last-backup"
    marker.touch()
    os.utime(marker, (later(hours=-3).timestamp(),) * 2)
    settings.BACKUP_MARKER = str(marker)
    note_run(later(minutes=-1))
    lines = said()
    assert not lines["Background jobs"][1]
    assert lines["Last backup"] == ("3\xa0hours ago.", False)
    os.utime(marker, (later(days=-3).timestamp(),) * 2)
    assert said()["Last backup"][1]


def test_what_readers_do_not_see_is_a_problem(settings):
    settings.SITE_URL = "https://example.org"
    PublicCheck.objects.create(pk=1, at=NOON, missing=["Ferries"])
    assert said()["Public pages"] == ("Not showing what was published: Ferries.", True)


def test_it_is_for_those_who_may_see_it():
    client = signed_in(person("publisher"))
    answer = client.get("/admin/monitoring/editionreadings/status/")
    assert answer.status_code == 200
    assert "Record version" in answer.content.decode()
    assert client.get("/admin/monitoring/editionreadings/").status_code == 200
    client = signed_in(person("contributor"))
    assert client.get("/admin/monitoring/editionreadings/status/").status_code == 403
