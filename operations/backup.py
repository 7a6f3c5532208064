"""Backs up the whole site to one file, tests such a file, and restores it."""

import json
import re
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connections
from django.utils import timezone

from media import storage
from media.models import Picture, StoredFile
from operations import backup_file, databases, tables
from operations.backup_file import Damaged
from operations.saved_settings import saved_settings

SETTINGS = "settings.json"
MEDIA = "media/"
IS_MEDIA = re.compile(r"media/(pictures|files)/[0-9a-f]{2}/[0-9a-f]{64}[-.0-9a-z]*")
SCRATCH = "scratch"  # alias of a temporary database


@dataclass(frozen=True)
class BackupSummary:
    """The contents of a backup."""

    tables: int
    rows: int
    files: int
    made_at: str

    @classmethod
    def of(cls, manifest: dict) -> "BackupSummary":
        return cls(
            tables=len(manifest["tables"]),
            rows=sum(rows for rows, _digest in manifest["tables"].values()),
            files=sum(name.startswith(MEDIA) for name in manifest["parts"]),
            made_at=manifest["made_at"],
        )

    def __str__(self) -> str:
        return f"{self.rows:,} rows in {self.tables} tables and {self.files:,} files, as of {self.made_at}"


def back_up(path: Path, key: Path | None) -> BackupSummary:
    """Write a backup of the running site: completely or not at all, and never over an existing file.

    Media are copied before and after the database. A file is written once, before its row, so the backup has every file
    that its rows refer to, even if files are added or deleted meanwhile.
    Raises FileExistsError, OSError, sqlite3.Error, encryption.BadKey and databases.NotDone.
    """
    vendor = connections["default"].vendor
    manifest = {"version": site_version(), "engine": vendor}
    with backup_file.writing(path, key, manifest) as made, _folder(path.parent) as folder:
        _add_media(made)
        dumped = folder / databases.FILES[vendor]
        manifest["made_at"] = timezone.now().isoformat(timespec="seconds")
        manifest["tables"] = databases.dump(dumped)
        with dumped.open("rb") as file:
            made.add(dumped.name, file, dumped.stat().st_size)
        dumped.unlink()
        _add_media(made)
        made.add_json(SETTINGS, saved_settings())
    marker = Path(settings.BACKUP_MARKER)
    marker.parent.mkdir(parents=True, exist_ok=True)
    marker.touch()
    return BackupSummary.of({**manifest, "parts": made.parts})


def verify(path: Path, key: Path | None) -> BackupSummary:
    """Read a whole backup, restore its database into a temporary one, and compare that with the manifest.

    Raises backup_file.Damaged, encryption.BadKey, databases.NotDone and OSError.
    """
    with _folder() as folder:
        manifest = _unpack(path, key, folder)
        dumped = folder / databases.FILES[manifest["engine"]]
        with databases.scratch(dumped, manifest["engine"]) as scratch:
            wrong = _compare(manifest, scratch)
    if wrong:
        raise Damaged(f"{path} does not hold what it should: {' '.join(wrong)}")
    return BackupSummary.of(manifest)


def restore(path: Path, key: Path | None, with_media: bool = True) -> BackupSummary:
    """Fill an empty site from a backup: first the files, then the database. Changes nothing unless the backup is
    intact.

    Raises the same exceptions as `verify`.
    """
    if not databases.is_empty():
        raise databases.NotDone(databases.NOT_EMPTY)
    if with_media and next(iter(storage.listing()), None):
        raise databases.NotDone("The media storage is not empty. Name a new one, or leave the files out.")
    told = backup_file.read(path, key, lambda name, source: None)
    if _parts(told["version"]) > _parts(site_version()):
        raise databases.NotDone(
            f"Version {told['version']} made this backup, and this is {site_version()}: update first."
        )
    engine = told["engine"]
    if engine != connections["default"].vendor:
        raise databases.NotDone(f"This is a backup of a {engine} database, and DATABASE_URL leads to another kind.")

    with _folder() as folder:
        manifest = _unpack(path, key, folder, with_media)
        databases.load(folder / databases.FILES[engine])
    wrong = tables.differences(manifest["tables"], databases.facts(connections["default"]))
    if wrong:
        raise Damaged(f"The restored database differs from the backup: {' '.join(wrong)}")
    return BackupSummary.of(manifest)


def settings_in(path: Path, key: Path | None) -> dict[str, str]:
    """Return the backed-up site's environment variables, without secrets. Raises the same exceptions as `verify`."""
    found: dict[str, str] = {}

    def look(name: str, source: BinaryIO) -> None:
        if name == SETTINGS:
            found.update(json.loads(source.read()))

    backup_file.read(path, key, look)
    return found


def site_version() -> str:
    return tomllib.loads((Path(settings.BASE_DIR) / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _add_media(made: backup_file.Writing) -> None:
    for name, _put_at in storage.listing():
        if MEDIA + name in made.parts or not IS_MEDIA.fullmatch(MEDIA + name):
            continue
        try:
            file = default_storage.open(name)
        except FileNotFoundError:  # deleted meanwhile
            continue
        with file:
            made.add(MEDIA + name, file, file.size)


def _unpack(path: Path, key: Path | None, folder: Path, with_media: bool = False) -> dict:
    """Write the database to the folder and, with `with_media`, the media to the storage. Return the manifest."""

    def take(name: str, source: BinaryIO) -> None:
        chunks = iter(lambda: source.read(backup_file.CHUNK), b"")
        if name in databases.FILES.values():
            with (folder / name).open("wb") as file:
                file.writelines(chunks)
        elif IS_MEDIA.fullmatch(name):
            if with_media:
                storage.put(name.removeprefix(MEDIA), chunks)
        elif name != SETTINGS:
            raise Damaged(f"{path} holds {name}, which no backup of ours does.")

    return backup_file.read(path, key, take)


def _compare(manifest: dict, scratch: dict) -> list[str]:
    """Return the differences between the manifest and a restored database, and the missing files of its rows."""
    connections.databases[SCRATCH] = scratch
    connection = connections[SCRATCH]
    try:
        wrong = tables.differences(manifest["tables"], databases.facts(connection))
        names = set(_named_in(SCRATCH))
    finally:
        connection.close()
        del connections[SCRATCH]
        del connections.databases[SCRATCH]
    missing = sorted(names - {name.removeprefix(MEDIA) for name in manifest["parts"]})
    return wrong + [f"The file {name} is missing." for name in missing]


def _named_in(alias: str) -> Iterator[str]:
    for digest, endings in Picture.objects.using(alias).values_list("digest", "files").iterator():
        yield from (storage.picture_name(digest, ending) for ending in ("", *endings))
    for digest in StoredFile.objects.using(alias).values_list("digest", flat=True).iterator():
        yield storage.attachment_name(digest)


@contextmanager
def _folder(parent: Path | None = None) -> Iterator[Path]:
    """Yield a temporary folder for the database file: next to the backup, or in TMPDIR."""
    with tempfile.TemporaryDirectory(prefix=storage.SCRATCH, dir=parent) as name:
        yield Path(name)
