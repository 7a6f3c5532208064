import json
import multiprocessing
import threading
import time
from pathlib import Path

import pytest

from outputs.pdf import cache as store
from outputs.pdf.cache import cached_rendition, verify

KEY = "ab" + "0" * 62


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.RENDITIONS_ROOT = str(tmp_path)
    return tmp_path


def refuse() -> bytes:
    raise AssertionError("made although it is kept")


def the_file(folder: Path) -> Path:
    return folder / "ab" / f"{KEY}.pdf"


def test_a_file_is_made_once_and_then_kept():
    first = cached_rendition(KEY, "pdf", "e" * 64, lambda: b"content")
    assert cached_rendition(KEY, "pdf", "e" * 64, refuse) == first
    assert first.content == b"content"


def test_the_note_beside_it_has_its_own_digest_and_its_editions(folder):
    made = cached_rendition(KEY, "pdf", "e" * 64, lambda: b"content")
    note = json.loads((folder / "ab" / f"{KEY}.pdf.json").read_text())
    assert note == {"sha256": made.sha256, "edition": "e" * 64}


def test_a_file_without_its_note_does_not_count(folder):
    cached_rendition(KEY, "pdf", "e", lambda: b"content")
    (folder / "ab" / f"{KEY}.pdf.json").unlink()
    assert cached_rendition(KEY, "pdf", "e", lambda: b"again").content == b"again"


@pytest.mark.parametrize("bytes_now", [b"", b"cont", b"contend"])
def test_a_damaged_file_is_told_and_never_given_but_made_anew(folder, bytes_now):
    cached_rendition(KEY, "pdf", "e" * 64, lambda: b"content")
    the_file(folder).write_bytes(bytes_now)
    assert list(verify()) == [f"{KEY}.pdf, made of edition {'e' * 16}: its bytes are not those that were written."]
    assert cached_rendition(KEY, "pdf", "e" * 64, lambda: b"content").content == b"content"
    assert list(verify()) == []


def test_a_lost_file_and_a_broken_note_are_told(folder):
    cached_rendition(KEY, "pdf", "e" * 64, lambda: b"content")
    the_file(folder).unlink()
    assert "the file is gone" in next(verify())
    (folder / "ab" / f"{KEY}.pdf.json").write_text("{")
    assert "its note cannot be read" in next(verify())


def test_where_nothing_is_kept_there_is_nothing_to_tell():
    assert list(verify()) == []


def test_what_cannot_be_made_leaves_nothing_behind(folder):
    with pytest.raises(RuntimeError):
        cached_rendition(KEY, "pdf", "e", lambda: (_ for _ in ()).throw(RuntimeError()))
    assert [path for path in folder.rglob("*") if path.is_file() and path.parent.name != "locks"] == []


def test_on_a_full_disk_a_file_is_given_and_no_half_of_it_kept(folder, monkeypatch, caplog):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store.os, "fsync", full)
    assert cached_rendition(KEY, "pdf", "e", lambda: b"content").content == b"content"
    assert [path.name for path in (folder / "ab").iterdir()] == []
    assert "could not be kept" in caplog.text


def test_in_a_folder_that_cannot_be_written_to_files_are_made_each_time(folder, monkeypatch):
    def refused(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refused)
    made = []
    for _ in range(2):
        cached_rendition(KEY, "pdf", "e", lambda: made.append(1) or b"content")
    assert len(made) == 2


def _ask(folder: str, started) -> None:
    """One process with several threads that all ask for one file; each making is noted by a line."""
    from django.conf import settings  # in another process: nothing of the test's is there yet

    settings.RENDITIONS_ROOT = folder
    started.wait()

    def make() -> bytes:
        with Path(folder, "made").open("a") as log:
            log.write("made\n")
        time.sleep(0.2)
        return b"content"

    threads = [threading.Thread(target=cached_rendition, args=(KEY, "pdf", "e", make)) for _ in range(25)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_hundred_that_ask_at_once_from_threads_and_processes_make_it_once(folder):
    context = multiprocessing.get_context("fork")
    started = context.Event()
    processes = [context.Process(target=_ask, args=(str(folder), started)) for _ in range(4)]
    for process in processes:
        process.start()
    started.set()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * 4
    assert (folder / "made").read_text() == "made\n"
    assert cached_rendition(KEY, "pdf", "e", refuse).content == b"content"
