"""A cache of typeset files, keyed by a digest of everything that went into them.

Next to each file is a JSON note with the file's own SHA-256. A file counts only if its note exists. The note is written
last, so incomplete files are never used. Everything can be rebuilt: the folder can be emptied at any time.
"""

import fcntl
import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class CachedRendition:
    """A finished file: its bytes and their SHA-256 in hexadecimal."""

    content: bytes
    sha256: str


def cached_rendition(key: str, ending: str, edition: str, make: Callable[[], bytes]) -> CachedRendition:
    """Return the file `key` (a hexadecimal digest), calling `make` if it is missing or damaged.

    If several threads or processes ask at once, one makes the file and the others wait. `edition` is the digest of the
    edition, for the note. Exceptions from `make` propagate, and nothing is stored then.
    """
    path = _place(key, ending)
    found = _read(path)
    if found is None:
        with _alone(key):
            found = _read(path) or _write(path, make(), edition)
    return found


def verify() -> Iterator[str]:
    """Yield a sentence for each cached file that has changed since it was written."""
    for note in sorted(Path(settings.RENDITIONS_ROOT).glob("*/*.json")):
        said = _note(note)
        path = note.with_suffix("")
        if said is None:
            yield f"{path.name}: its note cannot be read."
        elif not path.exists():
            yield f"{path.name}, made of edition {said['edition'][:16]}: the file is gone."
        elif hashlib.sha256(path.read_bytes()).hexdigest() != said["sha256"]:
            yield f"{path.name}, made of edition {said['edition'][:16]}: its bytes are not those that were written."


def _place(key: str, ending: str) -> Path:
    return Path(settings.RENDITIONS_ROOT) / key[:2] / f"{key}.{ending}"


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def _note(path: Path) -> dict | None:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return {"sha256": str(said["sha256"]), "edition": str(said["edition"])}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _read(path: Path) -> CachedRendition | None:
    """Return the file, or None if it is missing or its bytes have changed."""
    said = _note(_beside(path))
    if said is None:
        return None
    try:
        content = path.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(content).hexdigest() == said["sha256"]:
        return CachedRendition(content, said["sha256"])
    log.warning("%s is damaged and is made again.", path)
    return None


def _write(path: Path, content: bytes, edition: str) -> CachedRendition:
    """Write the file and its note. If writing fails, the file is made again for the next request."""
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
        _replace(_beside(path), json.dumps({"sha256": sha256, "edition": edition}).encode())
    except OSError as error:
        log.warning("%s could not be kept: %s", path, error)
    return CachedRendition(content, sha256)


def _replace(path: Path, content: bytes) -> None:
    """Write the file atomically: under a temporary name, synced to disk, then renamed."""
    handle, name = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def _alone(key: str) -> Iterator[None]:
    """Hold a lock across threads and processes. There are 256 locks, chosen by the digest's first byte."""
    folder = Path(settings.RENDITIONS_ROOT) / "locks"
    with ExitStack() as stack:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = stack.enter_context((folder / key[:2]).open("a"))  # a new handle each time locks out threads too
            fcntl.flock(lock, fcntl.LOCK_EX)
        except OSError as error:
            log.warning("Renditions are made without a lock: %s", error)
        yield
