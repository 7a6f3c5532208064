"""Scheduling by the pages, across both changes of clocks: first editions, changes, and moving them."""

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from articles.models import ArticleEdition
from record import publishing
from record.models import Organization
from record.publishing import when
from tests import make, zones
from tests.accounts import signed_in
from tests.desk_forms import filled

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KINDS = ["first edition", "change"]
HALF_AN_HOUR = timedelta(minutes=30)


def page(thing, act: str) -> str:
    opts = thing._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{act}", args=[thing.pk])


def text(response) -> str:
    return unescape(response.content.decode())


def thing_to_schedule(kind: str, zone: str):
    """Return an article that was never published, or one that was and has been changed since."""
    Organization.objects.create(pk=1, name="House", time_zone=zone)
    article = make.article()
    if kind == "change":
        make.published(article, datetime(2026, 1, 1, tzinfo=UTC))
        make.changed(article)
    return article


def pending(article) -> ArticleEdition | None:
    return ArticleEdition.objects.filter(parent=article, live_from__gt=timezone.now()).first()


def typed(moment: datetime) -> str:
    return moment.isoformat(sep="T", timespec="seconds")


def named(moment: datetime, zone) -> str:
    with timezone.override(zone):
        return when(moment)


@pytest.fixture
def before():
    """Travel to a week before a moment, and stand there; return a client signed in then."""
    travels = []

    def go(moment: datetime):
        travels.append(time_machine.travel(moment - timedelta(days=7), tick=False))
        travels[-1].start()
        return signed_in()

    yield go
    for travel in travels:
        travel.stop()


@pytest.mark.sampled(5)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("zone", zones.CHANGING)
def test_a_time_that_is_skipped_is_refused_with_the_next_one_and_that_one_is_taken(before, zone, kind):
    change = zones.change_of(zone, forward=True)
    client, article = before(change.at), thing_to_schedule(kind, zone)
    skipped = zones.shown(change.at, change.zone) - change.by / 2
    sent = filled(client, page(article, "publish"), when="later", moment=typed(skipped))
    refused = client.post(page(article, "publish"), sent)
    assert refused.status_code == 422
    assert f"that time does not exist in {zone}. The next one that does is {named(change.at, change.zone)}." in text(
        refused
    )
    assert pending(article) is None
    client.post(page(article, "publish"), {**sent, "moment": typed(zones.shown(change.at, change.zone))})
    assert pending(article).live_from == change.at


@pytest.mark.sampled(5)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("zone", zones.CHANGING)
def test_a_time_that_comes_twice_is_asked_about_and_both_answers_are_right_to_the_second(before, zone, kind):
    change = zones.change_of(zone, forward=False)
    first = change.at + change.by / 2 + timedelta(seconds=7)
    second = first - change.by
    assert zones.shown(first, change.zone) == zones.shown(second, change.zone)
    client, article = before(change.at), thing_to_schedule(kind, zone)
    sent = filled(client, page(article, "publish"), when="later", moment=typed(zones.shown(first, change.zone)))
    asked = client.post(page(article, "publish"), sent)
    assert asked.status_code == 422
    assert f"the first: {named(first, change.zone)}" in text(asked)
    assert f"the second: {named(second, change.zone)}" in text(asked)
    done = client.post(page(article, "publish"), {**sent, "repeat": "1"}, follow=True)
    assert pending(article).live_from == first
    assert named(first, change.zone) in text(done)
    reschedule = filled(client, page(article, "reschedule"))
    assert reschedule["repeat"] == "1"
    client.post(page(article, "reschedule"), {**reschedule, "moment": sent["moment"], "repeat": "2"})
    assert pending(article).live_from == second
    assert filled(client, page(article, "reschedule"))["repeat"] == "2"


@pytest.mark.sampled(5)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("zone", zones.ALL)
def test_an_ordinary_time_is_taken_as_the_clock_will_show_it_and_moved_the_same_way(before, zone, kind):
    moment = datetime(2027, 6, 15, 4, 45, tzinfo=UTC)
    client, article = before(moment), thing_to_schedule(kind, zone)
    clock = change_zone = zones.ZoneInfo(zone)
    sent = filled(client, page(article, "publish"), when="later", moment=typed(zones.shown(moment, clock)))
    done = client.post(page(article, "publish"), sent, follow=True)
    assert pending(article).live_from == moment
    assert f"goes live on {named(moment, clock)}." in text(done)
    later = moment + timedelta(days=200)
    moved = filled(client, page(article, "reschedule"), moment=typed(zones.shown(later, change_zone)), repeat="")
    client.post(page(article, "reschedule"), moved)
    assert pending(article).live_from == later


@pytest.mark.sampled(5)
@pytest.mark.parametrize("forward", [True, False])
@pytest.mark.parametrize("zone", zones.CHANGING)
def test_moving_an_edition_to_a_time_that_is_skipped_or_comes_twice_is_refused_or_asked_about(before, zone, forward):
    change = zones.change_of(zone, forward)
    client, article = before(change.at), thing_to_schedule("first edition", zone)
    make.published(article, live_from=change.at + timedelta(days=3))
    shown = zones.shown(change.at, change.zone) - change.by / 2
    response = client.post(
        page(article, "reschedule"), filled(client, page(article, "reschedule"), moment=typed(shown))
    )
    assert response.status_code == 422
    assert (
        "does not exist" if forward else "The clocks go back then, so that time occurs twice. Choose which one you mean"
    ) in text(response)
    assert pending(article).live_from == change.at + timedelta(days=3)


def test_the_pages_name_the_zone_and_what_it_is_called_now(before):
    client = before(datetime(2027, 7, 8, 12, tzinfo=UTC))
    article = thing_to_schedule("first edition", "Europe/London")
    assert "Time zone of the organization: Europe/London (now BST)." in text(client.get(page(article, "publish")))
    make.published(article, live_from=datetime(2027, 12, 1, 9, tzinfo=UTC))
    for act in ("reschedule", "cancel"):
        assert "is scheduled for Dec 1, 2027, 09:00 (GMT)." in text(client.get(page(article, act)))


@pytest.mark.sampled(7)
@pytest.mark.parametrize(
    "moment",
    [
        "2099-05-31", "2099-05-31T09:30Z", "2099-05-31T09:30+02:00", "20990531T0930", "2099-W22-1T09:30", "31/5/2099 9:30",
        "2099-05-31T24:30", "0001-01-01T00:00", "9999-12-31T23:59", "2099-05-31T09:30:00.5", "٢٠٩٩-٠٥-٣١T٠٩:٣٠", "soon",
    ],
)  # fmt: skip
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/New_York"])
def test_what_is_no_date_and_time_on_the_houses_clock_is_refused_in_words(zone, moment):
    article, client = thing_to_schedule("first edition", zone), signed_in()
    sent = filled(client, page(article, "publish"), when="later", moment=moment)
    assert "Enter the date and time, for example 2026-05-31T09:30." in text(client.post(page(article, "publish"), sent))
    assert not ArticleEdition.objects.exists()


def test_a_snapshot_is_scheduled_with_its_articles_across_a_change_of_the_clocks(before):
    change = zones.change_of("Europe/London", forward=False)
    client, snapshot = before(change.at), make.snapshot()
    Organization.objects.create(pk=1, name="House", time_zone="Europe/London")
    moment = change.at + HALF_AN_HOUR
    sent = filled(client, page(snapshot, "publish"), when="later", moment=typed(zones.shown(moment, change.zone)))
    client.post(page(snapshot, "publish"), {**sent, "repeat": "2"})
    assert snapshot.editions.get().live_from == moment
    assert set(ArticleEdition.objects.values_list("live_from", flat=True)) == {moment}


def test_what_is_scheduled_is_canceled_and_leaves_the_desk_as_it_is(before):
    client, article = before(datetime(2027, 7, 8, tzinfo=UTC)), thing_to_schedule("change", "Europe/London")
    make.published(article, live_from=datetime(2027, 7, 9, tzinfo=UTC))
    client.post(page(article, "cancel"), filled(client, page(article, "cancel")))
    assert pending(article) is None
    assert publishing.differs(article, timezone.now())


@pytest.mark.parametrize("act", ["reschedule", "cancel"])
def test_where_nothing_is_scheduled_there_is_no_page_to_move_or_cancel_it(act):
    article = make.article()
    make.published(article)
    assert signed_in().get(page(article, act)).status_code == 404
