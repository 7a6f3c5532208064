"""The browser is killed while its desk has not sent what was written: it is there when the browser starts again."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from tests import make
from tests.browser.conftest import FLAGS, WIDTHS, find_chromium
from tests.browser.test_writing import WritingDesk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def browser(chromium, live_server, signed_in, tmp_path):
    """Return browser(): opens a signed-in page in a separate Chromium. Its profile stays on disk."""

    @contextmanager
    def opened() -> Iterator[Page]:
        context = chromium.browser_type.launch_persistent_context(
            tmp_path, executable_path=find_chromium(), args=FLAGS, chromium_sandbox=os.geteuid() != 0,
            base_url=live_server.url, viewport=WIDTHS["desktop"],
        )  # fmt: skip
        context.add_cookies(signed_in["storage_state"]["cookies"])
        yield context.new_page()
        with suppress(Error):  # it was killed
            context.close()

    return opened


def kill_browser(profile: Path) -> None:
    """Kill every process of the browser with this profile, without a word to it."""
    found = subprocess.run(["pgrep", "-f", f"user-data-dir={profile}"], capture_output=True, text=True, check=True)
    for pid in found.stdout.split():
        os.kill(int(pid), signal.SIGKILL)


def lose_connection(page: Page) -> None:
    page.route(lambda url: url.endswith(("/save/", "/act/")), lambda route: route.abort())


def test_an_articles_text_is_there_after_a_crash(browser, tmp_path):
    article = make.article("Ports wait", body="<p>One.</p>\n<p>Two.</p>")
    path = f"/admin/articles/article/{article.pk}/write/"
    with browser() as page:
        page.goto(path)
        writing = WritingDesk(page)
        lose_connection(page)
        writing.text.locator("p").first.click()
        writing.press("End")
        writing.type(" Written in a tunnel.")
        expect(page.locator("#top-saved")).to_have_attribute("data-kind", "away")
        kill_browser(tmp_path)
    with browser() as page:
        page.goto(path)
        writing = WritingDesk(page)
        expect(writing.text).to_contain_text("One. Written in a tunnel.")
        assert "Written in a tunnel." in writing.article().body


def test_a_snapshots_section_is_there_after_a_crash(browser, tmp_path):
    snapshot = make.snapshot(sections={"Ports": [make.article("Aktau")]})
    path = f"/admin/snapshot/snapshot/{snapshot.pk}/desk/"
    with browser() as page:
        page.goto(path)
        expect(page.locator(".desk.is-ready")).to_be_visible()
        lose_connection(page)
        page.fill("#board-add-title", "Railways")
        page.press("#board-add-title", "Enter")
        expect(page.locator("#top-saved")).to_have_attribute("data-kind", "away")
        kill_browser(tmp_path)
    with browser() as page:
        page.goto(path)
        expect(page.locator("#top-saved")).to_have_attribute("data-kind", "saved")
        expect(page.locator("#board-sections")).to_contain_text("Railways")
    assert list(snapshot.sections.values_list("title", flat=True)) == ["Ports", "Railways"]
