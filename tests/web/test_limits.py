"""How often one client may ask for what costs much."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.make import NOON, later
from web import limits
from web.limits import Limits

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _apart(settings):
    settings.SEARCHES_A_MINUTE = settings.EXPORTS_A_MINUTE = settings.PDFS_A_MINUTE = settings.FORMS_A_MINUTE = 2
    settings.SIGN_INS_A_MINUTE, settings.SIGN_INS_A_MINUTE_IN_ALL = 2, 3
    cache.clear()
    yield
    cache.clear()
    limits.forget()


@pytest.mark.parametrize(
    "path", ["/search/?q=a", "/search/suggest/?q=a", "/analysis/?topic=", "/snapshots/?q=a", "/analysis/export.csv",
             "/analysis/none.pdf"],
)  # fmt: skip
def test_a_client_who_asks_too_often_for_what_costs_much_is_told_when_to_come_back(look, path):
    assert 429 not in [look(path).status_code for _ in range(2)]
    refused = look(path, later(seconds=15))
    assert (refused.status_code, refused["Retry-After"], refused["Cache-Control"]) == (429, "45", "no-store")
    assert "Please wait a minute" in refused.content.decode()
    assert look(path, later(seconds=61)).status_code != 429


def test_pages_that_cost_little_are_not_counted(look):
    for path in ("/", "/analysis/", "/snapshots/", "/topics/", "/robots.txt", "/admin/login/"):
        assert 429 not in {look(path).status_code for _ in range(4)}, path


def test_each_client_has_a_count_of_its_own(look):
    for _ in range(3):
        last = look("/search/?q=a", NOON)
    assert last.status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.9").get("/search/?q=a").status_code == 200


def sign_in(peer: str = "192.0.2.1", word: str = "wrong"):
    return Client(REMOTE_ADDR=peer).post("/admin/login/", {"login": "vera", "password": word})


def test_passwords_are_guessed_a_few_times_a_minute_and_no_more(time_machine):
    time_machine.move_to(NOON, tick=False)
    assert [sign_in().status_code for _ in range(3)] == [200, 200, 429]


def test_sign_ins_are_also_limited_for_all_clients_together(time_machine):
    time_machine.move_to(NOON, tick=False)
    assert [sign_in(f"192.0.2.{n}").status_code for n in range(5)] == [200, 200, 200, 429, 429]


def test_one_client_does_not_use_up_what_all_may_ask(time_machine):
    time_machine.move_to(NOON, tick=False)
    for _ in range(10):
        sign_in("192.0.2.1")
    assert sign_in("192.0.2.2").status_code == 200


def test_forms_of_readers_are_limited(settings, time_machine):
    time_machine.move_to(NOON, tick=False)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    answers = [Client().post("/alerts/", {"address": "no address"}).status_code for _ in range(3)]
    assert answers == [422, 422, 429]


def test_mail_programs_that_unsubscribe_for_many_are_not_limited():
    answers = {Client().post("/alerts/leave/a-token/", {"List-Unsubscribe": "One-Click"}).status_code for _ in range(9)}
    assert 429 not in answers


class Away:
    def add(self, *args, **kwargs):
        raise ConnectionError("nobody is there")


def test_a_cache_that_is_away_is_not_asked_again_for_a_while(look, monkeypatch, caplog):
    monkeypatch.setattr("web.limits.cache", Away())
    assert {look("/search/?q=a").status_code for _ in range(5)} == {200}
    assert caplog.text.count("requests are not counted") == 1


def test_one_process_answers_only_so_many_costly_requests_at_once(rf, settings):
    settings.EXPENSIVE_AT_ONCE, settings.SEARCHES_A_MINUTE = 1, 0
    outer, inner = [], []

    def view(request):
        if not inner:
            inner.append(Client().get("/search/?q=a").status_code)  # while the first is being answered
        return outer

    guard = Limits(view)
    request = rf.get("/search/?q=a")
    assert guard._enter(request)
    assert not guard._enter(rf.get("/search/?q=b"))
    guard._leave()
    assert guard._enter(rf.get("/search/?q=b"))
