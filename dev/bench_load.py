"""python dev/bench_load.py [--seconds 60] [--editors 50] [--pages 300]: editors who save beside readers, and memory.

The server is that of production: two workers. Each editor saves an article of their own every ten seconds and asks for
changes in between, as the writing desk does; readers ask for so many pages a second, whether or not the last ones were
answered. Then PDFs of 500 articles are made and pictures of 40 megapixels uploaded. Printed: how long both waited, what
failed, and the memory of all processes of the server before, meanwhile and after: pages that they share count once.
`--seconds 3600` is the hour of the budgets. The database is a new one in a temporary folder, or that in DATABASE_URL.
"""

import argparse
import http.client
import io
import itertools
import json
import os
import queue
import random
import secrets
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dev.bench_pages import HOST, Server, addresses, children_of, free_port  # noqa: E402 - after the path is set

PAUSE = 10  # seconds between two saves of an editor
READERS = 24  # connections
ARTICLES = 500
LONG = ("/snapshots/{}.pdf?paper=a4", "/snapshots/{}.pdf?paper=letter", "/snapshots/{}/editions/1.pdf")
WIDTH, HEIGHT, PICTURES = 8_000, 5_000, 3
WORDS = ["ferries", "carry", "the", "wages", "of", "two", "coasts", "and", "their", "responsibilities", "in", "winter"]


@dataclass
class Waits:
    """How long requests took, in milliseconds, and what the failed ones were answered."""

    taken: list[float] = field(default_factory=list)
    failed: Counter = field(default_factory=Counter)

    def note(self, began: float, status: int, wanted: int = 200) -> None:
        """Note a request that should have been sent at `began`."""
        self.taken.append((time.perf_counter() - began) * 1000)
        if status != wanted:
            self.failed[status] += 1

    def __str__(self) -> str:
        if not self.taken:
            return "none"
        p95 = statistics.quantiles(self.taken, n=20, method="inclusive")[-1] if len(self.taken) > 1 else self.taken[0]
        failed = ", ".join(f"{number} × {status or 'no answer'}" for status, number in self.failed.items())
        return (
            f"{len(self.taken):,}; median {statistics.median(self.taken):.0f} ms, p95 {p95:.0f} ms, "
            f"longest {max(self.taken):.0f} ms; failed: {failed or 'none'}"
        )


def main() -> None:
    """Seed, serve, load, and print."""
    parser = argparse.ArgumentParser(description="Measure editors who save beside readers, and memory.")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--editors", type=int, default=50)
    parser.add_argument("--pages", type=int, default=300, help="a second")
    options = parser.parse_args()
    port = free_port()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ |= {
            "RENDITIONS_ROOT": f"{folder}/renditions", "MEDIA_ROOT": f"{folder}/media", "DEBUG": "false",
            "HTTPS": "false", "SECRET_KEY": "of a bench", "ALLOWED_HOSTS": f"{HOST},testserver", "SITE_URL": f"http://{HOST}:{port}",
            "REQUIRE_SECOND_FACTOR": "false", "DJANGO_SETTINGS_MODULE": "config.settings",
        }  # fmt: skip
        import django  # after settings are configured
        from django.core.management import call_command  # as above

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("demo", no_accounts=True, stdout=io.StringIO())
        paths, long_slug = list(addresses().values()), long_snapshot()
        people = [Editor(port, *account) for account in accounts(options.editors)]
        command = [sys.executable, "manage.py", "run_due", "--watch"]
        runner = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            with Server([sys.executable, "-m", "config.server", "--host", HOST, "--port", str(port)], port) as server:
                load(server, people, paths, port, options)
                heavy(server, people[0], long_slug)
        finally:
            runner.terminate()
            runner.wait(20)


def long_snapshot() -> str:
    """Publish a snapshot of ARTICLES articles; return its slug."""
    from tests import make  # after settings are configured

    made = [make.article(f"Article {number}", points=[" ".join(WORDS)] * 3) for number in range(ARTICLES)]
    snapshot = make.snapshot("Five Hundred", {f"Section {n}": made[n::10] for n in range(10)}, slug="five-hundred")
    make.published(snapshot)
    return snapshot.slug


def accounts(number: int) -> list[tuple]:
    """Return for each of so many publishers: session, CSRF token, and the number of an article to write."""
    from django.conf import settings  # after settings are configured
    from django.test import Client  # as above

    from tests import make  # as above
    from tests.accounts import person  # as above

    found = []
    for each in range(number):
        client, account = Client(), person("publisher", f"Editor {each}")
        client.force_login(account)
        token = secrets.token_hex(16)
        cookies = f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}; {settings.CSRF_COOKIE_NAME}={token}"
        found.append((cookies, token, make.article(f"Draft {each}", created_by=account).pk))
    return found


class Editor:
    """One open writing desk. It saves longer and longer texts of its article."""

    def __init__(self, port: int, cookies: str, token: str, article: int):
        self.connection = http.client.HTTPConnection(HOST, port, timeout=60)
        self.headers = {"Cookie": cookies, "X-CSRFToken": token}
        self.root = f"/admin/articles/article/{article}/write"
        self.tab, self.was, self.number = secrets.token_hex(16), None, 0

    def ask(
        self, method: str, path: str, body: bytes | None = None, kind: str = "application/json"
    ) -> tuple[int, bytes]:
        """Send a request; return status and body. The status is 0 if no answer came."""
        try:
            self.connection.request(method, path, body, {**self.headers, "Content-Type": kind})
            answer = self.connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            return 0, b""

    def save(self, draw: random.Random) -> int:
        """Save other words, as the desk does; return the status."""
        from articles.writing.parts import version  # after settings are configured

        if self.was is None:
            self.was = version("")
        self.number += 1
        text = "".join(f"<p>{' '.join(draw.choices(WORDS, k=60))}.</p>" for _ in range(min(self.number, 40)))
        message = {"tab": self.tab, "parts": {"body": {"value": text, "was": self.was}}}
        status, said = self.ask("POST", f"{self.root}/save/", json.dumps(message).encode())
        if status in (200, 409):
            told = json.loads(said)
            self.was = told["versions"]["body"] if status == 200 else told["theirs"]["version"]
        return status

    def poll(self) -> int:
        """Ask for changes, as the desk does between two saves; return the status."""
        return self.ask("GET", f"{self.root}/changes/?tab={self.tab}&since=0")[0]


def load(server: Server, people: list[Editor], paths: list[str], port: int, options: argparse.Namespace) -> None:
    """Let the editors save and the readers read; print what they waited for, and the memory."""
    saves, polls, pages, stop = Waits(), Waits(), Waits(), threading.Event()
    threads = [threading.Thread(target=write, args=(each, saves, polls, stop)) for each in people]
    due: queue.SimpleQueue = queue.SimpleQueue()
    threads += [threading.Thread(target=read, args=(port, due, pages, stop)) for _ in range(READERS)]
    for path in paths:
        Editor(port, "", "", 0).ask("GET", path)  # each process knows its pages before the load
    began = time.perf_counter()
    print(f"memory at first: {memory(server)} MB")
    for thread in threads:
        thread.start()
    early, turn = 0, itertools.cycle(paths)
    for number in range(options.seconds * options.pages):
        at = began + number / options.pages
        time.sleep(max(0.0, at - time.perf_counter()))
        due.put((at, next(turn)))
        if not early and at - began > options.seconds / 4:
            early = memory(server)
    stop.set()
    for thread in threads:
        thread.join()
    last = memory(server)
    rate = len(pages.taken) / (time.perf_counter() - began)
    print(f"saves: {saves}\npolls: {polls}\npages: {pages}; {rate:.0f} a second")
    print(f"memory after a quarter of {options.seconds} s: {early} MB; at the end: {last} MB ({last / early - 1:+.1%})")


def write(editor: Editor, saves: Waits, polls: Waits, stop: threading.Event) -> None:
    """Save every PAUSE seconds, beginning at a random moment, and ask for changes in between."""
    draw = random.Random(editor.root)  # noqa: S311 - words for a page
    if stop.wait(draw.random() * PAUSE):
        return
    while True:
        for waits, act in ((saves, lambda: editor.save(draw)), (polls, editor.poll)):
            began = time.perf_counter()
            waits.note(began, act())
            if stop.wait(max(0.0, began + PAUSE / 2 - time.perf_counter())):
                return


def read(port: int, due: queue.SimpleQueue, pages: Waits, stop: threading.Event) -> None:
    """Ask for the pages that are due, over one connection."""
    reader = Editor(port, "", "", 0)
    reader.headers = {"Accept-Encoding": "gzip, br"}
    while not stop.is_set() or not due.empty():
        try:
            at, path = due.get(timeout=0.2)
        except queue.Empty:
            continue
        pages.note(at, reader.ask("GET", path)[0])


def heavy(server: Server, editor: Editor, slug: str) -> None:
    """Ask for PDFs of ARTICLES articles and upload pictures of 40 megapixels; print what they took, and the memory."""
    pdfs, uploads = Waits(), Waits()
    for path in LONG:
        timed(pdfs, lambda asked=path: editor.ask("GET", asked.format(slug))[0])
    for number in range(PICTURES):
        body, kind = upload(number)
        timed(uploads, lambda sent=body, of=kind: editor.ask("POST", "/admin/media/picture/add/", sent, of)[0], 302)
    print(f"PDFs of {ARTICLES} articles: {pdfs}\npictures of {WIDTH * HEIGHT // 10**6} megapixels: {uploads}")
    print(f"memory after that: {memory(server)} MB, and {time.sleep(20) or memory(server)} MB after 20 seconds")


def timed(waits: Waits, act: Callable[[], int], wanted: int = 200) -> None:
    """Note how long the act takes."""
    began = time.perf_counter()
    waits.note(began, act(), wanted)


def upload(number: int) -> tuple[bytes, str]:
    """Return the form that adds a picture, and its content type."""
    from django.core.files.uploadedfile import SimpleUploadedFile  # after settings are configured
    from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart  # as above
    from PIL import Image  # only needed here

    file = io.BytesIO()
    noise = Image.effect_noise((WIDTH // 20, HEIGHT // 20), 60 + number).resize((WIDTH, HEIGHT))
    noise.convert("RGB").save(file, "JPEG", quality=80)
    fields = {"title": f"Large {number}", "alternative_text": "Noise", "credit": "Bench", "license": ""}
    fields["upload"] = SimpleUploadedFile("large.jpg", file.getvalue(), "image/jpeg")
    return encode_multipart(BOUNDARY, fields), MULTIPART_CONTENT


def memory(server: Server) -> int:
    """Return the megabytes of all processes of the server. What several share is divided among them (PSS)."""
    found = 0
    for pid in (server.process.pid, *children_of(server.process.pid)):
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        found += int(rollup.split("\nPss:")[1].split()[0])
    return found // 1024


if __name__ == "__main__":
    main()
