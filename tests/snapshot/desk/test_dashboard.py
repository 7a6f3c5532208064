"""What the first page tells, and the calendar."""

from datetime import date, timedelta

import pytest

from record.models import Edition
from snapshot.desk import dashboard
from tests import make
from tests.accounts import editor
from tests.make import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=2)


def corrected(article, kind):
    article.title += " again"
    article.save()
    return make.published(article, at=NOON + timedelta(hours=1), kind=kind)


def test_a_snapshot_whose_article_was_corrected_is_named():
    article = make.article("Ferries")
    make.published(make.snapshot("Caspian", {"One": [article]}), at=NOON)
    corrected(article, Edition.Kind.CORRECTION)
    assert [line.title for line in dashboard.outdated(LATER)] == ["Caspian"]
    assert "Ferries again" in dashboard.outdated(LATER)[0].note


def test_a_minor_change_brings_no_notice():
    article = make.article()
    make.published(make.snapshot(sections={"One": [article]}), at=NOON)
    corrected(article, Edition.Kind.MINOR)
    assert dashboard.outdated(LATER) == []


def test_a_snapshot_published_again_with_the_correction_is_no_longer_named():
    article = make.article()
    snapshot = make.snapshot(sections={"One": [article]})
    make.published(snapshot, at=NOON)
    corrected(article, Edition.Kind.CORRECTION)
    make.published(snapshot, at=LATER)
    assert dashboard.outdated(LATER + timedelta(hours=1)) == []


def test_a_snapshot_untouched_for_half_a_year_is_ageing():
    make.published(make.snapshot("Caspian"), at=NOON)
    assert dashboard.ageing(NOON + timedelta(days=179)) == []
    assert [line.title for line in dashboard.ageing(NOON + timedelta(days=181))] == ["Caspian"]


def test_the_calendar_shows_what_is_scheduled_on_its_day():
    make.published(make.snapshot("Caspian"), at=NOON, live_from=NOON + timedelta(days=3))
    weeks = dashboard.calendar(NOON.date(), NOON, editor())
    days = {day.day: [line.title for line in day.lines] for week in weeks for day in week if day.lines}
    assert "Caspian" in days[(NOON + timedelta(days=3)).date()]


def calendar_day(at):
    return next(day for week in dashboard.calendar(NOON.date(), NOON, editor()) for day in week if day.day == at.date())


def test_the_calendar_shows_what_went_live_articles_too_in_the_order_of_time():
    yesterday = NOON - timedelta(days=1)
    for title, minutes in (("Second", 20), ("First", 10), ("Fourth", 40)):
        make.published(make.article(title), at=yesterday + timedelta(minutes=minutes))
    make.published(make.snapshot("Third", {}), at=yesterday + timedelta(minutes=30))
    shown = calendar_day(yesterday)
    assert [line.title for line in shown.lines] == ["First", "Second", "Third", "Fourth"]
    assert {line.kind for line in shown.lines} == {"article", "snapshot"}
    assert shown.more == 0


@pytest.mark.slow
def test_a_day_with_many_articles_names_some_and_hides_no_other_day(admin_client):
    for n in range(dashboard.MOST + 3):
        make.published(make.article(f"Imported {n}"), at=NOON - timedelta(days=2))
    make.published(make.article("Alone"), at=NOON - timedelta(days=1))
    crowded = calendar_day(NOON - timedelta(days=2))
    assert (len(crowded.lines), crowded.more) == (dashboard.MOST, 3)
    assert [line.title for line in calendar_day(NOON - timedelta(days=1)).lines] == ["Alone"]
    assert "and 3 more" in admin_client.get("/admin/snapshot/snapshot/calendar/?month=2026-04").content.decode()


@pytest.mark.parametrize("month", [date(2026, 2, 1), date(2026, 3, 1), date(2027, 2, 1), date(2024, 9, 1)])
def test_the_calendar_has_whole_weeks_and_every_day_of_the_month(month):
    days = [day for week in dashboard.calendar(month, NOON, editor()) for day in week]
    assert len(days) % 7 == 0
    assert days[0].day.weekday() == 0
    own = [day.day for day in days if day.is_this_month]
    assert own[0] == month
    assert (own[-1] + timedelta(days=1)).day == 1
