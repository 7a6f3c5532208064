"""Removes what a killed process left behind: media files without a row, and temporary files. Runs once a day.

A file is written before its row, so files younger than a day stay. Files with names unlike ours stay, too.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from media import storage
from media.models import Picture, StoredFile
from outbox import entries
from outbox.models import OutboxEntry

SWEEP = "sweep"
YOUNG = timedelta(days=1)
MOST = 100  # files: this many may lack a row, however few have one
OURS = re.compile(r"([0-9a-f]{64})(?:-[1-9][0-9]{0,3}\.(?:avif|webp|jpg)|\.jpg|\.pdf)")


class TooMany(Exception):
    """More files lack a row than have one: the folder belongs to another database, or the database is an old copy."""


def sweep_today(at: datetime) -> None:
    """Schedule the sweep for this day, once."""
    entries.write(SWEEP, at.date().isoformat(), at)


def sweep(entry: OutboxEntry, at: datetime) -> None:
    """Outbox act: remove files without a row and unfinished files. Raises TooMany before it removes anything."""
    before = _nanoseconds(at - YOUNG)
    named, unnamed = _by_name(before)
    if len(unnamed) > max(MOST, named):
        raise TooMany(
            f"{len(unnamed):,} media files are named by no row, and {named:,} are. "
            "Nothing was removed: do they belong to another database?"
        )
    for name in unnamed:
        storage.drop(name, before)
    for path in _unfinished(before):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def verify() -> Iterator[str]:
    """Yield a sentence for each file that the next sweep will remove."""
    before = _nanoseconds(timezone.now() - YOUNG)
    yield from (f"{name}: no row names this file." for name in _by_name(before)[1])
    yield from (f"{path}: this file was never finished." for path in _unfinished(before))


def _by_name(before: int) -> tuple[int, list[str]]:
    """Return the number of files with a row, and the names of those without.

    Only files last put before the moment (nanoseconds since 1970) count.
    """
    count, unnamed = 0, []
    for _folder, found in groupby(storage.listing(), key=lambda each: each[0].rpartition("/")[0]):
        ours = {name: OURS.fullmatch(name.rpartition("/")[2]) for name, put_at in found if put_at < before}
        old = {name: match[1] for name, match in ours.items() if match}
        named = _named(set(old.values()))
        count += len(named & old.keys())
        unnamed += sorted(old.keys() - named)
    return count, unnamed


def _named(digests: set[str]) -> set[str]:
    pictures = Picture.objects.filter(digest__in=digests).values_list("digest", "files")
    files = StoredFile.objects.filter(digest__in=digests).values_list("digest", flat=True)
    return {storage.picture_name(digest, ending) for digest, endings in pictures for ending in ("", *endings)} | {
        storage.attachment_name(digest) for digest in files
    }


def _unfinished(before: int) -> Iterator[Path]:
    """Yield temporary files and folders of processes that ended long ago, and typeset files without their metadata."""
    kept = Path(settings.RENDITIONS_ROOT)
    upload = Path(settings.FILE_UPLOAD_TEMP_DIR or tempfile.gettempdir())
    found = [
        *Path(settings.MEDIA_ROOT).glob("*/??/.*"),
        *kept.glob("??/.*"),
        *(path for path in kept.glob("??/*") if not _has_note(path)),
        *upload.glob(f"{tempfile.gettempprefix()}*.upload*"),  # named by django.core.files.uploadedfile
        *Path(tempfile.gettempdir()).glob(f"{storage.SCRATCH}*"),
    ]
    yield from (path for path in dict.fromkeys(found) if _is_old(path, before))


def _is_old(path: Path, before: int) -> bool:
    """Return whether a file of this system account was last written before the moment (nanoseconds since 1970)."""
    try:
        found = path.stat()
    except FileNotFoundError:  # it was completed meanwhile
        return False
    return found.st_mtime_ns < before and found.st_uid == os.geteuid()


def _nanoseconds(moment: datetime) -> int:
    return int(moment.timestamp()) * 1_000_000_000


def _has_note(path: Path) -> bool:
    return path.suffix == ".json" or path.with_name(f"{path.name}.json").exists()
