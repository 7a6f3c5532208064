"""Queries of costly pages end in time."""

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client

from web import query_time
from web.query_time import QueryTime

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no such limit")


def ask(sql: str = "SELECT pg_sleep(3)") -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def limit() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return cursor.fetchone()[0]


@on_postgresql
def test_a_query_that_takes_too_long_is_stopped_and_the_limit_lifted(settings):
    settings.QUERY_SECONDS = 0.1
    guard = QueryTime()
    guard.begin()
    with pytest.raises(OperationalError, match="timeout"):
        ask()
    guard.end()
    assert limit() == "0"


@on_postgresql
def test_a_search_that_takes_too_long_is_503_and_stops_nobody_else(settings, monkeypatch):
    settings.QUERY_SECONDS = 0.1

    def slow(*args):
        ask()

    monkeypatch.setattr("website.search.read_article_filter", slow)
    reader = Client(raise_request_exception=False)
    assert reader.get("/search/?q=a").status_code == 503
    assert reader.get("/analysis/").status_code == 200
    assert limit() == "0"


@on_postgresql
def test_other_pages_have_no_limit(settings, monkeypatch):
    settings.QUERY_SECONDS = 0.1
    seen = []
    monkeypatch.setattr("website.home.public_roots", lambda at: seen.append(limit()) or [])
    assert Client().get("/").status_code == 200
    assert seen == ["0"]


def test_where_there_is_no_limit_nothing_is_asked_for_it(settings, django_assert_num_queries):
    settings.QUERY_SECONDS = 0
    guard = query_time.QueryTime()
    with django_assert_num_queries(1):
        guard.begin()
        connection.cursor().execute("SELECT 1")
        guard.end()
