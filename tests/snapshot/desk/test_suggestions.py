"""What the library proposes."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from record import publishing, record_version
from snapshot.desk.suggestions import new_since, suggested
from tests import make
from tests.make import NOON, later

pytestmark = pytest.mark.django_db


def proposed(snapshot, at=NOON) -> dict[str, str]:
    return {row["card"]["title"]: row["reason"] for row in suggested(snapshot, at)}


def test_an_article_that_shares_a_topic_is_suggested_with_the_reason():
    armenia = make.topic("Armenia")
    make.article("Kin", topics=[armenia], published_on=date(2025, 1, 1))
    snapshot = make.snapshot(sections={"One": [make.article(topics=[armenia])]})
    assert proposed(snapshot) == {"Kin": "Shares the topic Armenia."}


def test_tags_and_period_are_reasons_too():
    gas = make.tag("gas")
    placed = [make.article(tags=[gas], published_on=date(2026, 3, day)) for day in (1, 20)]
    make.article("Tagged", tags=[gas], published_on=date(2026, 3, 9))
    make.article("Of the time", published_on=date(2026, 3, 9))
    make.article("Of no kin", published_on=date(2025, 3, 9))
    assert proposed(make.snapshot(sections={"One": placed})) == {
        "Tagged": "Shares the tag “gas”, published around the same time.",
        "Of the time": "Published around the same time.",
    }


def test_topics_and_tags_are_named_together():
    gas, armenia, energy = make.tag("gas"), make.topic("Armenia"), make.topic("Energy")
    make.article("Kin", topics=[energy, armenia], tags=[gas], published_on=date(2025, 1, 1))
    snapshot = make.snapshot(sections={}, topics=[armenia, energy], tags=[gas])
    assert proposed(snapshot) == {"Kin": "Shares the topics Armenia, Energy and the tag “gas”."}


def test_the_nearest_kin_comes_first_and_the_newer_of_two():
    one, two = make.topic(), make.topic()
    make.article("Newer", topics=[one], published_on=date(2026, 2, 2))
    make.article("Older", topics=[one], published_on=date(2026, 2, 1))
    make.article("Nearest", topics=[one, two], published_on=date(2020, 1, 1))
    assert list(proposed(make.snapshot(sections={}, topics=[one, two]))) == ["Nearest", "Newer", "Older"]


def test_what_is_placed_or_withdrawn_is_not_suggested():
    topic = make.topic()
    withdrawn = make.article(topics=[topic])
    make.published(withdrawn, at=NOON)
    publishing.withdraw(withdrawn, "Wrong.", at=later(hours=1))
    snapshot = make.snapshot(sections={"One": [make.article(topics=[topic])]})
    assert proposed(snapshot, later(hours=2)) == {}


def test_nothing_is_suggested_for_an_empty_snapshot_about_nothing():
    make.article()
    assert proposed(make.snapshot(sections={})) == {}


def test_the_number_of_queries_does_not_grow():
    def count() -> int:
        record_version.clear_cache()
        with CaptureQueriesContext(connection) as queries:
            suggested(snapshot, NOON)
            new_since(snapshot, NOON)
        return len(queries)

    topic, tag = make.topic(), make.tag()
    snapshot = make.snapshot(sections={"One": [make.article(topics=[topic], tags=[tag])]})
    make.article(topics=[topic], tags=[tag])
    make.published(snapshot, at=later(hours=-1))
    count()
    before = count()
    for _ in range(8):
        make.article(topics=[topic], tags=[tag])
    assert count() == before


@pytest.mark.slow
def test_new_since_shows_what_was_first_published_after_the_live_edition_in_its_topics():
    region = make.topic("South Caucasus")
    country = make.topic("Georgia", parent=region)
    snapshot = make.snapshot(sections={"One": [make.article(topics=[country])]}, coverage=region)
    make.published(make.article("Before", topics=[country]), at=later(hours=-2))
    make.published(snapshot, at=NOON)
    make.published(make.article("Fresh", topics=[country]), at=later(hours=1))
    make.published(make.article("Elsewhere", topics=[make.topic()]), at=later(hours=1))
    make.published(make.article("Scheduled", topics=[country]), at=later(hours=1), live_from=later(days=9))
    make.article("Draft", topics=[country])
    record_version.clear_cache()
    found = new_since(snapshot, later(hours=2))
    assert (found.edition, [row["card"]["title"] for row in found.rows]) == (1, ["Fresh"])


def test_a_correction_is_not_new():
    topic = make.topic()
    old = make.article("Old", topics=[topic])
    make.published(old, at=later(hours=-2))
    snapshot = make.snapshot(topics=[topic])
    make.published(snapshot, at=NOON)
    make.published(make.changed(old), at=later(hours=1))
    assert new_since(snapshot, later(hours=2)).rows == []


def test_before_the_first_edition_there_is_nothing_since():
    found = new_since(make.snapshot(), NOON)
    assert (found.edition, found.rows) == (None, [])
