"""The database is away: a plain 503 at once, never a failure."""

import logging

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError, connection
from django.test import Client

from tests.accounts import editor
from web import outage
from web.database_errors import is_away, is_unreachable
from web.refusals import OneLine

pytestmark = pytest.mark.django_db


def away(cause: Exception | None = None) -> OperationalError:
    error = OperationalError("connection failed: nobody is there\nsecond line")
    error.__cause__ = cause or psycopg.OperationalError("connection failed")
    return error


@pytest.fixture
def asked():
    """Let every query fail as if the server were gone; count them."""
    queries = []

    def refuse(execute, sql, *rest):
        queries.append(sql)
        raise away()

    outage.forget()
    with connection.execute_wrapper(refuse):
        yield queries
    outage.forget()


@pytest.mark.parametrize("path", ["/", "/analysis/", "/snapshots/x/", "/search/?q=a", "/robots.txt", "/no/such/page/"])
def test_readers_get_503_and_a_page_that_says_when_to_come_back(asked, path):
    answer = Client(raise_request_exception=False).get(path)
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "5", "no-store")
    assert "can’t reach its database" in answer.content.decode()
    assert "Content-Security-Policy" in answer.headers


def test_programs_get_503_in_json(asked):
    answer = Client(raise_request_exception=False).get("/api/v1/topics/")
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "unavailable")


def test_editors_get_503(asked):
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "a" * 32
    assert client.get("/admin/").status_code == 503
    outage.forget()
    assert client.post("/admin/login/", {"username": "a", "password": "b"}).status_code == 503


def test_for_a_second_nobody_asks_a_database_that_is_away(asked, monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(outage.time, "monotonic", lambda: clock[0])
    reader = Client(raise_request_exception=False)
    reader.get("/")
    before = len(asked)
    assert before
    assert (reader.get("/").status_code, len(asked)) == (503, before)
    clock[0] += outage.AGAIN_AFTER_SECONDS + 0.1
    reader.get("/")
    assert len(asked) > before


def test_once_it_answers_again_so_do_we(asked):
    reader = Client(raise_request_exception=False)
    assert reader.get("/").status_code == 503
    connection.execute_wrappers.pop()
    outage.forget()
    assert reader.get("/").status_code == 200
    connection.execute_wrappers.append(None)  # the fixture takes one away


def test_the_log_has_one_line_for_it_and_no_traceback(asked, caplog):
    with caplog.at_level(logging.INFO):
        Client(raise_request_exception=False).get("/")
    written = [logging.Formatter().format(record) for record in caplog.records if OneLine().filter(record)]
    assert len(written) == 1
    assert "Traceback" not in written[0]
    assert "nobody is there" in written[0]


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (away(), True),
        (OperationalError("database is locked"), True),
        (OperationalError("attempt to write a readonly database"), True),
        (InterfaceError("connection already closed"), True),
        (OperationalError("no such table: x"), False),
        (ProgrammingError("relation does not exist"), False),
        (ValueError("x"), False),
        (None, False),
    ],
)
def test_an_outage_is_told_from_a_fault_of_ours(error, expected):
    assert is_away(error) is expected


def test_a_database_that_became_read_only_is_an_outage():
    error = ProgrammingError("cannot execute INSERT in a read-only transaction")
    error.__cause__ = psycopg.errors.ReadOnlySqlTransaction("x")
    assert is_away(error)


def test_a_query_that_took_too_long_stops_nobody_else():
    assert not is_unreachable(away(psycopg.errors.QueryCanceled("canceling statement due to statement timeout")))
    assert is_unreachable(away(psycopg.errors.AdminShutdown("x")))


def test_an_editor_who_saves_into_a_locked_database_keeps_what_was_typed():
    client = Client(raise_request_exception=False)
    client.force_login(editor())

    def refuse(execute, sql, *rest):
        if sql.startswith(("INSERT", "UPDATE")):
            raise OperationalError("database is locked")
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse):
        answer = client.post("/admin/people/author/add/", {"name": "Ada", "sort_name": "Ada", "slug": "ada"})
    assert answer.status_code == 503
    assert "what you typed is still in your form" in answer.content.decode()
