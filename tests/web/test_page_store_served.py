"""The page store in a real server: another process changes the record, and the database goes away and comes back."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.served import migrated

ROOT = Path(__file__).resolve().parents[2]
PAGE, OTHER = "/analysis/ferries/", "/analysis/ports/"
PATIENCE = 60  # seconds
BUILD = """
from tests import make
for title, slug in (("Ferries Wait", "ferries"), ("Ports Wait", "ports")):
    make.published(make.article(title, slug=slug))
"""
CHANGE = """
from articles.models import Article
from tests import make
make.published(make.changed(Article.objects.get(slug="ferries"), title="Ferries Sail"))
"""

pytestmark = pytest.mark.slow


class Site:
    """A server with a database of its own in a folder that can be taken away."""

    def __init__(self, folder: Path):
        self.here, self.away = folder / "database", folder / "away"
        self.here.mkdir()
        self.environment = {
            **os.environ, "DATABASE_URL": f"sqlite:///{self.here}/site.sqlite3", "RENDITIONS_ROOT": f"{folder}/renditions",
            "MEDIA_ROOT": f"{folder}/media", "DJANGO_SETTINGS_MODULE": "tests.settings", "LOG_LEVEL": "CRITICAL",
        }  # fmt: skip
        shutil.copy(migrated(), self.here / "site.sqlite3")
        self.run(BUILD)
        with socket.socket() as attempt:
            attempt.bind(("127.0.0.1", 0))
            self.port = attempt.getsockname()[1]
        serve = ["granian", "--interface", "wsgi", "--port", str(self.port), "--workers", "1", "--log-level", "error"]
        command = [sys.executable, "-m", *serve, "config.wsgi:application"]
        self.server = subprocess.Popen(command, cwd=ROOT, env=self.environment)
        self.until(lambda: self.get(PAGE) is not None)

    def run(self, code: str) -> None:
        code = f"import django\ndjango.setup()\n{code}"
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=self.environment, check=True)

    def get(self, path: str) -> http.client.HTTPResponse | None:
        """Return the answer with its `body`, or None where nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.body = answer.read()
        except ConnectionError:
            return None
        finally:
            connection.close()
        return answer

    def until(self, is_so) -> None:
        began = time.monotonic()
        while not is_so():
            assert time.monotonic() - began < PATIENCE, "It never came."
            time.sleep(0.1)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    made = Site(tmp_path_factory.mktemp("site"))
    yield made
    made.server.terminate()
    made.server.wait(20)


def test_while_the_database_is_away_the_last_good_pages_are_given_and_say_so(site):
    good = site.get(PAGE)
    site.here.rename(site.away)
    site.until(lambda: site.get(PAGE).headers["Warning"])
    stale, unseen = site.get(PAGE), site.get(OTHER)
    site.away.rename(site.here)
    assert (stale.status, stale.body) == (200, good.body)
    assert stale.headers["Warning"].startswith("110 ")
    assert int(stale.headers["Age"]) >= 0
    assert stale.headers["Cache-Control"] == "public, no-cache"
    assert unseen.status >= 500
    site.until(lambda: not site.get(PAGE).headers["Warning"])
    assert site.get(OTHER).status == 200


def test_a_change_by_another_process_is_seen(site):
    assert b"Ferries Sail" not in site.get(PAGE).body
    site.run(CHANGE)
    site.until(lambda: b"Ferries Sail" in site.get(PAGE).body)
