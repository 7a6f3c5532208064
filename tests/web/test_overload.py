"""Refusing what costs most when the machine has too much to do."""

import os

import pytest

from tests import make
from tests.make import NOON, published
from web.overload import is_overloaded, is_shed

LIMIT = 2.0


@pytest.fixture
def load(settings, monkeypatch):
    """Set the load of the last minute for each processor, beside a limit of LIMIT."""
    settings.OVERLOAD_PER_CPU = LIMIT
    return lambda each: monkeypatch.setattr(os, "getloadavg", lambda: (each * os.cpu_count(), 0.0, 0.0))


@pytest.mark.parametrize(("each", "expected"), [(0.0, False), (LIMIT, False), (LIMIT + 0.01, True), (1000.0, True)])
def test_a_machine_is_overloaded_above_its_limit_for_each_processor(load, each, expected):
    load(each)
    assert is_overloaded() is expected


def test_a_system_without_such_a_figure_is_never_overloaded(load, monkeypatch):
    def unknown():
        raise OSError

    monkeypatch.setattr(os, "getloadavg", unknown)
    assert not is_overloaded()


def test_no_test_depends_on_how_busy_the_machine_is(monkeypatch):
    monkeypatch.setattr(os, "getloadavg", lambda: (1e9, 0.0, 0.0))
    assert not is_overloaded()


@pytest.mark.parametrize(
    ("each", "shed"),
    [
        (1.0, set()),
        (1.3, {"search"}),
        (1.6, {"search", "export", "pdf"}),
        (2.1, {"search", "export", "pdf", "api-topics"}),
        (3.1, {"search", "export", "pdf", "api-topics", "authors", "topic", "archive"}),
    ],
)
def test_what_costs_most_goes_first_and_articles_and_snapshots_stay(load, each, shed):
    load(LIMIT * each)
    names = (
        "search",
        "export",
        "pdf",
        "api-topics",
        "authors",
        "topic",
        "archive",
        "article",
        "snapshot",
        "home",
        "sign-in",
    )
    assert {name for name in names if is_shed(name)} == shed


@pytest.mark.django_db
def test_an_overloaded_site_says_when_to_come_back_and_still_shows_articles(load, look):
    published(make.article(slug="ferries"), NOON)
    load(LIMIT * 10)
    for path in ("/search/?q=a", "/analysis/export.csv", "/authors/", "/api/v1/topics/"):
        assert (look(path).status_code, look(path)["Retry-After"]) == (503, "30"), path
    assert [look(path).status_code for path in ("/analysis/ferries/", "/")] == [200, 200]
