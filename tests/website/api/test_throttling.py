import json

import pytest
from django.core.cache import cache
from django.test import Client

from tests.make import NOON, later
from web import limits

ADDRESS = "/api/v1/topics/"


@pytest.fixture(autouse=True)
def _limited(settings, db):
    settings.API_REQUESTS_A_MINUTE = 3
    cache.clear()
    yield
    cache.clear()
    limits.forget()


def test_a_client_who_asks_too_often_is_told_when_to_come_back(look):
    told = [look(ADDRESS, later(seconds=20))["RateLimit"] for _ in range(3)]
    assert told == ['"minute";r=2;t=40', '"minute";r=1;t=40', '"minute";r=0;t=40']
    answer = look(ADDRESS, later(seconds=45))
    assert (answer.status_code, answer["Retry-After"], answer["RateLimit"]) == (429, "15", '"minute";r=0;t=15')
    assert answer["RateLimit-Policy"] == '"minute";q=3;w=60'
    assert answer["Cache-Control"] == "no-store"
    assert json.loads(answer.content)["error"] == {
        "code": "too_many_requests",
        "message": "Too many requests from one address: come back in 15 seconds.",
    }
    assert look(ADDRESS, later(seconds=60)).status_code == 200


def test_each_client_has_a_count_of_its_own(look):
    for _ in range(4):
        last = look(ADDRESS)
    assert last.status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.9").get(ADDRESS).status_code == 200


def test_one_client_cannot_become_many_by_what_it_says_of_itself(time_machine):
    time_machine.move_to(NOON, tick=False)
    stranger = Client(REMOTE_ADDR="198.51.100.7")
    answers = [stranger.get(ADDRESS, headers={"X-Forwarded-For": f"192.0.2.{n}"}).status_code for n in range(4)]
    assert answers == [200, 200, 200, 429]


def test_an_answer_that_did_not_change_says_how_many_are_left(look):
    tag = look(ADDRESS)["ETag"]
    answer = look(ADDRESS, if_none_match=tag)
    assert (answer.status_code, answer["RateLimit"]) == (304, '"minute";r=1;t=60')


class Away:
    def add(self, *args, **kwargs):
        raise ConnectionError("nobody is there")


def test_a_cache_that_is_away_keeps_nobody_from_reading(look, monkeypatch, caplog):
    monkeypatch.setattr("web.limits.cache", Away())
    assert {look(ADDRESS).status_code for _ in range(5)} == {200}
    assert "RateLimit" not in look(ADDRESS)
    assert "requests are not counted" in caplog.text


def test_no_limit_is_no_header(look, settings):
    settings.API_REQUESTS_A_MINUTE = 0
    assert "RateLimit" not in look(ADDRESS)
