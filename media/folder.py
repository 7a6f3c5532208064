"""Media in a local folder: files are written completely or not at all, and never overwritten."""

import fcntl
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.core.files.storage import FileSystemStorage


class MediaFolder(FileSystemStorage):
    """Stores media in MEDIA_ROOT."""

    def put(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write the file, or only renew its time if it exists; existing content is never replaced."""
        path = Path(self.path(name))
        with self._locked(fcntl.LOCK_SH):
            if path.exists():
                _renew(path)
                return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(prefix=".", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in chunks:
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            Path(unfinished).chmod(0o644)  # another account may make the backups
            _renew(Path(unfinished))
            with self._locked(fcntl.LOCK_SH):
                try:
                    os.link(unfinished, path)  # unlike renaming, this never replaces a file
                except FileExistsError:
                    _renew(path)
        finally:
            Path(unfinished).unlink()

    def drop(self, name: str, before: int) -> bool:
        """Delete the file if it was last put before the moment (nanoseconds since 1970). Return whether it was deleted.

        A process that puts the same file meanwhile either renews it first, and it stays, or writes it again.
        """
        path = Path(self.path(name))
        with self._locked(fcntl.LOCK_EX), suppress(FileNotFoundError):
            if path.stat().st_mtime_ns < before:
                path.unlink()
                return True
        return False

    def listing(self) -> Iterator[tuple[str, int]]:
        """Yield the name of each complete file, in order, and the time of its last put (nanoseconds since 1970)."""
        for folder in sorted(Path(self.location).glob("*/??")):
            for path in sorted(folder.iterdir()):
                with suppress(FileNotFoundError):  # it was completed or deleted meanwhile
                    if not path.name.startswith("."):
                        yield path.relative_to(self.location).as_posix(), path.stat().st_mtime_ns

    @contextmanager
    def _locked(self, how: int) -> Iterator[None]:
        """Lock the folder: processes that put files share the lock, and one that deletes has it alone."""
        folder = Path(self.location)
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".deleting").open("a") as lock:
            fcntl.flock(lock, how)
            yield


def _renew(path: Path) -> None:
    now = time.time_ns()
    os.utime(path, ns=(now, now))
