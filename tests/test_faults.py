"""What happens when a part fails: nothing acknowledged is lost, nothing is half done, readers go on.

docs/reliability.md has the results. `make soak` kills 200 times (FAULT_ROUNDS).
"""

import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from articles.models import Article
from outbox import kinds, runner
from outbox.entries import write
from outbox.models import OutboxEntry
from record import publishing, record_version
from record.terms import Refused
from tests import make
from tests.accounts import editor
from tests.make import NOON, changed, later, published
from tests.served import ROOT, environment, manage, migrated
from tests.smtp_server import smtp_server
from web import limits

ROUNDS = int(os.environ.get("FAULT_ROUNDS", "2"))
AUTHOR = {"name": "Ada", "sort_name": "Ada", "slug": "ada"}
PATIENCE = 60  # seconds


@pytest.fixture
def desk():
    client = Client(raise_request_exception=False)
    client.force_login(editor())
    return client


def add_author(desk) -> int:
    return desk.post("/admin/people/author/add/", AUTHOR).status_code


@contextmanager
def full_database() -> Iterator[None]:
    """Let the database grow no further, really."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        yield
        cursor.execute("PRAGMA max_page_count = 1073741823")


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no such limit of its own")
def test_a_database_without_room_refuses_to_save_and_is_read(desk):
    published(make.article(slug="ferries"), NOON)
    with full_database():
        with pytest.raises(Exception, match="full"), transaction.atomic():
            Article.objects.create(title="x", slug="x", published_on=NOON.date(), body="long " * 100_000)
        answer = desk.post("/admin/people/author/add/", {**AUTHOR, "bio": "<p>" + "long " * 200_000 + "</p>"})
        assert answer.status_code == 507
        assert Client().get("/analysis/ferries/").status_code == 200
    assert add_author(desk) == 302


@contextmanager
def read_only_database() -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        is_sqlite = connection.vendor == "sqlite"
        cursor.execute("PRAGMA query_only = ON" if is_sqlite else "SET TRANSACTION READ ONLY")
        try:
            yield
        finally:
            if is_sqlite:
                cursor.execute("PRAGMA query_only = OFF")
            transaction.set_rollback(True)


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_read_only_database_refuses_to_save_and_is_read(desk):
    published(make.article(slug="ferries"), NOON)
    with read_only_database():
        for path in (
            "/analysis/ferries/",
            "/search/?q=nothing-of-the-kind",
            "/analysis/?q=ferries",
            "/analysis/ferries.pdf",
        ):
            assert Client().get(path).status_code == 200, path
        assert add_author(desk) == 503
    assert add_author(desk) == 302


@pytest.fixture
def silent_port():
    """A port where somebody listens and never answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(50)
        yield listening.getsockname()[1]


@pytest.mark.django_db
@pytest.mark.parametrize("is_killed", [True, False], ids=["killed", "paused"])
def test_without_its_cache_the_site_goes_on(settings, silent_port, is_killed):
    port = 1 if is_killed else silent_port
    options = {"socket_connect_timeout": 0.2, "socket_timeout": 0.2}
    backend = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": f"redis://127.0.0.1:{port}", "OPTIONS": options}}
    settings.SEARCHES_A_MINUTE = settings.API_REQUESTS_A_MINUTE = 5
    try:
        for path in ("/search/?q=a", "/api/v1/topics/", "/analysis/"):
            assert Client().get(path).status_code == 200, path
    finally:
        limits.forget()


@pytest.fixture
def letter(settings):
    """Let entries of the kind “letter” be mail, in this test."""
    message = {"subject": "A", "body": "b", "from_email": "desk@house.example"}
    kinds.register(
        "letter", lambda entry, at: kinds.Outgoing(EmailMessage(**message, to=["ada@reader.example"])), is_mail=True
    )
    kinds.register("other", lambda entry, at: None)
    yield
    kinds.MAIL.discard("letter")
    del kinds._acts["letter"], kinds._acts["other"]


@pytest.mark.django_db
def test_a_mail_server_that_hangs_keeps_nothing_else_waiting(settings, letter, silent_port):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", silent_port, 0.3
    for number in range(3):
        write("letter", f"{number}", NOON)
    write("other", "1", NOON)
    done = list(runner.run_due(later(minutes=1)))
    assert [bool(each.error) for each in done] == [True, False]  # one letter tried, the others wait with it
    assert OutboxEntry.objects.waiting().filter(kind="letter").count() == 3


@pytest.mark.django_db
def test_a_clock_that_steps_back_loses_nothing(time_machine, desk):
    time_machine.move_to(later(hours=1), tick=False)
    article = make.article(slug="ferries", title="Ferries")
    publishing.publish(article, None)
    time_machine.move_to(NOON, tick=False)
    record_version.clear_cache()
    changed(article, title="Ferries, Again")
    with pytest.raises(Refused, match="already scheduled"):  # the edition is of a moment to come, and that is said
        publishing.publish(article, None)
    call_command("run_due", verbosity=0)
    assert add_author(desk) == 302
    time_machine.move_to(later(hours=2), tick=False)
    record_version.clear_cache()
    publishing.publish(article, None)
    assert "Ferries, Again" in Client().get("/analysis/ferries/").content.decode()
    call_command("verify_editions", verbosity=0)


@pytest.fixture
def place(tmp_path):
    shutil.copy(migrated(), tmp_path / "db.sqlite3")
    return tmp_path


ONE_LETTER = """
from django.utils import timezone
from django.contrib.auth.models import User
from alerts.models import Subscription
from alerts.requests import ask
from alerts.following import read_followed
from django.http import QueryDict
from datetime import timedelta
ask(read_followed(QueryDict(""), timezone.now()), "ada@reader.example", "at-once", timezone.now() - timedelta(minutes=1))
"""
WAITING = "FROM outbox_outboxentry WHERE kind = 'confirm' AND done_at IS NULL"


def sql(place: Path, statement: str) -> int | None:
    with closing(sqlite3.connect(place / "db.sqlite3")) as database, database:
        return next(database.execute(statement), (None,))[0]


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "told to stop"])
def test_run_due_that_ends_in_the_middle_of_a_letter_sends_it_in_the_end(place, number):
    with smtp_server() as server:
        post = {"EMAIL_URL": f"smtp://127.0.0.1:{server.server_address[1]}", "SITE_URL": "http://127.0.0.1:1"}
        manage(place, "shell", "--verbosity", "0", "--command", ONE_LETTER, **post)
        server.before_keeping.clear()
        command = [sys.executable, "manage.py", "run_due", "--watch"]
        running = subprocess.Popen(
            command, cwd=ROOT, env=environment(place, **post), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        until = time.monotonic() + PATIENCE
        while not server.received and time.monotonic() < until:
            time.sleep(0.05)
        running.send_signal(number)
        if number == signal.SIGTERM:
            server.before_keeping.set()  # the letter in hand is finished
        running.communicate(timeout=10)
        assert len(server.received) == 1
        server.before_keeping.set()
        assert sql(place, f"SELECT count(*) {WAITING}") == (1 if number == signal.SIGKILL else 0)
        sql(place, "UPDATE outbox_outboxentry SET try_at = due_at WHERE done_at IS NULL")  # the dead runner held it
        manage(place, "run_due", **post)
        assert sql(place, f"SELECT count(*) {WAITING}") == 0
        # Killed between the server's word and ours, it goes once more, and its Message-ID says that it is the same.
        names = {line for text in server.received for line in text.splitlines() if line.startswith(b"Message-ID")}
        assert (len(server.received), len(names)) == ((2, 1) if number == signal.SIGKILL else (1, 1))


@pytest.mark.slow
def test_an_import_that_is_killed_at_any_moment_leaves_all_or_nothing(place):
    sample = str(ROOT / "samples" / "01-caspian-energy-corridors.txt")
    command = [sys.executable, "manage.py", "import_snapshot", sample, "--publish"]
    moments = random.Random(timezone.now().toordinal())
    for _ in range(ROUNDS):
        running = subprocess.Popen(
            command, cwd=ROOT, env=environment(place), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(moments.uniform(0.5, 6))
        running.kill()
        running.wait()
        assert "all as published" in manage(place, "verify_editions")
        counted = "from snapshot.models.record import *; from articles.models.record import *;"
        counted += "print(SnapshotEdition.objects.count(), ArticleEdition.objects.exists())"
        assert manage(place, "shell", "--verbosity", "0", "--command", counted).split() in (
            ["0", "False"],
            ["1", "True"],
        )
    manage(place, "import_snapshot", sample, "--publish")
    assert "all as published" in manage(place, "verify_editions")
