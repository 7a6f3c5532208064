"""A real Redis that is killed, paused or full: pages and saves go on, and requests are counted again afterwards."""

import shutil
import signal
import subprocess
import time
from collections.abc import Iterator

import pytest
import redis
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from people.models import Author
from record.models import LogEntry
from tests import make
from tests.accounts import editor
from tests.desk_forms import filled
from tests.served import PATIENCE, free_port
from web import limits

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        shutil.which("redis-server") is None, reason="redis-server is not installed (Debian: redis-server)"
    ),
]
FULL_AT = 2_000_000  # bytes: little more than an empty Redis takes


class Redis:
    """A Redis server of its own, which keeps nothing."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.client = redis.Redis(port=self.port, socket_timeout=5)
        self.start()

    def start(self) -> None:
        command = [
            "redis-server",
            "--port",
            str(self.port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            str(self.folder),
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        until = time.monotonic() + PATIENCE
        while not self._answers():
            assert time.monotonic() < until
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            return self.client.ping()
        except redis.ConnectionError:
            return False

    def fail(self, how: str) -> None:
        if how == "killed":
            self.process.kill()
            self.process.wait()
        elif how == "paused":
            self.process.send_signal(signal.SIGSTOP)
        else:
            self.client.config_set("maxmemory", FULL_AT)
            self.client.config_set("maxmemory-policy", "noeviction")
            for size in (50_000, 1000, 10):  # to the last byte
                with pytest.raises(redis.exceptions.OutOfMemoryError):
                    self._fill(size)

    def _fill(self, size: int) -> None:
        for number in range(100_000):
            self.client.set(f"ballast-{size}-{number}", b"x" * size)

    def recover(self, how: str) -> None:
        if how == "killed":
            self.start()
        elif how == "paused":
            self.process.send_signal(signal.SIGCONT)
        else:
            self.client.flushall()

    def end(self) -> None:
        self.process.send_signal(signal.SIGCONT)
        self.process.kill()
        self.process.wait()


@pytest.fixture
def server(tmp_path, settings) -> Iterator[Redis]:
    server = Redis(tmp_path)
    options = {"socket_connect_timeout": 0.2, "socket_timeout": 0.2}
    location = f"redis://127.0.0.1:{server.port}"
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": location, "OPTIONS": options}
    }
    settings.SEARCHES_A_MINUTE = 1000
    yield server
    limits.forget()
    server.end()


@pytest.mark.parametrize("how", ["killed", "paused", "full"])
def test_whatever_happens_to_redis_pages_and_saves_go_on(server, how):
    desk, reader = Client(), Client()
    desk.force_login(editor())
    assert is_counted(reader)
    server.fail(how)
    assert not is_counted(reader)
    saved = desk.post("/admin/people/author/add/", {"name": "Ada", "sort_name": "Ada", "slug": "ada"})
    assert (saved.status_code, Author.objects.filter(slug="ada").count()) == (302, 1)
    article = make.article("Ferries", slug="ferries")
    page = reverse("admin:articles_article_publish", args=[article.pk])
    assert desk.post(page, filled(desk, page)).status_code == 302
    assert reader.get("/analysis/ferries/").status_code == 200
    assert LogEntry.objects.filter(number=1).count() == 1
    call_command("verify_editions", verbosity=0)
    server.recover(how)
    limits.forget()
    assert is_counted(reader)


def is_counted(reader: Client) -> bool:
    """Search, and return whether requests are counted."""
    assert reader.get("/search/?q=ferries").status_code == 200
    return limits.count("test", "127.0.0.1", 1000) is not None
