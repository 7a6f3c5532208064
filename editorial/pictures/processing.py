"""Having an upload made into a picture, by a child process with limits, one at a time."""

import fcntl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from editorial.child_process import Broke, TookTooLong, ask_child

MOST_BYTES = 40_000_000
SECONDS = 60
TOO_MUCH = "It takes too much time or memory to read."


class NoPicture(Exception):
    """This is no picture that can be taken. The message is one plain sentence."""


@dataclass(frozen=True)
class Made:
    """A picture as it will be kept. `files` are its files' bytes by the ends of their names; the master's is empty."""

    format: str
    width: int
    height: int
    widths: list[int]
    files: dict[str, bytes]


def made_of(data: bytes) -> Made:
    """Return what is made of an upload. Raises NoPicture.

    The same upload makes the same files for as long as Pillow is the same.
    """
    if len(data) > MOST_BYTES:
        raise NoPicture(f"It has {len(data) / 1e6:.0f} MB; {MOST_BYTES // 1_000_000} are the most.")
    with tempfile.TemporaryDirectory() as name, _alone():
        answer = _asked(data, name)
        if "refused" in answer:
            raise NoPicture(answer["refused"])
        files = {ending: (Path(name) / file).read_bytes() for ending, file in answer.pop("files").items()}
    return Made(**answer, files=files)


def _asked(data: bytes, folder: str) -> dict:
    try:
        return ask_child("editorial.pictures.child", data, SECONDS, folder)
    except (TookTooLong, Broke) as ended:
        raise NoPicture(TOO_MUCH) from ended


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other process makes a picture: each may take half a gigabyte for some seconds."""
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".making").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
