"""The alarm: your change has not gone live."""

import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.management import call_command
from django.test import Client

from monitoring import shown
from tests import make
from tests.accounts import editor
from tests.make import NOON, changed, later, published
from tests.test_conventions import ROOT, app_modules, text_of

pytestmark = pytest.mark.django_db


class Site(HTTPServer):
    """A public site that shows one text at every address."""

    def __init__(self):
        site = self

        class Page(BaseHTTPRequestHandler):
            def do_GET(self):
                site.asked.append(self.path)
                self.send_response(site.status)
                self.send_header("Content-Length", str(len(site.text)))
                self.end_headers()
                self.wfile.write(site.text)

            def log_message(self, *args):
                """Print nothing."""

        super().__init__(("127.0.0.1", 0), Page)
        self.text, self.status, self.asked = b"", 200, []


@pytest.fixture
def site(settings):
    server = Site()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SITE_URL = f"http://127.0.0.1:{server.server_port}"
    yield server
    server.shutdown()
    server.server_close()


def test_a_page_that_shows_the_edition_is_in_order(site):
    edition = published(make.article(slug="ferries"), NOON)
    site.text = f"<code>{edition.content_id}</code>".encode()
    assert shown.look(later(seconds=6)) == []
    assert site.asked == ["/analysis/ferries/"]


def test_a_page_that_still_shows_the_edition_before_is_missing(site):
    article = make.article(slug="ferries", title="Ferries")
    first = published(article, NOON)
    published(changed(article, title="Ferries, Again"), later(hours=1))
    site.text = first.content_id.encode()
    assert shown.look(later(hours=1, seconds=6)) == shown.missing() == ["Ferries, Again"]


@pytest.mark.parametrize("seconds", [4, 700])
def test_what_went_live_just_now_or_long_ago_is_not_looked_at(site, seconds):
    published(make.article(slug="ferries"), NOON)
    shown.look(later(seconds=seconds))
    assert site.asked == []


def test_a_page_that_fails_or_a_site_that_is_away_is_missing(site, settings):
    edition = published(make.snapshot(slug="caspian", title="Caspian"), NOON)
    site.text, site.status = edition.content_id.encode(), 500
    assert "Caspian" in shown.look(later(seconds=6))
    site.status = 200
    assert "Caspian" not in shown.look(later(seconds=6))
    settings.SITE_URL = "http://127.0.0.1:1"
    assert "Caspian" in shown.look(later(seconds=6))


def test_editors_are_told_on_the_first_page_of_the_desk(site, time_machine):
    published(make.article(slug="ferries", title="Ferries"), NOON)
    time_machine.move_to(later(seconds=10), tick=False)
    call_command("run_due", verbosity=0)
    client = Client()
    client.force_login(editor())
    assert "Readers don’t see this change yet: “Ferries”" in client.get("/admin/").content.decode()


def test_no_address_that_a_user_gave_is_ever_fetched():
    asking = re.compile(
        r"urllib\.request|http\.client|import (requests|httpx|urllib3)|socket\.create_connection|aiohttp"
    )
    modules = [path.relative_to(ROOT).as_posix() for path in app_modules() if asking.search(text_of(path))]
    assert [name for name in modules if not name.startswith("dev/")] == ["monitoring/shown.py", "outbox/cdn.py"]
    assert "settings.PURGE_URL" in (ROOT / "outbox/cdn.py").read_text()
    assert "urlsplit(settings.SITE_URL)" in (ROOT / "monitoring/shown.py").read_text()
