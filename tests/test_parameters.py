"""Every parameter of every public address, whatever its value, and every link to a filter: answered, and nothing written.

Addresses are the resolver's, parameters those that the views look up, values those that the pages' own links have.
"""

from html import unescape
from itertools import product
from re import findall
from urllib.parse import parse_qsl, urlencode

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import get_resolver, resolve, reverse

from articles.public.filters import ArticleFilter
from record import record_version
from snapshot.public.filters import SnapshotFilter
from tests import public_site
from tests.accounts import signed_in
from tests.fuzzing import parameters_read, written
from tests.make import NOON, later
from tests.test_never_leaks import VALUES, patterns

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BAD = ["", "no-such-thing", "9" * 30]
FILTERS = {**ArticleFilter.base_filters, **SnapshotFilter.base_filters}


@pytest.fixture(scope="module")
def parameters(shared_site) -> dict[str, set[str]]:
    """Return the names of the parameters of each public address, one for each route."""

    def build():
        public_site.build(NOON)
        with time_machine.travel(later(days=2), tick=False):
            return dict(map(looked_up, first_addresses()))

    return shared_site(build)


@pytest.fixture
def lists(parameters) -> dict[str, set[str]]:
    with time_machine.travel(later(days=2), tick=False):
        yield {path: names for path, names in parameters.items() if names}


def first_addresses() -> list[str]:
    """Return for each public route the first address that shows something."""
    found, client = [], Client()
    for route, pattern in patterns(get_resolver()):
        names = sorted(pattern.pattern.converters)
        for values in product(*(VALUES[name](route) for name in names)):
            path = reverse(pattern.name, kwargs=dict(zip(names, values, strict=True)))
            if client.get(path).status_code == 200:
                found.append(path)
                break
    return found


def looked_up(path: str) -> tuple[str, set[str]]:
    names: set[str] = set()
    record_version.clear_cache()  # what is kept in Django reads nothing
    with parameters_read(names):
        b"".join(Client().get(f"{path}?any=1"))  # an empty query is not looked at
    return path, names


def links(path: str, page: bytes) -> dict[tuple, str]:
    """Return the addresses with a query that a page leads to on this site: one for each path and set of names."""
    found = (unescape(link) for link in findall(r'href="([/?][^"#]*\?[^"#]*|\?[^"#]*)"', page.decode()))
    whole = (path.partition("?")[0] + link if link.startswith("?") else link for link in found)
    return {(link.partition("?")[0], *sorted(name for name, _ in asked_in(link))): link for link in whole}


def asked_in(address: str) -> list[tuple[str, str]]:
    return parse_qsl(address.partition("?")[2])


def test_every_parameter_and_every_link_is_answered_and_none_writes(lists):
    assert set(FILTERS) | {"cursor", "of", "snapshot", "fields", "page_size", "paper"} <= set().union(*lists.values())
    assert {"/analysis/", "/snapshots/", "/search/", "/alerts/", "/analysis/feed.atom"} <= set(lists)
    reader, found = signed_in(), []
    reader.raise_request_exception = False

    def ask(address: str) -> bytes:
        wrote: list[str] = []
        with connection.execute_wrapper(written(wrote)):
            answer = reader.get(address)
            body = b"".join(answer)
        found.extend([f"{answer.status_code} {address}"] if answer.status_code >= 500 else [])
        found.extend(f"{address} wrote {sql[:80]}" for sql in wrote)
        return body if answer.status_code == 200 and "html" in answer["Content-Type"] else b""

    waiting = {}
    for path in lists:
        waiting |= links(path, ask(path))
    good: dict[str, set[str]] = {name: set(each.extra.get("choices", ())) for name, each in FILTERS.items()}
    for name, value in (pair for link in waiting.values() for pair in asked_in(link)):
        good.setdefault(name, set()).add(value)
    for path, names in lists.items():
        for name in names:
            values = sorted(good.get(name, ()))[:1]
            for given in [[value] for value in values + BAD] + [[*values, *BAD, ""]]:
                address = f"{path}?{urlencode([(name, value) for value in given])}"
                waiting |= links(path, ask(address))
    for link in waiting.values():
        ask(link)
    assert found == []


def test_the_page_store_leaves_out_no_parameter_that_a_page_reads(parameters):
    kept, wrong = 0, []
    for path, names in parameters.items():
        declared = getattr(resolve(path).func, "stored_parameters", None)
        if declared is not None:
            kept += 1
            wrong += [f"{path} reads {name}" for name in names - declared - {"any"}]
    assert kept > 30
    assert wrong == []
