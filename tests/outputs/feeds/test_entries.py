"""The identity and the moments of an entry."""

import re
import uuid
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outputs.feeds.entries import Life, id_from
from record.models import Organization
from tests import make
from tests.outputs.feeds.feeds import BEGUN, entry

digests = st.text("0123456789abcdef", min_size=64, max_size=64)


@given(digests)
def test_an_id_is_a_uuid_of_version_8_by_the_rfc(digest):
    urn = id_from(digest)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", urn)
    assert uuid.UUID(urn).version == 8
    assert uuid.UUID(urn).variant == uuid.RFC_4122


@given(digests, digests)
def test_other_digests_have_other_ids(one, other):
    told = [(each[:12], each[13:16], each[17:32]) for each in (one, other)]  # two signs give way to version and variant
    assert told[0] == told[1] or id_from(one) != id_from(other)


@pytest.mark.django_db
@pytest.mark.parametrize(("bears", "published_at"), [
    (date(2026, 3, 1), "2026-03-01T12:00:00+00:00"),  # went public at noon on that day
    (date(2011, 7, 9), "2011-07-09T12:00:00+00:00"),  # moved in from an older site
    (date(2026, 3, 9), "2026-03-01T12:00:00+00:00"),  # a day to come: never later than it was public
])  # fmt: skip
def test_an_entry_was_published_on_the_day_on_its_page(bears, published_at):
    assert entry(published_on=bears).published_at.isoformat() == published_at


@pytest.mark.django_db
@pytest.mark.parametrize("house", ["Asia/Yerevan", "America/Los_Angeles"])
@pytest.mark.parametrize("reader", ["Pacific/Honolulu", "America/New_York", "Europe/London", "Asia/Tokyo"])
def test_every_reader_sees_the_day_on_the_page_wherever_they_and_the_house_are(house, reader):
    Organization.objects.create(pk=1, name="House", time_zone=house)
    make.record_changed()
    late = Life(id_from("0" * 64), datetime(2026, 3, 1, 23, 30, tzinfo=UTC), BEGUN)  # another day in the house's zone
    for life, day in ((late, date(2026, 3, 1)), (late, date(2025, 7, 2))):
        assert entry(published_on=day, life=life).published_at.astimezone(ZoneInfo(reader)).date() == day
