"""The coming two weeks on the first page."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from record.models import Organization
from snapshot.desk.coming import coming_days, end_of_strip
from tests import make
from tests.accounts import editor, person, queries_for, signed_in
from tests.make import NOON, later

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def titles(at=NOON, account=None) -> dict:
    return {day.day.isoformat(): [line.title for line in day.lines] for day in coming_days(account or editor(), at)}


def scheduled(thing, at):
    return make.published(thing, at=NOON, live_from=at)


def test_it_has_fourteen_days_from_today_on():
    days = coming_days(editor(), NOON)
    assert (len(days), days[0].day, days[-1].day) == (14, NOON.date(), NOON.date() + timedelta(days=13))
    assert [day.is_today for day in days] == [True] + [False] * 13


def test_what_goes_live_stands_on_its_day_in_the_order_of_its_moments():
    scheduled(make.article("Evening"), later(hours=9))
    scheduled(make.article("Afternoon"), later(hours=2))
    scheduled(make.snapshot("Next week", {}), later(days=7))
    shown = titles()
    assert shown["2026-05-01"] == ["Afternoon", "Evening"]
    assert shown["2026-05-08"] == ["Next week"]


@pytest.mark.parametrize(("at", "is_there"), [(later(days=13, hours=11), True), (later(days=13, hours=12), False)])
def test_the_strip_ends_with_its_fourteenth_day(at, is_there):
    scheduled(make.article("Edge"), at)
    assert any(titles().values()) is is_there
    assert (at < end_of_strip(NOON)) is is_there


def test_the_day_is_that_of_the_houses_zone():
    moment = datetime(2026, 5, 2, 22, 30, tzinfo=UTC)
    scheduled(make.article("Late"), moment)
    assert titles()["2026-05-02"] == ["Late"]
    with timezone.override(ZoneInfo("Asia/Yerevan")):
        assert titles()["2026-05-03"] == ["Late"]
        assert [line.clock for day in coming_days(editor(), NOON) for line in day.lines] == ["02:30 UTC+04:00"]


def test_each_line_leads_to_the_pages_that_change_and_cancel_it():
    article = make.article()
    scheduled(article, later(days=1))
    line = coming_days(editor(), NOON)[1].lines[0]
    assert (line.reschedule_url, line.cancel_url) == tuple(
        reverse(f"admin:articles_article_{act}", args=[article.pk]) for act in ("reschedule", "cancel")
    )


def test_only_what_the_person_may_read_is_shown():
    account = person("contributor")
    scheduled(make.article("An article", created_by=account), later(days=1))
    scheduled(make.article("Another’s"), later(days=1))
    assert titles(account=account)["2026-05-02"] == ["An article"]


def test_the_first_page_shows_it_with_the_clock_named_even_before_anything_is_public():
    Organization.objects.create(pk=1, name="House", time_zone="Europe/London")
    scheduled(make.article("Soon"), later(days=1))
    with time_machine.travel(NOON, tick=False):
        client = signed_in()
        shown = client.get("/admin/").content.decode()
    assert "13:00 BST" in shown
    assert "Time zone: Europe/London." in shown
    assert reverse("admin:desk_calendar") in shown
    assert "Nothing is scheduled." not in shown


def test_it_asks_the_same_queries_for_thirty_editions_as_for_one():
    client = signed_in()
    make.published(make.article())
    make.published(make.article(), live_from=timezone.now() + timedelta(days=1))
    few = queries_for(client, "/admin/")
    for _ in range(29):
        make.published(make.article(), live_from=timezone.now() + timedelta(days=1))
    assert queries_for(client, "/admin/") == few
