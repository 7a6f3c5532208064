"""The site as it is served: the real server, in processes of its own, on a port of this machine."""

import http.client
import os
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
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import psutil
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from config import server
from tests.migrated import keep, kept

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60  # seconds, for a busy machine
TOKEN = "a" * 32  # against forged requests: the cookie and the form need the same


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
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def migrated() -> Path:
    """Return the database of an empty site, to be copied."""
    if not kept().exists():
        with tempfile.TemporaryDirectory(prefix="empty-site-") as folder:
            manage(Path(folder), "migrate", "--verbosity", "0")
            with closing(sqlite3.connect(Path(folder, "db.sqlite3"))) as database:
                keep(database)
    return kept()


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


class Served:
    """A running server; everything it logs is in `log`."""

    def __init__(self, folder: Path, **more: str):
        self.port, self.log = free_port(), folder / f"server-{time.monotonic_ns()}.log"
        self.environment = environment(folder, **more)
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "config.server", "--host", "127.0.0.1", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
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

    def keep(self) -> "Served":
        """Wait until all of its workers are there; start it again if it has ended, as systemd does.

        It ends when the same worker dies twice within five and a half seconds (granian's “crash loop”).
        """
        until = time.monotonic() + PATIENCE
        while len(self.workers()) < server.WORKERS:
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.05)
            if self.process.poll() is not None:
                self.start()
        return self.wait()

    def workers(self) -> list[psutil.Process]:
        found = []
        with suppress(psutil.NoSuchProcess):  # one may have ended meanwhile, or wait to be reaped
            for child in psutil.Process(self.process.pid).children():
                with suppress(psutil.NoSuchProcess):
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


@dataclass(frozen=True)
class Answer:
    status: int
    content: bytes
    location: str


class Visitor:
    """Someone at a served site, signed in with the key of a session. Redirects are not followed.

    All methods raise OSError or HTTPException if the server ends before the whole answer is there.
    """

    def __init__(self, served: Served, session: str = ""):
        self.served, self.session = served, session

    def connect(self) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection("127.0.0.1", self.served.port, timeout=PATIENCE)
        connection.connect()
        return connection

    def get(self, path: str, over: http.client.HTTPConnection | None = None) -> Answer:
        return self._ask("GET", path, None, over)

    def post(self, path: str, data: dict, over: http.client.HTTPConnection | None = None) -> Answer:
        """Send a form; its values are strings, lists and files, as for Django's test client."""
        return self._ask("POST", path, encode_multipart(BOUNDARY, {**data, "csrfmiddlewaretoken": TOKEN}), over)

    def _ask(self, method: str, path: str, body: bytes | None, over: http.client.HTTPConnection | None) -> Answer:
        connection = over or self.connect()
        try:
            cookies = f"sessionid={self.session}; csrftoken={TOKEN}"
            headers = {"Cookie": cookies, "Connection": "close", "Content-Type": MULTIPART_CONTENT}
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.read(), answer.headers.get("location", ""))
        finally:
            connection.close()


def worker_of(served: Served, connection: http.client.HTTPConnection) -> psutil.Process:
    """Return the worker that has taken the connection."""
    ours, until = connection.sock.getsockname(), time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for worker in served.workers():
            with suppress(psutil.NoSuchProcess):
                if any(each.raddr == ours for each in worker.net_connections("tcp")):
                    return worker
        time.sleep(0.005)
    raise AssertionError(served.log.read_text())


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
