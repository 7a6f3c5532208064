"""A full disk: a sentence instead of a failure, nothing half written, and reading goes on."""

import errno
import sqlite3

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client

from articles.models import Article
from media import storage
from media.models import Picture, StoredFile
from media.pictures import library
from tests import make, uploads
from tests.accounts import editor
from tests.fuzzing import forms_of
from tests.make import NOON, published
from website.errors import is_disk_full

pytestmark = pytest.mark.django_db
FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def desk():
    client = Client(raise_request_exception=False)
    client.force_login(editor())
    return client


@pytest.fixture
def full(settings, tmp_path, monkeypatch):
    """Let no file be written to the end: the second write of each finds no room."""
    settings.MEDIA_ROOT = settings.RENDITIONS_ROOT = tmp_path

    def fsync(handle):
        raise FULL

    monkeypatch.setattr("os.fsync", fsync)
    return tmp_path


def files_in(folder) -> list[str]:
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and "lock" not in str(path) and path.name not in (".making", ".deleting")
    ]


def assert_said(answer) -> None:
    assert answer.status_code == 507
    assert "Its disk is full, so nothing was saved" in answer.content.decode()


def test_an_attachment_that_finds_no_room_is_told_and_nothing_is_saved(desk, full):
    made = make.article("Before")
    path = f"/admin/articles/article/{made.pk}/change/"
    (form,) = (form for form in forms_of(desk.get(path).content) if ("title", "Before") in form.fields)
    upload = SimpleUploadedFile("a.pdf", uploads.PDF)
    attached = {"attachments-TOTAL_FORMS": 1, "attachments-0-title": "Report", "attachments-0-upload": upload}
    assert_said(desk.post(path, {**dict(form.fields), "title": "After", **attached}))
    assert (Article.objects.get().title, StoredFile.objects.count(), files_in(full)) == ("Before", 0, [])


def test_a_picture_that_finds_no_room_is_told_and_leaves_no_file(desk, full):
    upload = SimpleUploadedFile("a.png", uploads.picture((600, 400)))
    assert_said(
        desk.post(
            "/admin/media/picture/add/", {"upload": upload, "alternative_text": "A", "focus_x": 50, "focus_y": 50}
        )
    )
    assert (Picture.objects.count(), files_in(full)) == (0, [])


def test_a_picture_of_which_a_part_finds_no_room_leaves_no_file(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    put, left = storage.put, iter([True, True])

    def fill(path, chunks):
        if not next(left, False):
            raise FULL
        put(path, chunks)

    monkeypatch.setattr("media.storage.put", fill)
    with pytest.raises(OSError, match="No space"):
        library.add(uploads.picture((960, 640)), "a.png", alternative_text="A")
    assert files_in(tmp_path) == []


def test_an_upload_for_which_there_is_no_room_on_the_way_in_is_told(desk, monkeypatch):
    def no_room(*args, **kwargs):
        raise FULL

    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", no_room)
    large = SimpleUploadedFile("a.png", b"x" * 3_000_000)
    assert_said(desk.post("/admin/media/picture/add/", {"upload": large}))


def test_pdf_files_and_cards_are_served_though_they_cannot_be_kept(look, full):
    published(make.article(slug="ferries"), NOON)
    for path in ("/analysis/ferries.pdf", "/analysis/ferries/card.png"):
        assert look(path).status_code == 200, path
    assert files_in(full) == []


def test_a_full_database_is_told_from_one_that_is_away():
    full = OperationalError("database or disk is full")
    full.__cause__ = sqlite3.OperationalError("database or disk is full")
    full.__cause__.sqlite_errorname = "SQLITE_FULL"
    assert is_disk_full(full)
    assert not is_disk_full(OperationalError("the connection was refused"))
    assert not is_disk_full(OSError(errno.EACCES, "Permission denied"))
    assert not is_disk_full(None)
