"""Caches in front of the site are told to forget its pages, whatever they answer at first."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import time_machine

from outbox.models import OutboxEntry
from outbox.runner import run_due
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = pytest.mark.django_db


class _Cache(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.received.append((self.path, self.headers["Authorization"], body))
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *given) -> None:
        """Say nothing."""


@pytest.fixture
def cdn(settings):
    """A cache that can be purged, on the loopback interface."""
    with HTTPServer(("127.0.0.1", 0), _Cache) as server:
        server.received, server.answer = [], 204
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.PURGE_URL = f"http://127.0.0.1:{server.server_port}/purge"
        settings.PURGE_HEADERS = {"Authorization": "Bearer x", "Content-Type": "application/json"}
        settings.PURGE_BODY = '{"purge_everything": true}'
        yield server
        server.shutdown()


def done(at) -> list[str]:
    with time_machine.travel(at, tick=False):
        return [each.error for each in run_due(at) if each.entry.kind == "cdn purge"]


def test_a_publication_purges_once_however_much_was_published(cdn):
    with time_machine.travel(NOON, tick=True):
        for _ in range(3):
            published(make.article())
    assert done(later(minutes=1)) == [""]
    assert cdn.received == [("/purge", "Bearer x", '{"purge_everything": true}')]


def test_a_scheduled_change_purges_at_its_moment(cdn):
    article = make.article()
    with time_machine.travel(NOON, tick=False):
        published(article)
        published(changed(article), live_from=later(hours=1))
    done(later(minutes=1))
    assert done(later(hours=1, seconds=-1)) == []
    assert done(later(hours=1)) == [""]


def test_a_cache_that_refuses_is_asked_again(cdn):
    with time_machine.travel(NOON, tick=False):
        published(make.article())
    cdn.answer = 503
    [error] = done(later(seconds=1))
    assert "503" in error
    cdn.answer = 204
    assert done(later(seconds=1) + timedelta(minutes=1)) == [""]
    assert len(cdn.received) == 2


def test_where_no_cache_is_named_nothing_is_written():
    published(make.article(), NOON)
    assert not OutboxEntry.objects.filter(kind="cdn purge").exists()
