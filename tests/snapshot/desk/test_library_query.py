"""What the library is asked, and what it refuses to be asked."""

from contextlib import suppress
from datetime import date
from urllib.parse import urlencode

import pytest
from django.core.exceptions import BadRequest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from articles import library_index
from snapshot.desk.library import library
from snapshot.desk.library_filter import ORDERS, LibraryFilter
from tests import make
from tests.make import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def ask(**parameters: str) -> LibraryFilter:
    return LibraryFilter(QueryDict(urlencode(parameters)), at=NOON)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("author=x", "author"), ("topic=-1", "topic"), ("tag=1.5", "tag"), ("series=٣", "series"),
        ("status=secret", "status"), ("order=author__user__password", "order"), ("from=2026-02-30", "from"),
        ("until=yesterday", "until"), ("from=2026-3-1", "from"),
        ("from=2026-03-02&until=2026-03-01", "later"), ("&".join(["tag=1"] * 51), "up to 50"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_refused_in_words(asked, words):
    with pytest.raises(BadRequest, match=words):
        library(LibraryFilter(QueryDict(asked)), None)


@pytest.mark.parametrize(
    "cursor", ["x", "0.2026-03-01", "9.2026-03-01.1", "0.2026-13-01.1", "0.2026-03-01.1\n", "0..."]
)
@pytest.mark.parametrize("order", ORDERS)
def test_a_forged_cursor_is_refused(cursor, order):
    with pytest.raises(BadRequest, match="Invalid page"):
        library(ask(cursor=cursor, order=order), None)


@given(st.text(max_size=40))
def test_no_cursor_is_any_other_error(cursor):
    for order in ORDERS:
        with suppress(BadRequest):
            library(ask(cursor=cursor, order=order), None)


def test_parameters_become_values_and_unknown_ones_are_left_aside():
    asked = LibraryFilter(QueryDict("q=gas&author=1&author=2&from=2026-01-01&order=edited&author__user=3&topic="))
    values = {name: value for name, value in asked.values.items() if value}
    assert values == {"q": "gas", "author": (1, 2), "from": date(2026, 1, 1), "order": "edited"}


def test_a_space_at_the_end_ends_the_last_word():
    make.article("The Corridor")
    library_index.rebuild()
    assert [len(library(ask(q=typed), None).rows) for typed in ("corr", "corr ", "corridor ")] == [1, 0, 1]


def test_ids_that_no_column_holds_find_nothing():
    make.article()
    assert library(ask(author="9999999999999999999"), None).rows == []
