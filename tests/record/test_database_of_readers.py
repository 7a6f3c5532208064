"""Which database a request reads; with real servers: test_replica.py."""

from types import SimpleNamespace

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from record import replica
from web import outage
from web.outage import DatabaseOutage


@pytest.fixture
def healthy(monkeypatch):
    """A replica that is well, as far as this process knows."""
    databases = {"default": {}, "replica": {}}
    monkeypatch.setattr(replica, "settings", SimpleNamespace(DATABASES=databases, WAIT_FOR_STANDBY=False))
    monkeypatch.setattr(replica.watch, "usable", lambda: replica.watch.is_usable)
    replica.watch.is_usable = True
    outage.forget()
    yield
    replica.watch.forget()
    outage.forget()


def read_by(path: str = "/", method: str = "GET", cookie: str = "") -> list[str]:
    """Return the database that each try of a request reads."""
    tries = []
    request = getattr(RequestFactory(), method.lower())(path)
    if cookie:
        request.COOKIES[cookie] = "a"
    DatabaseOutage(lambda request: tries.append(replica.alias()) or HttpResponse())(request)
    return tries


def test_what_everybody_may_see_is_read_from_the_replica(healthy):
    assert read_by("/analysis/") == read_by("/api/v1/topics/") == read_by("/", "HEAD") == ["replica"]


def test_forms_the_desk_and_whoever_is_signed_in_read_the_primary(healthy):
    for asked in (("/admin/",), ("/alerts/confirm/x/",), ("/analysis/", "POST"), ("/", "GET", "sessionid")):
        assert read_by(*asked) == ["default"], asked


def test_outside_a_readers_request_the_primary_is_read(healthy):
    read_by()
    assert replica.alias() == "default"


@pytest.mark.postgres
@pytest.mark.django_db
def test_inside_a_transaction_the_primary_is_read(healthy):
    with replica.for_readers():
        assert replica.alias() == "default"


def test_a_replica_that_is_left_out_is_not_read(healthy):
    replica.watch.leave_out()
    assert read_by() == ["default"]


def test_a_replica_that_breaks_in_the_midst_of_a_request_is_replaced_by_the_primary(healthy):
    tries = []

    def view(request):
        tries.append(replica.alias())
        return outage.unavailable(request) if tries[-1] == "replica" else HttpResponse("read")

    assert DatabaseOutage(view)(RequestFactory().get("/")).content == b"read"
    assert tries == ["replica", "default"]
    assert not replica.watch.is_usable


def test_a_streamed_answer_reads_the_same_database_to_its_end(healthy):
    def parts():
        yield replica.alias().encode()
        yield replica.alias().encode()

    answer = DatabaseOutage(lambda request: StreamingHttpResponse(parts()))(RequestFactory().get("/"))
    assert list(answer) == [b"replica", b"replica"]
    assert replica.alias() == "default"


def test_what_is_known_of_the_record_is_known_by_database(healthy):
    known = replica.ByDatabase(lambda: {"number": None})
    known["number"] = 7
    with replica.for_readers():
        assert known["number"] is None
        known.update(number=6)
    assert known["number"] == 7
