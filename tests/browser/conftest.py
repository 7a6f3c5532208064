"""A real Chromium for the tests in this folder, and guards that hold for whatever page they open."""

import importlib.util
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

# A slow machine is no failure: what is awaited comes or does not, and the five seconds of presence are the desk's.
expect.set_options(timeout=30_000)

TOOL = Path(__file__).parents[2] / "dev" / "find_chromium.py"
FLAGS = [
    "--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", *(["--no-sandbox"] if os.geteuid() == 0 else []),
]  # fmt: skip
WIDTHS = {
    "phone": {"width": 390, "height": 844},
    "desktop": {"width": 1280, "height": 900},
    "narrow": {"width": 320, "height": 640},
    "zoomed": {"width": 640, "height": 450},  # a desktop at 200 %
}
LOOKS = [(width, scheme) for width in ("phone", "desktop") for scheme in ("light", "dark")]
AXE = Axe().axe_script
# A long page is laid out where the window is near; whoever measures a page wants all of it.
LAID_OUT = "addEventListener('DOMContentLoaded', () => document.documentElement.classList.add('is-laid-out'))"
WITHOUT_A_HOST = {"data", "blob", "about"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder `browser`."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    # Playwright's synchronous interface runs a loop in this thread; Django would take the test for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path = find_chromium()
    if not path:
        pytest.fail("No Chromium here: make test-browser finds or fetches one.", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, chromium_sandbox=os.geteuid() != 0)
        yield browser
        browser.close()


def find_chromium() -> str | None:
    """Return what `make test-browser` found, or one that is on this machine; nothing is fetched from within a test."""
    spec = importlib.util.spec_from_file_location("find_chromium", TOOL)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool.on_this_machine()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory) -> None:
    """Keep the database in a file: a desk asks while it acts, and requests in memory would share one connection."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "tests.sqlite3")


@pytest.fixture(scope="session")
def live_server(django_db_setup, live_server):
    """The server, begun after the test database is made: it asks whether that is in memory."""
    return live_server


@dataclass
class Watched:
    """What a page did that no page of ours may do, and what it is waiting for."""

    foreign: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    under_way: set[Request] = field(default_factory=set)
    is_examined: bool = False  # by axe, which writes styles of its own into a page with form fields

    def check(self) -> None:
        """Fail on a request to another host and on a violation of the content policy."""
        assert not self.foreign, f"Requests to other hosts: {self.foreign}"
        assert not self.violations, f"Violations of the content policy: {self.violations}"


@pytest.fixture
def watched() -> Watched:
    """What the pages of one test did."""
    return Watched()


@pytest.fixture
def open_page(chromium: Browser, live_server, watched: Watched) -> Iterator[Callable[..., Page]]:
    """Return open_page(path, width, scheme): a page in a window of its own; `page.goto(path)` goes on from there.

    All of it is laid out, near or far, unless `is_laid_out` is False. However many a test opens: none may ask another host for anything, none may violate the content policy.
    """
    with windows(chromium, live_server.url, watched) as opened:
        yield opened


@pytest.fixture(scope="session")
def shared_contexts(chromium: Browser) -> Iterator[dict[tuple, BrowserContext]]:
    """Contexts for tests that only look, by what they look with: a page finds styles and fonts that another loaded."""
    shared: dict[tuple, BrowserContext] = {}
    yield shared
    for context in shared.values():
        context.close()


@contextmanager
def windows(
    chromium: Browser, site: str, watched: Watched, shared: dict[tuple, BrowserContext] | None = None
) -> Iterator[Callable[..., Page]]:
    """Give what opens pages of the site at that address, as `open_page` does; close them at the end.

    Each has a context for itself, or one of those that are shared.
    """
    contexts = []

    def open_page(
        path: str = "/", width: str = "desktop", scheme: str = "light", is_laid_out: bool = True, **differences
    ) -> Page:
        context = _context(chromium, site, width, scheme, is_laid_out, differences, shared)
        if context not in contexts:
            contexts.append(context)
            for event, note in watching.items():
                context.on(event, note)
        page = context.new_page()
        page.on("console", lambda message: _note_violation(message.text, watched))
        page.goto(path)
        return page

    watching = {
        "request": lambda request: _note_begun(request, site, watched),
        "requestfinished": lambda request: _note_ended(request, watched),
        "requestfailed": lambda request: _note_ended(request, watched),
    }
    yield open_page
    for context in contexts:
        _fall_silent(context, watched)
        if shared is None:
            context.close()
        else:
            _leave(context, watching)
    watched.check()


def _context(
    chromium: Browser, site: str, width: str, scheme: str, is_laid_out: bool, differences: dict, shared: dict | None
) -> BrowserContext:
    looks_with = (site, width, scheme, is_laid_out, *differences.items())
    if shared is not None and looks_with in shared:
        return shared[looks_with]
    context = chromium.new_context(base_url=site, viewport=WIDTHS[width], color_scheme=scheme, **differences)
    if is_laid_out:
        context.add_init_script(LAID_OUT)
    context.set_default_timeout(30_000)
    if shared is not None:
        shared[looks_with] = context
    return context


def _leave(context: BrowserContext, watching: dict[str, Callable]) -> None:
    """Leave a shared context as it was found: only what it loaded stays."""
    for page in context.pages:
        page.evaluate("localStorage.clear()")
        page.close()
    context.unroute_all()
    context.clear_cookies()
    for event, note in watching.items():
        context.remove_listener(event, note)


def _fall_silent(context: BrowserContext, watched: Watched) -> None:
    """Let what is under way end and nothing begin: a page that asks would meet the database being emptied."""
    context.route("**/*", lambda route: route.abort())
    for page in context.pages:
        for _ in range(40):
            page.wait_for_timeout(25)
            if not watched.under_way:
                break


def _note_begun(request: Request, ours: str, watched: Watched) -> None:
    watched.under_way.add(request)
    if urlsplit(request.url).scheme not in WITHOUT_A_HOST and urlsplit(request.url).netloc != urlsplit(ours).netloc:
        watched.foreign.append(request.url)


def _note_ended(request: Request, watched: Watched) -> None:
    watched.under_way.discard(request)


def _note_violation(message: str, watched: Watched) -> None:
    if "Content Security Policy" in message and not watched.is_examined:
        watched.violations.append(message)


@pytest.fixture
def axe(watched: Watched) -> Callable[..., list[str]]:
    """Return axe(page): what axe-core finds wrong with the page as it stands, a line for each element.

    `options` are those of axe.run: which rules beside its own choice, or instead of it.
    """

    def findings(page: Page, **options) -> list[str]:
        watched.is_examined = True
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE)
        found = page.evaluate("axe.run({})".format(json.dumps({"resultTypes": ["violations"], **options})))[
            "violations"
        ]
        watched.is_examined = False
        return [f"{rule['id']}: {rule['help']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]

    return findings


@pytest.fixture
def signed_in(live_server, admin_user) -> dict:
    """Return what open_page takes to open a page as an administrator."""
    return session_of(admin_user, live_server)


def session_of(account, live_server) -> dict:
    """Return what open_page takes to open a page as that person."""
    client = Client()
    client.force_login(account)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    return {"storage_state": {"cookies": [_of_context(cookie, live_server.url)], "origins": []}}


def _of_context(cookie: dict, url: str) -> dict:
    return {
        "name": cookie["name"], "value": cookie["value"], "domain": urlsplit(url).hostname, "path": "/",
        "expires": -1, "httpOnly": True, "secure": False, "sameSite": "Lax",
    }  # fmt: skip
