"""What the library is asked, and what it refuses to be asked."""

from contextlib import suppress
from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from snapshot.desk.library import library
from snapshot.desk.library_query import ORDERS, LibraryQuery
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("author=x", "author"), ("topic=-1", "topic"), ("tag=1.5", "tag"), ("series=٣", "series"),
        ("standing=secret", "secret"), ("order=author__user__password", "order"), ("from=2026-02-30", "2026-02-30"),
        ("until=yesterday", "yesterday"), ("from=2026-3-1", "2026-3-1"),
        ("from=2026-03-02&until=2026-03-01", "period"), ("&".join(["tag=1"] * 51), "At most 50"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_refused_in_words(asked, words):
    with pytest.raises(ValueError, match=words):
        LibraryQuery.of(QueryDict(asked))


@pytest.mark.parametrize(
    "cursor", ["x", "0.2026-03-01", "9.2026-03-01.1", "0.2026-13-01.1", "0.2026-03-01.1\n", "0..."]
)
@pytest.mark.parametrize("order", ORDERS)
def test_a_forged_cursor_is_refused(cursor, order):
    with pytest.raises(ValueError, match="no such page"):
        library(LibraryQuery(cursor=cursor, order=order), None, NOON)


@given(st.text(max_size=40))
def test_no_cursor_is_any_other_error(cursor):
    for order in ORDERS:
        with suppress(ValueError):
            library(LibraryQuery(cursor=cursor, order=order), None, NOON)


def test_parameters_become_a_query_and_unknown_ones_are_left_aside():
    asked = QueryDict("q=gas&author=1&author=2&from=2026-01-01&order=edited&author__user=3&topic=")
    assert LibraryQuery.of(asked) == LibraryQuery("gas", (1, 2), since=date(2026, 1, 1), order="edited")


def test_ids_that_no_column_holds_find_nothing():
    make.article()
    assert library(LibraryQuery.of(QueryDict("author=9999999999999999999")), None, NOON).rows == []
