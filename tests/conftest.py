"""Fixtures every test may use."""

import os
from datetime import datetime

import pytest
import time_machine
from django.test import Client
from hypothesis import HealthCheck, settings

from editorial import record_version
from tests.make import NOON

# A slow machine is no failure. In CI every run tries the same examples; elsewhere each run tries new ones.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.register_profile("ci", settings.get_profile("house"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "house")


def pytest_addoption(parser):
    parser.addoption("--database-only", action="store_true", help="leave out the tests that ask no database")


def pytest_collection_modifyitems(config, items):
    """Leave out what no second database can change: pytest-django refuses such tests any query."""
    if not config.getoption("--database-only"):
        return
    asking = [item for item in items if item.get_closest_marker("django_db") or "db" in item.fixturenames]
    config.hook.pytest_deselected(items=[*set(items).difference(asking)])
    items[:] = asking


@pytest.fixture(autouse=True)
def _nothing_held():
    """What a process keeps in memory per record version does not outlive a test's rolled-back transaction."""
    record_version.forget()
    yield
    record_version.forget()


@pytest.fixture(scope="session")
def _kept_files(tmp_path_factory):
    return tmp_path_factory.mktemp("renditions")


@pytest.fixture(autouse=True)
def _renditions_apart(_kept_files, settings):
    """Files made by tests stand apart from the site's own. They go by what is in them, so tests may share them."""
    settings.RENDITIONS_ROOT = _kept_files


@pytest.fixture(scope="session")
def _media(tmp_path_factory):
    return tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def _media_apart(_media, settings):
    """As above: they stand under the digest of what they hold. A test that damages one takes a folder of its own."""
    settings.MEDIA_ROOT = _media


@pytest.fixture
def look(db):
    """Return how a reader looks at an address at a moment: `look("/analysis/", later(hours=1))`."""
    reader = Client(raise_request_exception=True)

    def get(path: str, at: datetime = NOON, **headers):
        with time_machine.travel(at, tick=False):
            return reader.get(path, headers=headers)

    return get
