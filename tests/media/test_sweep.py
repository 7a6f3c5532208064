"""What a killed process left is removed after a day, and nothing else is."""

import os
import subprocess
import sys
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from media import attachments, storage, sweep
from media.child_process import ROOT, environment
from media.models import StoredFile
from media.pictures import library
from outbox.models import OutboxEntry
from outbox.runner import run_due
from tests import uploads
from tests.make import NOON, later

pytestmark = pytest.mark.django_db
BYTES = b"%PDF-1.7 nothing %%EOF"


@pytest.fixture(autouse=True)
def folders(tmp_path, settings, monkeypatch) -> Path:
    settings.MEDIA_ROOT, settings.RENDITIONS_ROOT = tmp_path / "media", tmp_path / "renditions"
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    return tmp_path


def aged(path: Path, at: datetime) -> Path:
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


def written(path: Path, at: datetime) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(BYTES)
    return aged(path, at)


def stray(number: int = 0, at: datetime = NOON) -> Path:
    digest = f"{number:064x}"
    return written(uploads.path_of(storage.attachment_name(digest)), at)


def swept(at: datetime) -> list[str]:
    sweep.sweep_today(at)
    return [done.error for done in run_due(at)]


def left(folders: Path) -> set[Path]:
    return {path for path in folders.rglob("*") if path.is_file() and path.name not in (".deleting", ".making")}


def test_what_no_row_names_goes_after_a_day_and_not_before(folders):
    (
        stray(1),
        written(uploads.path_of(storage.picture_name("a" * 64, "")), NOON),
        written(uploads.path_of(storage.picture_name("a" * 64, "960.avif")), NOON),
    )
    assert swept(later(hours=11)) == [""]
    assert len(left(folders)) == 3
    assert swept(later(hours=25)) == [""]
    assert left(folders) == set()


def test_what_rows_name_stays(folders):
    picture = library.add(uploads.picture(), "port.png", alternative_text="A port.")
    attachments.stored(SimpleUploadedFile("study.pdf", BYTES))
    for path in left(folders):
        aged(path, NOON)
    named = left(folders)
    assert len(named) == 2 + len(picture.files)
    written(uploads.path_of(storage.picture_name(picture.digest, "7.webp")), NOON)  # a size that its row does not name
    swept(later(days=2))
    assert left(folders) == named


def test_what_is_not_ours_stays(folders):
    for name in ("media/README", "media/files/ab/notes.txt", "media/other/ab/" + "a" * 64 + ".zip", "temporary/tmpabc"):
        written(folders / name, NOON)
    before = left(folders)
    swept(later(days=2))
    assert left(folders) == before


def test_an_upload_that_is_killed_leaves_nothing_for_long(folders):
    killed = (
        "import os, sys; from django.conf import settings; settings.configure("
        "MEDIA_ROOT=sys.argv[1], STORAGES={'default': {'BACKEND': 'media.folder.MediaFolder'}});"
        "from media import storage;"
        "chunks = (os.kill(os.getpid(), 9) if last else b'begun' for last in (False, True));"
        "storage.put(storage.attachment_name('b' * 64), chunks)"
    )
    command = [sys.executable, "-c", killed, str(folders / "media")]
    assert subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode == -9
    (begun,) = left(folders)
    aged(begun, NOON)
    assert any("never finished" in each for each in sweep.verify())
    swept(later(hours=25))
    assert left(folders) == set()


def test_temporary_files_and_folders_of_ours_go_too(folders):
    old = [
        written(folders / "temporary" / "tmpab12.upload.pdf", NOON),
        written(folders / "temporary" / f"{storage.SCRATCH}ab12" / "master.jpg", NOON),
        written(folders / "renditions" / "ab" / ".tmp12", NOON),
        written(folders / "renditions" / "ab" / f"ab{'0' * 62}.pdf", NOON),  # without the note that is written last
    ]
    aged(old[1].parent, NOON)
    kept = [written(folders / "renditions" / "ab" / name, NOON) for name in ("ab12.pdf", "ab12.pdf.json")]
    young = written(folders / "temporary" / "tmpcd34.upload.pdf", later(hours=24))
    swept(later(hours=25))
    assert left(folders) == {*kept, young}


def test_verifying_names_what_will_go(folders):
    path, _young = stray(1), stray(2, datetime.now().astimezone())
    name = path.relative_to(folders / "media").as_posix()
    assert list(sweep.verify()) == [f"{name}: no row names this file."]


@pytest.mark.django_db
def test_verify_editions_tells_of_a_file_that_no_row_names(folders):
    name = stray(1).relative_to(folders / "media").as_posix()
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_editions", stdout=out, stderr=out)
    assert f"{name}: no row names this file." in out.getvalue()


def test_a_file_that_is_uploaded_again_while_it_is_swept_stays(folders, monkeypatch):
    path = uploads.path_of(storage.attachment_name(storage.digest_of([BYTES])))
    written(path, NOON)
    found = sweep._by_name

    def and_then_uploaded(before: int):
        names = found(before)
        attachments.stored(SimpleUploadedFile("study.pdf", BYTES))
        return names

    monkeypatch.setattr(sweep, "_by_name", and_then_uploaded)
    swept(later(days=2))
    assert path.read_bytes() == BYTES


def test_a_file_that_is_uploaded_again_while_it_is_deleted_stays(django_capture_on_commit_callbacks):
    file = attachments.stored(SimpleUploadedFile("study.pdf", BYTES))
    name = storage.attachment_name(file.digest)
    path = uploads.path_of(name)
    with django_capture_on_commit_callbacks() as callbacks:
        attachments.remove(file)
    storage.put(name, [BYTES])  # by someone whose row is not there yet
    for callback in callbacks:
        callback()
    assert path.exists()
    again = attachments.stored(SimpleUploadedFile("study.pdf", BYTES))
    with django_capture_on_commit_callbacks(execute=True):
        attachments.remove(again)
    assert not path.exists()


def test_where_most_files_are_named_by_no_row_nothing_is_removed_and_the_outbox_says_so(folders, monkeypatch):
    monkeypatch.setattr(sweep, "MOST", 2)
    for number in range(3):
        stray(number)
    (error,) = swept(later(days=2))
    assert "another database" in error
    assert len(left(folders)) == 3
    assert OutboxEntry.objects.troubled().count() == 1


def test_a_day_has_one_sweep():
    for hours in (0, 1, 2):
        sweep.sweep_today(later(hours=hours))
    assert OutboxEntry.objects.filter(kind=sweep.SWEEP).count() == 1
    assert not StoredFile.objects.exists()
