"""Files made once and kept: what was set in type stands under a digest of all that went into it.

Beside each file lies a note (JSON) with the file's own SHA-256. A file counts only with its note, which is written
last, so half a file is never found. All of it can be made anew: the folder may be emptied at any time.
"""

import fcntl
import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """A finished file: its bytes, and their SHA-256 in hexadecimal."""

    content: bytes
    sha256: str


def kept(key: str, ending: str, edition: str, make: Callable[[], bytes]) -> Kept:
    """Return the file `key` (a digest in hexadecimal), made by `make` where it is not there or not what it was.

    However many threads and processes ask at once, one makes it and the others wait. `edition` is the digest of the
    edition it shows, for the note. What `make` raises is raised, and nothing is kept then.
    """
    path = _place(key, ending)
    found = _read(path)
    if found is None:
        with _alone(key):
            found = _read(path) or _write(path, make(), edition)
    return found


def verify() -> Iterator[str]:
    """Yield a sentence for each kept file that is not what was once written; what is sound yields nothing."""
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


def _read(path: Path) -> Kept | None:
    """Return the file, or None where there is none, or where its bytes are not those that were written."""
    said = _note(_beside(path))
    if said is None:
        return None
    try:
        content = path.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(content).hexdigest() == said["sha256"]:
        return Kept(content, said["sha256"])
    log.warning("%s is damaged and is made anew.", path)
    return None


def _write(path: Path, content: bytes, edition: str) -> Kept:
    sha256 = hashlib.sha256(content).hexdigest()
    path.parent.mkdir(parents=True, exist_ok=True)
    _replace(path, content)
    _replace(_beside(path), json.dumps({"sha256": sha256, "edition": edition}).encode())
    return Kept(content, sha256)


def _replace(path: Path, content: bytes) -> None:
    """Write the file whole or not at all: another's name until the disk has it, then its own."""
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
    """Wait until no other thread or process makes what shares this lock: 256 locks, by the digest's first byte."""
    folder = Path(settings.RENDITIONS_ROOT) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / key[:2]).open("a") as lock:  # opened anew each time: threads keep each other out, too
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
