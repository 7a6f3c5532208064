"""When digests are sent: at seven on the house's clock, whatever its clocks did in the night."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts import times
from alerts.models import Subscription
from alerts.times import digest_moment
from alerts.tokens import LEAVE, subscription_of, token_of

DAILY, WEEKLY = Subscription.Often.DAILY, Subscription.Often.WEEKLY
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Yerevan", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Cairo"]


@pytest.mark.parametrize(
    ("after", "moment"),
    [
        ("2026-03-28T12:00+01:00", "2026-03-29T07:00+02:00"),  # clocks went forward that night
        ("2026-10-24T12:00+02:00", "2026-10-25T07:00+01:00"),  # and back
        ("2026-05-01T07:00+02:00", "2026-05-01T07:00+02:00"),
        ("2026-05-01T07:00:01+02:00", "2026-05-02T07:00+02:00"),
    ],
)
def test_a_daily_digest_goes_at_seven_by_the_clock_on_the_wall(monkeypatch, after, moment):
    monkeypatch.setattr(times, "site_time_zone", lambda: ZoneInfo("Europe/Berlin"))
    assert digest_moment(DAILY, datetime.fromisoformat(after)) == datetime.fromisoformat(moment)


def test_a_weekly_digest_goes_on_monday_in_the_houses_week(monkeypatch):
    monkeypatch.setattr(times, "site_time_zone", lambda: ZoneInfo("Pacific/Apia"))
    sunday_in_london = datetime(2026, 5, 3, 20, tzinfo=UTC)  # Monday, nine in the morning in Apia
    assert digest_moment(WEEKLY, sunday_in_london) == datetime(2026, 5, 11, 7, tzinfo=ZoneInfo("Pacific/Apia"))


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(ZONES),
    st.sampled_from([DAILY, WEEKLY]),
)
def test_it_is_the_first_such_morning_not_before_the_moment(after, name, often):
    zone = ZoneInfo(name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(times, "site_time_zone", lambda: zone)
        moment = digest_moment(often, after)
        assert digest_moment(often, moment) == moment
    there = moment.astimezone(zone)
    assert (there.hour, there.minute) == (7, 0)
    assert often == DAILY or there.weekday() == 0
    # A day of 25 hours, or a day that a zone left out, is the most that stands between two mornings.
    assert timedelta(0) <= moment - after <= timedelta(days=1 if often == DAILY else 7, hours=1)


@pytest.mark.django_db
def test_links_in_mails_stay_good_when_the_sites_key_is_changed_and_the_old_one_kept(settings):
    subscription = Subscription.objects.create(address="ada@reader.example", asked_at=datetime.now(UTC))
    token = token_of(subscription, LEAVE)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert subscription_of(token, LEAVE) == subscription
    settings.SECRET_KEY_FALLBACKS = []
    assert subscription_of(token, LEAVE) is None
