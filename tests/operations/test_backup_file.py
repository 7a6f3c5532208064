"""The file of a backup is there whole or not at all, and whoever reads it is told of a single flipped bit."""

import io
import subprocess
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operations import backup_file, encryption

PARTS = {"media/files/ab/abc.pdf": b"%PDF" * 5000, "settings.json": b"{}", "database.sqlite3": bytes(range(256)) * 900}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with two keys, an encrypted backup and a plain one."""
    folder = tmp_path_factory.mktemp("backup")
    for name in ("key", "other"):
        encryption.make_key(folder / name)
    for name, key in (("encrypted", folder / "key"), ("plain", None)):
        with backup_file.writing(folder / name, key, {"engine": "sqlite"}) as made:
            for part, data in PARTS.items():
                made.add(part, io.BytesIO(data), len(data))
    return folder


def read(path, key=None) -> dict[str, bytes]:
    found = {}
    backup_file.read(path, key, lambda name, file: found.update({name: file.read()}))
    return found


def test_what_was_written_is_read(folder):
    assert read(folder / "encrypted", folder / "key") == read(folder / "plain") == PARTS


def test_what_is_not_asked_for_is_checked_all_the_same(folder):
    manifest = backup_file.read(folder / "encrypted", folder / "key", lambda name, file: None)
    assert (manifest["engine"], set(manifest["parts"])) == ("sqlite", set(PARTS))


def test_a_public_key_is_enough_to_write_and_too_little_to_read(folder, tmp_path):
    public = tmp_path / "public"
    public.write_text(str(encryption.public_keys(folder / "key")[0]))
    with backup_file.writing(tmp_path / "made", public, {}) as made:
        made.add("settings.json", io.BytesIO(b"{}"), 2)
    assert read(tmp_path / "made", folder / "key") == {"settings.json": b"{}"}
    with pytest.raises(encryption.BadKey, match="no secret key"):
        read(tmp_path / "made", public)


def test_another_key_or_none_reads_nothing(folder):
    with pytest.raises(backup_file.Damaged):
        read(folder / "encrypted", folder / "other")
    with pytest.raises(encryption.BadKey, match="is encrypted"):
        read(folder / "encrypted")


def test_nothing_of_what_it_holds_can_be_read_in_it(folder):
    assert b"PDF" not in (folder / "encrypted").read_bytes()


def flipped(folder, name, where: float, bit: int):
    """Return a copy in which one bit is another. `where` is a share of its length."""
    data = bytearray((folder / name).read_bytes())
    data[int(where * len(data))] ^= 1 << bit
    (folder / "flipped").write_bytes(data)
    return folder / "flipped"


@given(st.floats(0, 1, exclude_max=True), st.integers(0, 7))
def test_one_flipped_bit_is_told(folder, where, bit):
    with pytest.raises(backup_file.Damaged):
        read(flipped(folder, "encrypted", where, bit), folder / "key")


@given(st.floats(0, 1, exclude_max=True), st.integers(0, 7))
def test_one_flipped_bit_changes_nothing_unnoticed_where_nothing_is_encrypted(folder, where, bit):
    with suppress(backup_file.Damaged):
        assert read(flipped(folder, "plain", where, bit)) == PARTS  # of compressed zeros, one may stand for another


@given(st.sampled_from(["encrypted", "plain"]), st.floats(0, 1, exclude_max=True))
def test_a_file_that_is_broken_off_is_told(folder, name, where):
    data = (folder / name).read_bytes()
    (folder / "short").write_bytes(data[: int(where * len(data))])
    with pytest.raises(backup_file.Damaged):
        read(folder / "short", folder / "key")


def test_no_file_is_replaced(folder):
    before = (folder / "plain").read_bytes()
    with pytest.raises(FileExistsError), backup_file.writing(folder / "plain", None, {}):
        pass
    assert (folder / "plain").read_bytes() == before


def test_a_backup_that_fails_leaves_nothing(folder, tmp_path):
    with pytest.raises(OSError, match="unexpected end"), backup_file.writing(tmp_path / "made", None, {}) as made:
        made.add("settings.json", io.BytesIO(b"{}"), 1000)
    assert list(tmp_path.iterdir()) == []


def test_the_key_is_its_owners_alone_and_never_replaced(folder):
    assert (folder / "key").stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        encryption.make_key(folder / "key")


def test_what_is_no_key_is_told(tmp_path):
    (tmp_path / "no-key").write_text("AGE-SECRET-KEY-1NOTHING\n")
    with pytest.raises(encryption.BadKey, match="not a file of age keys"):
        encryption.public_keys(tmp_path / "no-key")


def test_a_backup_lists_with_the_tools_of_any_machine(folder):
    listed = subprocess.run(["tar", "-tzf", folder / "plain"], capture_output=True, text=True, check=True)
    assert listed.stdout.split() == [*PARTS, "manifest.json"]
