"""Sites that stand for all tests of a module: built once, since the tests of this folder only look."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone, translation
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from record import record_version
from tests import odd_site, public_site
from tests.browser.conftest import Watched, windows

HOUSES = {"english": (public_site.build, "en"), "arabic": (public_site.build, "ar"), "odd": (odd_site.build, "en")}


@dataclass(frozen=True)
class Site:
    """A standing site: where it is served, its pages by name, and the language of its house."""

    url: str
    pages: dict[str, str]
    language: str


@pytest.fixture(scope="module")
def transactional_db(django_db_setup, django_db_blocker) -> Iterator[None]:
    """As pytest-django's, but `site` empties it. So nothing here may ask for `live_server`, which would do it sooner."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def site(request, transactional_db) -> Iterator[Site]:
    """The site of one of HOUSES, named by the test: `@pytest.mark.parametrize("site", ["english"], indirect=True)`."""
    build, language = HOUSES[request.param]
    record_version.clear_cache()
    pages = build(timezone.now() - timedelta(days=2), language)
    server = LiveServer("localhost")
    yield Site(server.url, pages, language)
    server.stop()
    call_command("flush", verbosity=0, interactive=False, reset_sequences=False)  # the search index knows the old ids


@pytest.fixture
def visit(chromium: Browser, watched: Watched, shared_contexts: dict, site: Site) -> Iterator[Callable[..., Page]]:
    """Return visit(name, width, scheme): the page of that name, also one that no address leads to."""
    with windows(chromium, site.url, watched, shared_contexts) as open_page:

        def visit(name: str, width: str = "desktop", scheme: str = "light") -> Page:
            page = open_page(site.pages.get(name, "/robots.txt"), width, scheme, reduced_motion="reduce")
            if name in public_site.ALONE:
                with translation.override(site.language):
                    body = public_site.alone(name)
                page.route("**/alone/", lambda route: route.fulfill(status=500, content_type="text/html", body=body))
                page.goto("/alone/")
            return page

        yield visit
