"""Feeds of snapshots: what is in them, and what is withheld."""

import json

import feedparser
import pytest
from django.utils.feedgenerator import rfc3339_date

from record import publishing, record_version
from record.models import RecordVersion
from tests import json_feed, make, rfc4287
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def read(look, query="", at=NOON):
    """Return the feed as feedparser reads it, held to RFC 4287; the JSON Feed is held to its own."""
    answer = look(f"/snapshots/feed.atom?{query}", at)
    assert rfc4287.faults(answer.content) == []
    other = json.loads(look(f"/snapshots/feed.json?{query}", at).content)
    assert json_feed.faults(other) == []
    found = feedparser.parse(answer.content)
    assert [item["id"] for item in other["items"]] == [entry.id for entry in found.entries]
    return found


@pytest.fixture
def winter():
    ferries, tolls = make.article("Ferries & tolls", slug="ferries"), make.article("Tolls", slug="tolls")
    made = make.snapshot(
        "Winter", {"Sea <routes>": [ferries, tolls]}, [make.author("Ada", slug="ada")], [make.topic(slug="ports")],
        slug="winter", introduction="<p>It <em>froze</em>.</p><p>Then it thawed.</p>",
    )  # fmt: skip
    published(made, NOON)
    return made, ferries, tolls


def test_an_entry_has_the_introduction_and_leads_to_each_article(look, winter):
    [entry] = read(look).entries
    assert (entry.title, entry.link) == ("Strategic Snapshot: Winter", "http://testserver/snapshots/winter/")
    assert entry.content[0].value == (
        "<p>It <em>froze</em>.</p><p>Then it thawed.</p><h2>Sea &lt;routes&gt;</h2>"
        '<ul><li><a href="http://testserver/analysis/ferries/">Ferries &amp; tolls</a></li>'
        '<li><a href="http://testserver/analysis/tolls/">Tolls</a></li></ul>'
    )
    assert (entry.summary, entry.author) == ("It froze.", "Ada")


def test_an_article_withdrawn_since_is_not_in_it_and_a_snapshot_withdrawn_neither(look, winter):
    made, ferries, _tolls = winter
    publishing.withdraw(ferries, "Wrong.", at=later(hours=1))
    record_version.clear_cache()
    [entry] = read(look, at=later(hours=2)).entries
    assert "ferries" not in entry.content[0].value.lower()
    assert "Tolls</a>" in entry.content[0].value
    publishing.withdraw(made, "All wrong.", at=later(hours=3))
    record_version.clear_cache()
    assert read(look, at=later(hours=4)).entries == []


def test_a_filter_narrows_it_and_names_it(look, winter):
    published(make.snapshot("Other"), NOON)
    found = read(look, "topic=ports&x=1")
    assert [entry.title for entry in found.entries] == ["Strategic Snapshot: Winter"]
    assert found.feed.id == "http://testserver/snapshots/feed.atom?topic=ports"
    assert look("/snapshots/feed.json?from=x").status_code == 400


def test_a_minor_change_moves_no_moment_and_an_update_does(look, winter):
    made, *_ = winter
    published(changed(made, title="Winter, again"), later(days=1), kind="minor")
    assert read(look, at=later(days=2)).entries[0].updated == NOON.isoformat()
    published(changed(made, title="Winter, once more"), later(days=3))
    assert read(look, at=later(days=4)).entries[0].updated == later(days=3).isoformat()


@pytest.mark.parametrize("form", ["atom", "json"])
def test_a_feed_takes_three_queries_for_one_and_for_many(look, django_assert_max_num_queries, monkeypatch, form):
    monkeypatch.setattr(record_version, "REFRESH_SECONDS", 3600)
    for count in (1, 12):
        for _ in range(count):
            made = make.snapshot()
            published(made, NOON)
            published(changed(made, standfirst="Corrected."), later(minutes=1), kind="correction", note="It was wrong.")
        look(f"/snapshots/feed.{form}", later(hours=1))
        with django_assert_max_num_queries(3):
            assert b"It was wrong." in look(f"/snapshots/feed.{form}", later(hours=1)).content


def test_an_empty_feed_was_updated_when_something_public_last_changed(look, winter):
    made, _ferries, _tolls = winter
    publishing.withdraw(made, "All wrong.", at=later(hours=3))
    record_version.clear_cache()
    changed_at = RecordVersion.objects.get().changed_at
    found = read(look, at=later(hours=4))
    assert found.entries == []
    assert found.feed.updated == rfc3339_date(changed_at)


def test_where_nothing_was_ever_published_an_empty_feed_is_of_this_moment(look):
    assert read(look, at=NOON).feed.updated == NOON.isoformat()
