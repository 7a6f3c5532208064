"""Turns uploads into pictures in a child process with limits, one at a time."""

import fcntl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from media import storage
from media.child_process import Broke, TookTooLong, ask_child

MOST_BYTES = 40_000_000
SECONDS = 60
TOO_MUCH = "It takes too much time or memory to read."


class NoPicture(Exception):
    """The file cannot be accepted as a picture. The message is one plain sentence."""


@dataclass(frozen=True)
class Made:
    """A processed picture. `files`: end of the file name → bytes; the master's key is ""."""

    format: str
    width: int
    height: int
    widths: list[int]
    files: dict[str, bytes]


def made_of(data: bytes) -> Made:
    """Process an upload. Raises NoPicture.

    The same upload gives the same files as long as the version of Pillow stays the same.
    """
    if len(data) > MOST_BYTES:
        raise NoPicture(f"It is {len(data) / 1e6:.0f} MB; the limit is {MOST_BYTES // 1_000_000} MB.")
    with tempfile.TemporaryDirectory(prefix=storage.SCRATCH) as name, _alone():
        answer = _run_child(data, name)
        if "refused" in answer:
            raise NoPicture(answer["refused"])
        files = {ending: (Path(name) / file).read_bytes() for ending, file in answer.pop("files").items()}
    return Made(**answer, files=files)


def _run_child(data: bytes, folder: str) -> dict:
    try:
        return ask_child("media.pictures.child", data, SECONDS, folder)
    except (TookTooLong, Broke) as ended:
        raise NoPicture(TOO_MUCH) from ended


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other process makes a picture, because each may need half a gigabyte for some seconds."""
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".making").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
