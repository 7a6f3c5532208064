"""What was sought in vain: counted in memory, written by a thread, shown to editors."""

from contextlib import contextmanager
from datetime import date
from unittest.mock import Mock

import pytest
from django.db import connection, transaction

from search import missed_searches
from search.models import MissedSearch
from tests import make
from tests.make import NOON, later, published
from web import pending_counts

pytestmark = pytest.mark.django_db


@contextmanager
def read_only():
    """Let the database refuse to be written to."""
    with transaction.atomic(), connection.cursor() as cursor:
        is_sqlite = connection.vendor == "sqlite"
        cursor.execute("PRAGMA query_only = ON" if is_sqlite else "SET TRANSACTION READ ONLY")
        yield
        if is_sqlite:
            cursor.execute("PRAGMA query_only = OFF")
        transaction.set_rollback(True)


def rows() -> list[tuple]:
    return list(MissedSearch.objects.order_by("words").values_list("words", "count", "first_on", "last_on"))


def test_words_that_find_nothing_are_counted_by_the_day_and_nothing_of_people_is_kept(look):
    for typed in ("Gas", "gas ", "ada@example.org", "0123456789", "x" * 120):
        look(f"/analysis/?q={typed}", NOON)
    look("/analysis/?q=gas&year=2020", NOON)
    missed_searches.pending.write()
    assert rows() == [("gas", 2, date(2026, 5, 1), date(2026, 5, 1))]


def test_what_was_written_before_is_added_to(look):
    for moment in (NOON, later(days=1), later(days=2)):
        look("/analysis/?q=gas", moment)
        missed_searches.pending.write()
    assert rows() == [("gas", 3, date(2026, 5, 1), date(2026, 5, 3))]


def test_searching_works_where_nothing_can_be_written(look):
    published(make.article("Ferries"), NOON)
    with read_only():
        for path in ("/search/", "/analysis/", "/snapshots/", "/search/suggest/", "/api/v1/articles/"):
            for words in ("ferries", "feries", "nothing-of-the-kind"):
                assert look(f"{path}?q={words}", later(hours=1)).status_code == 200, path


def test_what_cannot_be_written_is_told_in_the_log_and_written_later(look, caplog):
    look("/analysis/?q=gas", NOON)
    with read_only():
        missed_searches.pending.write()
    assert "could not be written" in caplog.text
    missed_searches.pending.write()
    assert [row[:2] for row in rows()] == [("gas", 1)]


def test_the_first_of_what_waits_starts_the_thread_that_writes(look, monkeypatch):
    started = []
    monkeypatch.setattr(pending_counts.PendingCounts, "write_later", lambda counts: started.append(True))
    for words in ("gas", "oil", "gas"):
        look(f"/analysis/?q={words}", NOON)
    assert len(started) == 1


def test_the_thread_is_no_reason_for_a_process_to_stay(monkeypatch):
    monkeypatch.undo()
    started = Mock()
    monkeypatch.setattr(pending_counts, "Timer", started)
    missed_searches.pending.write_later()
    assert started.return_value.daemon is True
    assert started.call_args.args[0] == pending_counts.WRITTEN_AFTER


def test_no_more_waits_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(missed_searches.pending, "most", 2)
    for words in ("a", "b", "c", "b"):
        missed_searches.note(words, NOON)
    missed_searches.pending.write()
    assert [row[:2] for row in rows()] == [("a", 1), ("b", 2)]


def test_a_full_table_keeps_what_is_sought_often_and_what_is_new(monkeypatch):
    monkeypatch.setattr(missed_searches, "MOST_ROWS", 2)
    for words, moment in (("often", NOON), ("often", NOON), ("old", NOON), ("new", later(days=1))):
        missed_searches.note(words, moment)
    missed_searches.pending.write()
    assert [row[0] for row in rows()] == ["new", "often"]


@pytest.mark.parametrize(
    "pasted",
    [
        "https://example.org/a",
        "see http://example.org",
        "HTTPS://EXAMPLE.ORG",
        "www.example.org/a",
        "ada@x.example",
        "room 12345",
    ],
)
def test_an_address_or_a_number_that_was_pasted_by_mistake_is_not_kept(pasted):
    missed_searches.note(pasted, NOON)
    missed_searches.pending.write()
    assert not MissedSearch.objects.exists()


@pytest.mark.parametrize("typed", ["https", "wwww", "http ports", "2026", "berth 1234"])
def test_words_that_only_look_a_little_like_an_address_are_kept(typed):
    missed_searches.note(typed, NOON)
    missed_searches.pending.write()
    assert MissedSearch.objects.get().words == typed
