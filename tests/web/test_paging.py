"""Keyset paging, newest first."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import BadRequest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from articles.models import ArticleEdition
from tests import make
from tests.make import NOON, published
from web import paging


@pytest.fixture
def editions(db):
    """Seven editions on three days."""
    for n in range(7):
        published(make.article(published_on=date(2026, 3, 1) + timedelta(days=n % 3)), NOON)
    return ArticleEdition.objects.public(NOON)


def ask(address: str):
    return RequestFactory().get(address)


def test_the_pages_together_hold_everything_once_newest_first(editions):
    address, seen = "/analysis/", []
    while address:
        page, address = paging.page_of(ask(address), editions, size=3)
        seen += page
    assert seen == list(editions.order_by("-published_on", "-pk"))


def test_the_last_page_leads_nowhere(editions):
    assert paging.page_of(ask("/analysis/"), editions, size=7)[1] == ""


def test_what_is_published_meanwhile_shows_nothing_twice(editions):
    page, address = paging.page_of(ask("/analysis/"), editions, size=3)
    published(make.article(published_on=date(2027, 1, 1)), NOON)
    assert not {*page} & {*paging.page_of(ask(address), editions, size=3)[0]}


def test_a_page_is_one_query_wherever_it_stands(editions, django_assert_num_queries):
    for address in ("/analysis/", "/analysis/?cursor=2026-03-02.999999"):
        with django_assert_num_queries(1):
            paging.page_of(ask(address), editions, size=3)


BAD = [
    "",
    "x",
    "2026-03-01",
    "2026-03-01.",
    "2026-13-01.1",
    "2026-03-01.-1",
    "2026-03-01.1e3",
    "2026-03-01.٣",
    "0000-01-01.1",
]


@pytest.mark.parametrize("cursor", [*BAD, "2026-03-01." + "9" * 19, "2026-03-01.1\n", "2026-03-01.1' OR 1=1"])
def test_a_cursor_that_is_none_of_ours_is_a_bad_request(db, cursor):
    with pytest.raises(BadRequest, match="cursor"):
        paging.page_of(RequestFactory().get("/analysis/", {"cursor": cursor}), ArticleEdition.objects.all())


@pytest.mark.django_db
@given(st.text(st.characters(), max_size=30))
def test_any_cursor_is_answered_or_refused(cursor):
    try:
        paging.page_of(
            RequestFactory().get("/analysis/", {"cursor": cursor.encode(errors="replace")}),
            ArticleEdition.objects.all(),
        )
    except BadRequest:
        return


@pytest.mark.parametrize("path", ["/analysis/", "/snapshots/"])
def test_a_bad_cursor_is_told_in_a_plain_sentence(look, path):
    response = look(f"{path}?cursor=nonsense")
    assert response.status_code == 400
    assert "The “cursor” in this address is not valid. Start from the first page" in response.content.decode()


def test_the_furthest_cursor_the_form_allows_is_answered(look):
    published(make.article(slug="gas", topics=[make.topic(slug="ports")]), NOON)
    assert look("/topics/ports/?cursor=9999-12-31." + "9" * 18).status_code == 200
    assert look("/analysis/?cursor=9999-12-31." + "9" * 9).status_code == 200
