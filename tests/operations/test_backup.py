"""A backup holds the site of one moment, and gives all of it back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.backends.base.base import NO_DB_ALIAS

from media import attachments
from operations import backup
from operations.backup_file import Damaged
from operations.encryption import make_key
from tests import make, uploads
from tests.operations.sites import WRITE, Site, postgresql_site

pytestmark = [
    pytest.mark.slow,
    pytest.mark.postgres("operations.databases", "operations.tables"),
    # What a test has not committed, no other connection can dump.
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def key(tmp_path, settings, monkeypatch):
    settings.MEDIA_ROOT, settings.BACKUP_MARKER = tmp_path / "media", str(tmp_path / "marker")
    # Django's tests open no database that settings don't name, but under this alias.
    monkeypatch.setattr(backup, "SCRATCH", NO_DB_ALIAS)
    make_key(tmp_path / "key")
    return tmp_path / "key"


@pytest.fixture
def site(tmp_path):
    """A site with something of everything, on the database that the tests run on."""
    if connection.vendor == "sqlite":
        site = Site(tmp_path)
        site.build()
        yield site
    else:
        with postgresql_site(tmp_path) as site:
            site.build()
            yield site


@pytest.mark.full
def test_a_site_that_is_lost_comes_back_from_its_backup(site):
    key, busy, quiet = (site.folder / name for name in ("key", "busy.backup", "quiet.backup"))
    site.manage("make_backup_key", key)
    writer = site.start("shell", "--verbosity", "0", "--command", WRITE)
    try:
        assert writer.stdout.readline()
        site.manage("backup", busy, "--key", key)
    finally:
        writer.kill()
        writer.communicate()
    assert "is whole" in site.manage("verify_backup", busy, "--key", key)
    held, files, pages = site.rows(), site.files(), site.pages()
    assert len(files) > 8
    assert len(pages) > 60
    site.manage("backup", quiet, "--key", key)

    site.wipe()
    assert "Restored" in site.manage("restore", quiet, "--key", key)
    assert site.rows() == held
    assert site.files() == files
    assert site.pages() == pages
    assert "not empty" in site.refused("restore", quiet, "--key", key)

    site.wipe()
    site.manage("restore", busy, "--key", key)
    assert "all as published" in site.manage("verify_editions")
    assert set(site.files()) < set(files)


def test_a_backup_says_what_it_holds_and_leaves_a_mark(tmp_path, key):
    made = attachments.stored(SimpleUploadedFile("a.pdf", uploads.PDF))
    kept = backup.back_up(tmp_path / "made", key)
    assert (kept.files, kept.tables > 50) == (1, True)
    assert (tmp_path / "marker").exists()
    assert backup.verify(tmp_path / "made", key) == kept
    assert made.digest not in str(kept)


def test_a_file_that_rows_name_and_the_backup_lacks_is_told(tmp_path, key):
    lost = make.stored_file()
    backup.back_up(tmp_path / "made", key)
    with pytest.raises(Damaged, match=f"{lost.digest}.pdf is missing"):
        backup.verify(tmp_path / "made", key)


def test_a_backup_in_the_middle_of_which_a_file_is_deleted_has_what_its_rows_name(tmp_path, key, monkeypatch):
    file = attachments.stored(SimpleUploadedFile("a.pdf", uploads.PDF))
    dump = backup.databases.dump

    def and_then_deleted(path):
        facts = dump(path)
        uploads.path_of(f"files/{file.digest[:2]}/{file.digest}.pdf").unlink()
        return facts

    monkeypatch.setattr(backup.databases, "dump", and_then_deleted)
    backup.back_up(tmp_path / "made", key)
    assert backup.verify(tmp_path / "made", key).files == 1


def test_nothing_is_restored_into_a_site_that_has_something(tmp_path, key):
    backup.back_up(tmp_path / "made", key)
    with pytest.raises(backup.databases.NotDone, match="not empty"):
        backup.restore(tmp_path / "made", key)


def test_an_older_site_does_not_restore_what_a_newer_one_wrote(tmp_path, key, monkeypatch):
    with monkeypatch.context() as newer:
        newer.setattr(backup, "site_version", lambda: "99.0.0")
        backup.back_up(tmp_path / "made", key)
    monkeypatch.setattr(backup.databases, "is_empty", lambda: True)
    with pytest.raises(backup.databases.NotDone, match=r"Version 99\.0\.0 made this backup"):
        backup.restore(tmp_path / "made", key)
