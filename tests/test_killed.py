"""A worker killed in the middle of an upload or a PDF, and PostgreSQL killed under writes, at random moments.

Each time: nothing acknowledged is lost, nothing is half there, and the daily sweep removes what is left over.
docs/reliability.md has the results. `make soak` kills 200 times in each test (FAULT_ROUNDS); FAULT_SEED repeats a run,
as far as time can be repeated.
"""

import hashlib
import http.client
import json
import os
import random
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from dev.with_postgres import FAST, Server, make_folder, unprivileged_account
from tests import uploads
from tests.desk_forms import filled_from
from tests.served import PATIENCE, Answer, Served, Visitor, manage, migrated, serving, worker_of

pytestmark = pytest.mark.slow
ROUNDS = int(os.environ.get("FAULT_ROUNDS", "2"))
SEED = int(os.environ.get("FAULT_SEED", "12"))
DURABLE = dict.fromkeys(FAST, "on")
ADD_PICTURE = "/admin/media/picture/add/"
DONE = ("/admin/articles/", "/admin/media/")  # where a form leads that was accepted
BUILD = """
import json
from tests import make
from tests.accounts import signed_in
text = "".join(f"<p>Ferries wait for paragraph {number}.</p>" for number in range(300))
articles = [make.article(f"Ferries {number}", slug=f"ferries-{number}", body=text) for number in range(2)]
for article in articles:
    make.published(article)
sessions = [signed_in().cookies["sessionid"].value for _ in articles]
print(json.dumps({"sessions": sessions, "articles": [article.pk for article in articles]}))
"""
# Removes what is left over as if two days had passed, verifies the record, and prints what there is.
TAKE_STOCK = """
import json
from datetime import timedelta
from django.core.management import call_command
from django.utils import timezone
from articles.models import Article, ArticleEdition
from media import storage, sweep
from media.models import Picture
sweep.sweep(None, timezone.now() + timedelta(days=2))
call_command("verify_editions")
print(json.dumps({
    "pictures": list(Picture.objects.values_list("title", flat=True)),
    "files": [storage.picture_name(each.digest, end) for each in Picture.objects.all() for end in ("", *each.files)],
    "articles": dict(Article.objects.values_list("pk", "title")),
    "editions": list(ArticleEdition.objects.order_by("parent_id", "number").values_list("parent_id", "title")),
}))
"""


class Site:
    """A site in a folder, with everything that it writes to a disk."""

    def __init__(self, folder: Path, **more: str):
        self.folder, self.media, self.renditions = folder, folder / "media", folder / "renditions"
        self.scratch = folder / "scratch"
        self.scratch.mkdir()
        self.variables = {"TMPDIR": str(self.scratch), "REQUIRE_SECOND_FACTOR": "false", "PDFS_A_MINUTE": "0",
                          "PAGE_STORE_MB": "0", **more}  # fmt: skip
        self.built = self.run(BUILD)

    def run(self, code: str) -> dict:
        """Run Python in the site, and return the JSON in the last line that it prints."""
        printed = manage(self.folder, "shell", "--verbosity", "0", "--command", code, **self.variables)
        return json.loads(printed.splitlines()[-1])

    def take_stock(self) -> dict:
        """Check that files and rows agree once the site has cleaned up, and return the rows."""
        before = count_files(self.folder)
        stock = self.run(TAKE_STOCK)
        stock["left_over"] = before - count_files(self.folder)
        assert files_in(self.media) == sorted(stock["files"])
        kept = [name for name in files_in(self.renditions) if not name.startswith("pages")]
        assert kept == sorted(name for each in kept if each.endswith(".pdf") for name in (each, f"{each}.json"))
        assert files_in(self.scratch) == []
        assert len(set(stock["pictures"])) == len(stock["pictures"])
        return stock


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    shutil.copy(migrated(), folder / "db.sqlite3")
    return Site(folder)


@pytest.fixture(scope="module")
def served(site):
    with serving(site.folder, **site.variables) as served:
        yield served


def files_in(folder: Path) -> list[str]:
    """Return the names of all files in folders of the folder, hidden ones included; locks are left out."""
    found = (path.relative_to(folder) for path in folder.rglob("*/*") if path.is_file())
    return sorted(str(path) for path in found if path.parts[0] != "locks")


def count_files(folder: Path) -> int:
    return sum(len(files) for _, _, files in os.walk(folder))


def answer_or_kill(
    served: Served, ask: Callable, seconds: float, folder: Path, files: int, dice: random.Random
) -> Answer | None:
    """Ask over a connection, and kill the worker that has it. Return the answer; None if it never came.

    An answer takes some `seconds` and writes some `files` into the folder. The moment is any of that time, or when one
    of the files comes, or a few milliseconds later: writing them is only a small part of the time.
    """
    connection, answers = Visitor(served).connect(), []
    worker, there = worker_of(served, connection), count_files(folder)

    def ask_over() -> None:
        with suppress(OSError, http.client.HTTPException):
            answers.append(ask(connection))

    asking = threading.Thread(target=ask_over)
    asking.start()
    if dice.random() < 0.3:
        time.sleep(dice.uniform(0, 1.2 * seconds))
    else:
        aim = there + dice.randint(1, files)
        while asking.is_alive() and count_files(folder) < aim:
            time.sleep(0.0002)
        time.sleep(dice.choice([0, dice.uniform(0, 0.01)]))
    worker.kill()
    asking.join(PATIENCE)
    psutil.wait_procs([worker], timeout=PATIENCE)
    served.keep()
    return answers[0] if answers else None


def timed(ask: Callable) -> tuple[Answer, float]:
    began = time.monotonic()
    return ask(), time.monotonic() - began


def picture_form(number: int) -> dict:
    """Return the form for a picture that no other number has."""
    file = uploads.upload(uploads.picture((600 + number % 1000, 400 + number // 1000)), f"{number}.png")
    return {"upload": file, "title": f"{number}", "alternative_text": "Four colors"}


def tell(line: str) -> None:
    print(f"Seed {SEED}: {line}", flush=True)  # noqa: T201


def test_a_worker_that_is_killed_during_an_upload_leaves_a_whole_picture_or_none(site, served):
    dice, acknowledged, unanswered, there_already = random.Random(SEED), {"0"}, 0, 0
    maria = Visitor(served, site.built["sessions"][0])
    first, seconds = timed(lambda: maria.post(ADD_PICTURE, picture_form(0)))
    assert first.status == 302, first.content
    for number in range(1, ROUNDS + 1):
        answer = answer_or_kill(
            served, lambda over, n=number: maria.post(ADD_PICTURE, picture_form(n), over), seconds, site.media, 9, dice
        )
        unanswered += answer is None
        if answer is None and dice.random() < 0.5:  # Maria sends it again
            answer = maria.post(ADD_PICTURE, picture_form(number))
        if answer is not None:
            is_there_already = b"already in the library" in answer.content
            assert answer.status == 302 or is_there_already, f"seed {SEED}: {answer.content}"
            acknowledged.add(f"{number}")
            there_already += is_there_already
    stock = site.take_stock()
    tell(
        f"{unanswered} of {ROUNDS} uploads without an answer, {there_already} of which were there when sent again; "
        f"{stock['left_over']} files left over and removed"
    )
    assert acknowledged <= set(stock["pictures"])


def test_a_worker_that_is_killed_while_it_makes_a_pdf_leaves_a_whole_file_or_none(site, served):
    dice, unanswered, reader = random.Random(SEED), 0, Visitor(served)
    whole = {}
    for paper in ("a4", "letter"):
        path = f"/analysis/ferries-0.pdf?paper={paper}"
        remove_files(site)
        whole[path], seconds = timed(lambda path=path: reader.get(path))
        assert whole[path].content.startswith(b"%PDF")
    for _ in range(ROUNDS):
        remove_files(site)
        path = dice.choice(sorted(whole))
        answer = answer_or_kill(
            served, lambda over, path=path: reader.get(path, over), seconds, site.renditions, 2, dice
        )
        unanswered += answer is None
        assert answer in (None, whole[path])
        for note in site.renditions.glob("??/*.json"):
            kept = note.with_suffix("").read_bytes()
            assert json.loads(note.read_text())["sha256"] == hashlib.sha256(kept).hexdigest()
        assert reader.get(path) == whole[path], f"seed {SEED}"
    left_over = site.take_stock()["left_over"]
    tell(f"{unanswered} of {ROUNDS} PDF files without an answer; {left_over} files left over and removed")


def remove_files(site: Site) -> None:
    """Let each PDF be made again."""
    for path in site.renditions.glob("??/*.pdf*"):
        path.unlink()


class Writer(threading.Thread):
    """An editor who saves and publishes an article and uploads a picture, over and over."""

    def __init__(self, served: Served, session: str, article: int):
        super().__init__()
        self.visitor, self.article, self.is_over = Visitor(served, session), article, threading.Event()
        self.tried, self.saved, self.published, self.pictures = [], [], [], []
        self.refused, self.wrong = 0, []

    def run(self) -> None:
        page = f"/admin/articles/article/{self.article}"
        while not self.is_over.is_set():
            number = 2 * len(self.tried) + self.article % 2
            title = f"Ferries at {number}"
            self.tried.append(title)
            if self.send(f"{page}/change/", {"title": title}):
                self.saved.append(title)
                if self.send(f"{page}/publish/", {"when": "now"}):
                    self.published.append(title)
            if self.send(ADD_PICTURE, picture_form(number)):
                self.pictures.append(f"{number}")

    def send(self, path: str, typed: dict) -> bool:
        """Send the form at the path, and return whether the site says that this is done."""
        answer, expected = self.visitor.get(path), (200, 503)
        if answer.status == 200:
            answer, expected = self.visitor.post(path, {**filled_from(answer), **typed}), (302, 503)
        if answer.status not in expected or (answer.location and not answer.location.startswith(DONE)):
            self.wrong.append(answer)
        self.refused += answer.status == 503
        return answer.status == 302 and not self.wrong


@pytest.fixture
def postgresql():
    account = unprivileged_account()
    server = Server(make_folder(account), account)
    try:
        server.start(**DURABLE)
        yield server
    finally:
        server.stop()
        shutil.rmtree(server.folder, ignore_errors=True)


@pytest.mark.full
def test_postgresql_killed_under_writes_loses_nothing_that_was_acknowledged(postgresql, tmp_path):
    manage(tmp_path, "migrate", "--verbosity", "0", DATABASE_URL=postgresql.url())
    site, dice = Site(tmp_path, DATABASE_URL=postgresql.url()), random.Random(SEED)
    with serving(site.folder, **site.variables) as served:
        writers = [Writer(served, *each) for each in zip(site.built["sessions"], site.built["articles"], strict=True)]
        for writer in writers:
            writer.start()
        try:
            for _ in range(ROUNDS):
                wait_for_editions(writers)
                time.sleep(dice.uniform(0, 1.5))
                kill(postgresql, dice)
        finally:
            wait_for_editions(writers)
            for writer in writers:
                writer.is_over.set()
                writer.join(PATIENCE)
        stock = site.take_stock()
        for number, writer in enumerate(writers):
            assert writer.wrong == []
            assert stock["articles"][f"{writer.article}"] in writer.tried[writer.tried.index(writer.saved[-1]) :]
            titles = [title for parent, title in stock["editions"] if parent == writer.article][1:]
            assert titles == [title for title in writer.tried if title in titles]  # each once, in order
            assert set(writer.published) <= set(titles)
            assert set(writer.pictures) <= set(stock["pictures"])
            assert f">{titles[-1]}</h1>".encode() in Visitor(served).get(f"/analysis/ferries-{number}/").content
    acts = sum(len(each.saved) + len(each.published) + len(each.pictures) for each in writers)
    tell(f"PostgreSQL killed {ROUNDS} times; {acts} acts done, {sum(each.refused for each in writers)} refused")


def wait_for_editions(writers: list[Writer]) -> None:
    """Wait until each writer has published once more."""
    before, until = [len(each.published) for each in writers], time.monotonic() + PATIENCE
    while any(len(each.published) == number for each, number in zip(writers, before, strict=True)):
        assert time.monotonic() < until, [each.wrong for each in writers]
        time.sleep(0.02)


def kill(server: Server, dice: random.Random) -> None:
    """Kill one process of the server or all, or stop it without a checkpoint, and let it run again."""
    main = psutil.Process(int((server.folder / "data" / "postmaster.pid").read_text().split()[0]))
    children, how = main.children(), dice.choice(["one", "all", "immediate"])
    if how == "one":  # the others end, too, and it recovers
        dice.choice(children).kill()
        return
    if how == "all":
        for process in (main, *children):
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs([main, *children], timeout=PATIENCE)
    else:
        server.stop()
    time.sleep(dice.uniform(0, 1))
    server.start_again(**DURABLE)
