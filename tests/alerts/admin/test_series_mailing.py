"""An edition or a digest goes to a series' subscribers once, after a page that says to how many."""

import pytest
import time_machine
from django.urls import reverse

from alerts.models import SeriesMailing, Subscription
from outbox.post import NOWHERE
from record import publishing
from tests import make
from tests.accounts import person, signed_in
from tests.alerts.conftest import _site, run, subscribe  # noqa: F401 - fixtures
from tests.desk_forms import filled, filled_from
from tests.letters import read_message
from tests.make import NOON, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(later(hours=2), tick=False) as clock:
        yield clock


@pytest.fixture
def winter(subscribe, run):  # noqa: F811
    """A snapshot with two subscribers of its series; both asked after it went live."""
    snapshot = make.snapshot("Winter", slug="winter", published_on=NOON.date())
    published(snapshot, NOON)
    for name in ("ada", "otto"):
        subscribe(f"series={snapshot.series.slug}", f"{name}@reader.example", at=later(hours=1))
    subscribe("", "other@reader.example", at=later(hours=1))
    run(later(hours=1))
    return snapshot


def text(response) -> str:
    return response.content.decode()


def mail_page(snapshot) -> str:
    return reverse("admin:snapshot_snapshot_mail", args=[snapshot.pk])


def subscribers_page(snapshot, number=1) -> str:
    return reverse("admin:snapshot_snapshot_subscribers", args=[snapshot.pk, number])


def send(client, address: str, **how):
    return client.post(address, filled(client, address), **how)


def test_the_page_asks_first_and_one_press_sends_the_whole_edition_to_each_once(winter, run):  # noqa: F811
    client = signed_in()
    assert "Send to the 2 subscribers of “Strategic Snapshot”" in text(client.get(mail_page(winter)))
    assert "It will be sent to 2 subscribers." in text(client.get(subscribers_page(winter)))
    assert run(later(hours=2)) == []
    assert "It will be sent to 2 subscribers now." in text(send(client, subscribers_page(winter), follow=True))
    messages = run(later(hours=2))
    assert sorted(message.to[0] for message in messages) == ["ada@reader.example", "otto@reader.example"]
    data = read_message(messages[0].message().as_bytes())
    assert data["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "First paragraph." in messages[0].body  # the whole, not an alert
    assert "Unsubscribe: https://house.example/alerts/leave/" in messages[0].body


def test_a_second_press_says_when_it_was_sent_and_sends_nothing(winter, run):  # noqa: F811
    client = signed_in()
    send(client, subscribers_page(winter))
    run(later(hours=2))
    again = text(send(client, subscribers_page(winter), follow=True))
    assert "It was sent to the 2 subscribers of “Strategic Snapshot” on May 1, 2026" in again
    assert run(later(hours=3)) == []
    assert SeriesMailing.objects.count() == 1
    assert 'class="button default"' not in client.get(subscribers_page(winter)).content.decode()


def test_whoever_had_it_as_an_alert_is_not_sent_it_again(winter, run):  # noqa: F811
    spring = make.snapshot("Spring", published_on=NOON.date())
    published(spring, later(hours=2))
    daily = Subscription.objects.filter(address="otto@reader.example")
    daily.update(often="daily")
    assert [m.to for m in run(later(hours=2)) if "Spring" in m.subject] == [["ada@reader.example"]]
    client = signed_in()
    assert "1 has had it as an alert" in text(client.get(subscribers_page(spring)))
    send(client, subscribers_page(spring))
    assert [m.to for m in run(later(hours=2))] == [["otto@reader.example"]]
    assert run(later(days=3)) == []  # nor in the digest


def test_what_is_withdrawn_after_the_press_is_not_sent(winter, run):  # noqa: F811
    send(signed_in(), subscribers_page(winter))
    publishing.withdraw(winter, "Wrong.", at=later(hours=2))
    assert run(later(hours=3)) == []


def test_a_proof_a_scheduled_edition_and_what_has_no_series_cannot_be_sent(winter):
    client = signed_in()
    draft = make.snapshot("Draft")
    assert "subscribers" not in text(client.get(mail_page(draft)))
    published(make.changed(winter), later(hours=2), live_from=later(days=2))
    assert client.post(subscribers_page(winter, 2)).status_code == 404
    alone = make.article()
    published(alone)
    assert client.get(reverse("admin:articles_article_subscribers", args=[alone.pk, 1])).status_code == 404


def test_an_article_of_a_series_can_be_sent(winter, run):  # noqa: F811
    article = make.article("Ports", series=winter.series)
    published(article, NOON)
    send(signed_in(), reverse("admin:articles_article_subscribers", args=[article.pk, 1]))
    assert len(run(later(hours=2))) == 2


def test_an_editor_does_not_send_it(winter):
    client = signed_in(person("editor"))
    assert "Send to the" not in text(client.get(mail_page(winter)))
    assert client.post(subscribers_page(winter)).status_code == 403
    assert not SeriesMailing.objects.exists()


def test_where_no_mail_server_is_named_there_is_no_button(winter, settings):
    settings.EMAIL_BACKEND = NOWHERE
    client = signed_in()
    assert "Send to the" not in text(client.get(mail_page(winter)))
    assert client.post(subscribers_page(winter)).status_code == 404


def test_a_digest_goes_to_the_subscribers_of_its_series_once(winter, run):  # noqa: F811
    client, address = signed_in(), reverse("admin:snapshot_snapshot_digest")
    sent = {"subject": "This season", "note": "A note.", "editions": [winter.editions.get().pk]}
    shown = client.post(address, sent)
    assert "Send to the 2 subscribers" in text(shown)
    sent["made"] = filled_from(shown)["made"]
    assert "It will be sent to 2 subscribers." in text(client.post(address, {**sent, "act": "ask"}))
    assert run(later(hours=2)) == []
    client.post(address, {**sent, "act": "subscribers"})
    messages = run(later(hours=2))
    assert [message.subject for message in messages] == ["This season"] * 2
    assert "A note." in messages[0].body
    assert "Nothing is sent twice" in text(client.post(address, {**sent, "act": "subscribers"}, follow=True))
    assert run(later(hours=3)) == []
    another = {**sent, "note": "Another note."}
    client.post(address, {**another, "made": filled_from(client.post(address, another))["made"], "act": "subscribers"})
    assert len(run(later(hours=3))) == 2


@pytest.mark.usefixtures("without_ledger")
def test_an_editor_neither_makes_nor_sends_a_digest(winter):
    client, address = signed_in(person("editor")), reverse("admin:snapshot_snapshot_digest")
    sent = {"subject": "This season", "note": "A note.", "editions": [winter.editions.get().pk]}
    assert client.post(address, sent).status_code == 403
    sent["made"] = filled_from(signed_in().post(address, sent))["made"]
    assert client.post(address, {**sent, "act": "subscribers"}).status_code == 403
    assert not SeriesMailing.objects.exists()


@pytest.mark.parametrize("act", ["ask", "subscribers"])
def test_a_digest_whose_words_were_changed_after_it_was_made_is_shown_before_it_is_sent(winter, run, act):  # noqa: F811
    client, address = signed_in(), reverse("admin:snapshot_snapshot_digest")
    sent = {"subject": "This season", "note": "As made.", "editions": [winter.editions.get().pk]}
    sent["made"] = filled_from(client.post(address, sent))["made"]
    answer = client.post(address, {**sent, "note": "As typed since.", "act": act})
    assert "Nothing was sent: the letter has changed since you looked at it" in text(answer)
    assert "As typed since." in text(answer)
    assert run(later(hours=2)) == []


def test_a_digest_of_an_edition_that_was_corrected_since_is_asked_about(winter, run):  # noqa: F811
    client, address = signed_in(), reverse("admin:snapshot_snapshot_digest")
    sent = {"subject": "This season", "note": "", "editions": [winter.editions.get().pk]}
    sent["made"] = filled_from(client.post(address, sent))["made"]
    published(make.changed(winter), later(hours=2), kind="correction", note="The port is Baku.")
    client.post(address, {**sent, "act": "subscribers"})
    assert not SeriesMailing.objects.exists()


def test_an_edition_that_was_corrected_after_the_page_was_shown_is_not_sent(winter, run):  # noqa: F811
    client = signed_in()
    shown = filled(client, subscribers_page(winter))
    published(make.changed(winter), later(hours=2), kind="correction", note="The port is Baku.")
    assert "another edition was published" in text(client.post(subscribers_page(winter), shown, follow=True))
    assert not SeriesMailing.objects.exists()
