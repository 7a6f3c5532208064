"""Asking, confirming and leaving: without cookies, kept by nobody, and alike for whoever asks."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from alerts import requests
from alerts.models import Subscription
from alerts.tokens import CONFIRM, LEAVE, token_of
from outbox.models import OutboxEntry
from outbox.post import NOWHERE
from record import publishing
from tests import make
from tests.alerts.conftest import _site, link_in, run, subscribe  # noqa: F401 - fixtures
from tests.make import NOON, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

ADA = {"address": "ada@reader.example", "often": "at-once"}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def reader():
    return Client(enforce_csrf_checks=True)


def text(response) -> str:
    return response.content.decode()


def test_the_page_says_in_words_what_would_be_followed(reader):
    snapshot = make.snapshot("Winter", slug="winter")
    author = make.author("Ada Writer", slug="ada")
    published(make.article(authors=[author]), later(hours=-1))
    published(snapshot, later(hours=-1))
    for query, words in (
        ("", "All articles"),
        ("?author=ada", "Articles by Ada Writer"),
        ("?of=snapshots", "All snapshots"),
        ("?snapshot=winter", "New editions of the snapshot “Winter”"),
        (f"?series={snapshot.series.slug}", "Everything in the series “Strategic Snapshot”"),
    ):
        assert words in text(reader.get(f"/alerts/{query}")), query


@pytest.mark.parametrize(
    "query",
    [
        "?of=books",
        "?snapshot=none",
        "?series=none",
        "?from=yesterday",
        "?series=%00",
        "?series=a%00b",
        "?snapshot=%00",
        "?of=%00",
    ],
)
def test_what_cannot_be_followed_is_refused_in_a_sentence(reader, query):
    assert reader.get(f"/alerts/{query}").status_code == 400
    assert reader.post(f"/alerts/{query}", ADA).status_code == 400
    assert not Subscription.objects.exists()


def test_a_draft_and_a_scheduled_snapshot_cannot_be_followed(reader):
    make.snapshot("Draft", slug="draft")
    published(make.snapshot("Soon", slug="soon"), NOON, live_from=later(days=1))
    for slug in ("draft", "soon"):
        assert reader.get(f"/alerts/?snapshot={slug}").status_code == 400


def test_the_way_from_asking_to_the_last_alert(reader, run):  # noqa: F811
    answer = reader.post("/alerts/?language=en", ADA)
    assert "Check your email" in text(answer)
    (question,) = run(NOON)
    assert question.to == ["ada@reader.example"]
    confirm = link_in(question, "confirm")
    assert "Confirm" in text(reader.get(confirm))
    assert Subscription.objects.confirmed().count() == 0  # looking confirms nothing: programs follow links
    assert "You’re subscribed" in text(reader.post(confirm))
    published(make.article("Ports", published_on=NOON.date()), later(hours=1))
    (alert,) = run(later(hours=1))
    leave = link_in(alert, "leave")
    assert "Unsubscribe" in text(reader.get(leave))
    assert Subscription.objects.count() == 1
    one_click = reader.post(leave, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert one_click.status_code == 200
    assert Subscription.objects.count() == 0
    assert reader.post(leave).status_code == 200


def test_no_page_sets_a_cookie_or_is_kept(reader, subscribe):  # noqa: F811
    row = subscribe("")
    for path in ("/alerts/", f"/alerts/confirm/{token_of(row, CONFIRM)}/", f"/alerts/leave/{token_of(row, LEAVE)}/"):
        for answer in (reader.get(path), reader.post(path, ADA)):
            assert answer.cookies == {}, path
            assert "no-store" in answer["Cache-Control"], path
            assert "Cookie" not in answer.get("Vary", ""), path
            assert answer["Referrer-Policy"] == "same-origin", path


def test_whether_an_address_is_known_makes_no_difference_to_the_answer(reader, subscribe):  # noqa: F811
    subscribe("", "known@reader.example", at=later(days=-2))
    known = reader.post("/alerts/", {**ADA, "address": "known@reader.example"})
    unknown = reader.post("/alerts/", {**ADA, "address": "unknown@reader.example"})
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)


def test_one_address_is_asked_a_few_times_a_day_at_most_and_that_is_not_told(reader, run):  # noqa: F811
    answers = {reader.post("/alerts/", {**ADA, "address": address}).content
               for address in ["ada@reader.example", "ADA@reader.example"] * 5}  # fmt: skip
    assert len(answers) == 1
    assert len(run(NOON)) == requests.MOST_A_DAY


def test_more_than_a_site_gets_in_an_hour_is_refused(reader, monkeypatch):
    monkeypatch.setattr(requests, "MOST_AN_HOUR", 2)
    codes = [reader.post("/alerts/", {**ADA, "address": f"r{n}@reader.example"}).status_code for n in range(3)]
    assert codes == [200, 200, 503]


def test_a_program_that_fills_in_every_field_is_answered_and_nothing_is_done(reader):
    assert "Check your email" in text(reader.post("/alerts/", {**ADA, "website": "x"}))
    assert not Subscription.objects.exists()
    assert not OutboxEntry.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://other.example"}, {"origin": "null"}, {"origin": "http://["}, {"sec-fetch-site": "cross-site"}],
)
def test_a_form_of_another_sites_page_is_refused(reader, headers):
    assert reader.post("/alerts/", ADA, headers=headers).status_code == 403
    assert not Subscription.objects.exists()


def test_a_form_of_this_sites_page_is_taken(reader):
    headers = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
    assert reader.post("/alerts/", ADA, headers=headers).status_code == 200
    assert Subscription.objects.exists()


@pytest.mark.parametrize(
    "address", ["", "ada", "ada@reader.example\nBcc: all@example.org", "ada@", "x" * 300 + "@a.org"]
)
def test_what_is_no_address_is_asked_for_again(reader, address):
    answer = reader.post("/alerts/", {**ADA, "address": address})
    assert answer.status_code == 422
    assert 'role="alert"' in text(answer)
    assert not Subscription.objects.exists()


def test_a_confirmation_is_good_for_seven_days_and_then_the_address_is_deleted(reader, run, _at_noon):  # noqa: F811, PT019
    reader.post("/alerts/", ADA)
    (question,) = run(NOON)
    run(NOON + requests.VALID - timedelta(seconds=1))
    assert Subscription.objects.count() == 1
    _at_noon.move_to(NOON + requests.VALID)
    assert reader.post(link_in(question, "confirm")).status_code == 404
    run(NOON + requests.VALID)
    assert Subscription.objects.count() == 0


def test_a_confirmed_subscription_stays_for_longer(reader, run):  # noqa: F811
    reader.post("/alerts/", ADA)
    reader.post(link_in(run(NOON)[0], "confirm"))
    run(later(days=40))
    assert Subscription.objects.confirmed().count() == 1


def test_asked_for_anew_the_last_answer_counts_and_nobody_is_told_twice(reader, run):  # noqa: F811
    reader.post("/alerts/", {**ADA, "often": "daily"})
    reader.post(link_in(run(NOON)[0], "confirm"))
    published(make.article("Ports", published_on=NOON.date()), later(hours=1))
    assert run(later(hours=1)) == []
    reader.post("/alerts/", {**ADA, "often": "weekly"})
    (question,) = run(later(hours=2))
    reader.post(link_in(question, "confirm"))
    assert Subscription.objects.get().often == "weekly"
    assert sum("Ports" in message.body for message in run(later(days=10))) == 1


def test_a_token_is_good_for_its_purpose_and_its_row_alone(reader, subscribe):  # noqa: F811
    one, two = subscribe(""), subscribe("", "two@reader.example")
    forged = token_of(one, LEAVE).replace(f"{one.pk}.", f"{two.pk}.")
    for token in (token_of(one, CONFIRM), forged, "1.x", "x", "9" * 30 + ".x", "²."):
        reader.post(f"/alerts/leave/{token}/")
    assert Subscription.objects.count() == 2
    assert reader.get(f"/alerts/confirm/{token_of(one, LEAVE)}/").status_code == 404


def test_neither_secret_nor_address_is_in_the_outbox(reader, run):  # noqa: F811
    reader.post("/alerts/", ADA)
    row, (question,) = Subscription.objects.get(), run(NOON)
    kept = str(list(OutboxEntry.objects.values()))
    assert "ada@reader.example" not in kept
    assert row.secret not in kept
    assert row.secret not in question.body


def test_where_no_mail_server_is_named_the_page_says_so(reader, settings):
    settings.EMAIL_BACKEND = NOWHERE
    for answer in (reader.get("/alerts/"), reader.post("/alerts/", ADA)):
        assert answer.status_code == 503
        assert "t send email yet. Subscribe to its feeds instead" in text(answer)
    assert not Subscription.objects.exists()


def test_lists_and_snapshots_lead_to_their_alerts(reader):
    published(make.snapshot("Winter", slug="winter"), later(hours=-1))
    assert "/alerts/?snapshot=winter" in text(reader.get("/snapshots/winter/"))
    assert "/alerts/?of=articles&amp;language=en" in text(reader.get("/analysis/?language=en"))
    assert "/alerts/?of=snapshots" in text(reader.get("/snapshots/"))


def test_leaving_works_when_what_was_followed_is_withdrawn(reader, subscribe):  # noqa: F811
    snapshot = make.snapshot("Winter", slug="winter")
    published(snapshot, later(hours=-1))
    row = subscribe("snapshot=winter")
    publishing.withdraw(snapshot, "Wrong.", at=NOON)
    assert "Unsubscribe" in text(reader.get(f"/alerts/leave/{token_of(row, LEAVE)}/"))
    reader.post(f"/alerts/leave/{token_of(row, LEAVE)}/")
    assert Subscription.objects.count() == 0
    assert mail.outbox == []
