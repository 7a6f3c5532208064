"""Fixtures every test may use."""

import gc
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import groupby

import pytest
import time_machine
from django.db import connection, transaction
from django.db.backends.signals import connection_created
from django.test import Client
from django.test.utils import override_settings
from hypothesis import HealthCheck, settings

from articles.shared_kind import Publication
from monitoring import readings
from permissions import middleware
from record import append_only, record_version
from search import missed_searches
from tests import migrated
from tests.make import NOON
from web.pending_counts import PendingCounts

# How many examples a property tries, by SUITE: `make quick`, `make test`, `make test-all` and `make soak` set it.
EXAMPLES = {"quick": 5, "test": 25, "all": 100, "soak": 5_000}
# A slow machine is no failure. In CI every run tries the same examples; elsewhere each run tries new ones.
settings.register_profile(
    "house",
    max_examples=EXAMPLES[os.environ.get("SUITE", "test")],
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("house")


def pytest_addoption(parser):
    parser.addoption("--database-only", action="store_true", help="leave out the tests that ask no database")


def pytest_collection_modifyitems(config, items):
    left = items if os.environ.get("SUITE") in ("all", "soak") else [*sampled(items)]
    if config.getoption("--database-only"):  # pytest-django refuses the others any query
        left = [item for item in left if item.get_closest_marker("django_db") or "db" in item.fixturenames]
    config.hook.pytest_deselected(items=[*set(items).difference(left)])
    items[:] = left


def pytest_collection_finish():
    """Let garbage collection pass over what was imported and collected: it would visit a million objects, again and again."""
    gc.freeze()
    gc.set_threshold(5_000)


def sampled(items) -> Iterator[pytest.Item]:
    """Yield the items, of tests marked `sampled(number)` only so many, evenly spread over their parameters.

    A test that is named with its parameters is not left out.
    """
    for (_, mark), group in groupby(
        items, lambda item: (getattr(item, "originalname", item), item.get_closest_marker("sampled"))
    ):
        among = [*group]
        number = min(mark.args[0], len(among)) if mark else len(among)
        yield from (among[index * len(among) // number] for index in range(number))


@pytest.fixture
def without_ledger(monkeypatch):
    """Let everybody pass the ledger, so that only the view can refuse."""
    monkeypatch.setattr(middleware, "may", lambda user, act: True)


@pytest.fixture(scope="session")
def _kept_database():
    """A test database of SQLite begins as a copy of one that was migrated before: migrating takes each worker seconds."""
    connection_created.connect(migrated.fill)


@pytest.fixture(scope="session")
def django_db_setup(_kept_database, django_db_setup, django_db_blocker):
    connection_created.disconnect(migrated.fill)
    if not os.environ.get("TEST_DATABASE"):  # dev/mutate.py brings one along, made by code that it did not break
        with django_db_blocker.unblock():
            migrated.keep_if_new()


@pytest.fixture(autouse=True)
def _empty_caches(monkeypatch):
    """What a process keeps in memory per record version does not outlive a test's rolled-back transaction.

    It is looked up when something raised it, never because a test took longer than a second.
    """
    monkeypatch.setattr(record_version, "REFRESH_SECONDS", 3600)
    record_version.clear_cache()
    yield
    record_version.clear_cache()


@pytest.fixture(scope="session", autouse=True)
def _guarded_tables_can_be_emptied():
    """A test with transactions of its own empties every table. SQLite's triggers refuse that: they make way for it."""
    operations = type(connection.ops)  # of every connection: beside Playwright's loop, Django opens another
    flush = operations.sql_flush

    def sql_flush(self, style, tables, **options):
        guards = [each for each in append_only.guards if each.table in tables and self.connection.vendor == "sqlite"]
        dropped = [sql for each in guards for sql in each.drop_statements()]
        made = [sql for each in guards for sql in each.sqlite_statements()]
        return [*dropped, *flush(self, style, tables, **options), *made]

    operations.sql_flush = sql_flush
    yield
    operations.sql_flush = flush


REHEARSE = Publication.rehearse


@pytest.fixture(scope="session", autouse=True)
def _publishing_unrehearsed():
    """Most tests publish what any page can show: rendering it first would take as long as all the rest of the act."""
    Publication.rehearse = lambda kind, edition: None
    yield
    Publication.rehearse = REHEARSE


@pytest.fixture(autouse=True)
def _rehearsed(request, monkeypatch):
    """Tests marked `rehearsed` publish as the site does: what cannot be rendered is refused."""
    if request.node.get_closest_marker("rehearsed"):
        monkeypatch.setattr(Publication, "rehearse", REHEARSE)


@pytest.fixture(autouse=True)
def _no_thread_writes(monkeypatch):
    """What readers read, or sought in vain, is written where a test says so, and by no thread behind its back."""
    monkeypatch.setattr(PendingCounts, "write_later", lambda counts: None)
    yield
    missed_searches.pending.clear()
    readings.pending.clear()


@pytest.fixture(scope="session", autouse=True)
def _isolated_files(tmp_path_factory):
    """Files made by tests stand apart from the site's own.

    They go by what is in them, so tests may share them. A test that damages one takes a folder of its own.
    """
    media, renditions = tmp_path_factory.mktemp("media"), tmp_path_factory.mktemp("renditions")
    with override_settings(MEDIA_ROOT=media, RENDITIONS_ROOT=renditions):
        yield


@pytest.fixture(scope="module")
def shared_site(django_db_setup, django_db_blocker) -> Iterator[Callable]:
    """Return shared_site(build): build a site in a transaction that stands for all tests of a module, and return it.

    Each test sees the site as it was built: what it changes itself is undone by its own savepoint. All tests of the
    module see it, also those that do not ask for it, once it is built; none may have transactions of its own.
    """
    with django_db_blocker.unblock(), transaction.atomic():

        def build_once(build: Callable):
            record_version.clear_cache()
            return build()

        yield build_once
        transaction.set_rollback(True)


@pytest.fixture
def look(db):
    """Return how a reader looks at an address at a moment: `look("/analysis/", later(hours=1))`."""
    reader = Client(raise_request_exception=True)

    def get(path: str, at: datetime = NOON, **headers):
        with time_machine.travel(at, tick=False):
            return reader.get(path, headers=headers)

    return get
