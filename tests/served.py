"""The site as it is served: the real server, in processes of its own, on a port of this machine."""

import atexit
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import Message
from functools import cache
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60  # seconds, for a busy machine


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return the environment of a server that keeps its files in `folder`."""
    return {
        **os.environ,
        "DEBUG": "false",
        "SECRET_KEY": "a-long-one-" + "0123456789" * 5,
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "RENDITIONS_ROOT": str(folder / "renditions"),
        "DJANGO_SETTINGS_MODULE": "tests.served_settings",
        **more,
    }


def manage(folder: Path, *arguments: str, **more: str) -> str:
    """Run a command of manage.py and return what it prints."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment(folder, **more), capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@cache
def migrated() -> Path:
    """Return the database of an empty site, to be copied."""
    folder = Path(tempfile.mkdtemp(prefix="empty-site-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    manage(folder, "migrate", "--verbosity", "0")
    with sqlite3.connect(folder / "db.sqlite3") as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder / "db.sqlite3"


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


class Served:
    """A running server; everything it logs is in `log`."""

    def __init__(self, folder: Path, **more: str):
        self.port, self.log = free_port(), folder / f"server-{time.monotonic_ns()}.log"
        command = [sys.executable, "-m", "config.server", "--host", "127.0.0.1", "--port", str(self.port)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment(folder, **more), stdout=log, stderr=log, start_new_session=True
            )

    def get(self, path: str = "/healthz", timeout: float = PATIENCE, **headers: str) -> tuple[int, bytes, dict]:
        """Return status, body, and headers by their names in small letters."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:
                return answer.status, answer.read(), _lower(answer.headers)
        except urllib.error.HTTPError as error:
            return error.code, error.read(), _lower(error.headers)

    def wait(self) -> "Served":
        """Wait until it answers."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert self.process.poll() is None, self.log.read_text()
            try:
                self.get(timeout=PATIENCE)
            except OSError:
                time.sleep(0.1)
            else:
                return self
        raise AssertionError(self.log.read_text())

    def workers(self) -> list[psutil.Process]:
        found = []
        for child in psutil.Process(self.process.pid).children():
            with suppress(psutil.NoSuchProcess):  # it may have ended meanwhile, or wait to be reaped
                found += [child] if "spawn_main" in " ".join(child.cmdline()) else []
        return found

    def ends_within(self, seconds: float) -> bool:
        """Return whether all of its processes end in that time."""
        until = time.monotonic() + seconds
        while self.process.poll() is None or self.all_processes():
            if time.monotonic() > until:
                return False
            time.sleep(0.05)
        return True

    def all_processes(self) -> list[psutil.Process]:
        """Return what is left of the server, its workers included."""
        found = (psutil.Process(pid) for pid in psutil.pids() if _session(pid) == self.process.pid)
        return [process for process in found if process.status() != psutil.STATUS_ZOMBIE]

    def end(self) -> None:
        """Kill whatever is left."""
        for process in self.all_processes():
            process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)


def _lower(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _session(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return None


@contextmanager
def serving(folder: Path, **more: str) -> Iterator[Served]:
    """Serve the site whose database is in `folder` until the block ends."""
    served = Served(folder, **more)
    try:
        yield served.wait()
    finally:
        served.end()
