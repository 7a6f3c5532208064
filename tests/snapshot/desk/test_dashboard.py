"""What the first page tells, and the calendar."""

from datetime import date, timedelta

import pytest

from editorial.models import Edition
from snapshot.desk import dashboard
from tests import make
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
    weeks = dashboard.calendar(NOON.date(), NOON)
    days = {day.day: [line.title for line in day.lines] for week in weeks for day in week if day.lines}
    assert "Caspian" in days[(NOON + timedelta(days=3)).date()]


@pytest.mark.parametrize("month", [date(2026, 2, 1), date(2026, 3, 1), date(2027, 2, 1), date(2024, 9, 1)])
def test_the_calendar_has_whole_weeks_and_every_day_of_the_month(month):
    days = [day for week in dashboard.calendar(month, NOON) for day in week]
    assert len(days) % 7 == 0
    assert days[0].day.weekday() == 0
    own = [day.day for day in days if day.is_this_month]
    assert own[0] == month
    assert (own[-1] + timedelta(days=1)).day == 1
