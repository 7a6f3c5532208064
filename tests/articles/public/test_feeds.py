"""Feeds of articles: what is in them, what moves when, and what is asked of the database."""

import json
from datetime import date
from html.parser import HTMLParser
from urllib.parse import urlencode

import feedparser
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.http import parse_http_date

from record import publishing, record_version
from record.models import Organization
from tests import json_feed, make, rfc4287
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def atom(look):
    """Return a feed as feedparser reads it: `atom("author=ada", later(hours=1))`; the answer is held to RFC 4287."""

    def get(query: str = "", at=NOON):
        answer = look(f"/analysis/feed.atom?{query}", at)
        assert answer.status_code == 200
        assert rfc4287.faults(answer.content) == []
        read = feedparser.parse(answer.content)
        assert not read.bozo
        return read

    return get


@pytest.fixture
def items(look):
    """Return the items of a JSON Feed; the answer is held to its specification."""

    def get(query: str = "", at=NOON) -> list[dict]:
        answer = look(f"/analysis/feed.json?{query}", at)
        document = json.loads(answer.content)
        assert json_feed.faults(document) == []
        return document["items"]

    return get


def test_an_entry_says_all_that_a_reader_follows(atom, items):
    ada, ports = make.author("Ada Writer", slug="ada"), make.topic("Ports", slug="ports")
    it = make.article(
        "Ferries & <tolls>", [ada], ["Fares <em>rose</em>.", "Boats & crews."], [ports], [make.tag("Sea", slug="sea")],
        slug="ferries", standfirst="In short.", language="fr", source_url="https://journal.example/1/",
    )  # fmt: skip
    published(it, NOON)
    [entry] = atom().entries
    assert (entry.title, entry.link) == ("Ferries & <tolls>", "http://testserver/analysis/ferries/")
    assert entry.content[0].value == "<ul><li>Fares <em>rose</em>.</li><li>Boats &amp; crews.</li></ul>"
    assert (entry.summary, entry.title_detail.language) == ("In short.", "fr")
    assert [(each.name, each.href) for each in entry.authors] == [("Ada Writer", "http://testserver/authors/ada/")]
    assert [(tag.scheme + tag.term, tag.label) for tag in entry.tags] == [
        ("http://testserver/topics/ports", "Ports"),
        ("http://testserver/analysis/?tag=sea", "Sea"),
    ]
    [item] = items()
    assert item["id"] == entry.id
    assert (item["tags"], item["external_url"]) == (["Ports", "Sea"], "https://journal.example/1/")
    assert item["_edition"] == {"number": 1, "kind": "first", "note": ""}


def test_the_newest_fifty_come_by_date_whatever_the_order_asked_for(atom):
    for _ in range(52):
        published(make.article(), NOON)
    oldest = published(make.article("Ferries ferries", published_on=date(2020, 1, 1)), NOON)
    newest = published(make.article("Newest ferries", published_on=date(2026, 4, 30)), NOON)
    found = atom()
    assert len(found.entries) == 50
    assert found.entries[0].title == newest.title
    assert oldest.title not in [entry.title for entry in found.entries]
    by_date = [entry.title for entry in atom("q=ferries").entries]
    assert by_date == [entry.title for entry in atom("q=ferries&order=relevance").entries]
    assert by_date == [newest.title, oldest.title]


def test_a_feed_names_itself_by_the_canonical_address_of_its_filter(atom):
    ada, ben = make.author("Ada Abel", slug="ada"), make.author("Ben Abel", slug="ben")
    published(make.article(authors=[ada]), NOON)
    published(make.article(authors=[ben]), NOON)
    read = atom("unknown=1&author=ben&order=date&author=ada")
    canonical = "author=ada&author=ben"
    assert [link.href for link in read.feed.links if link.rel == "self"] == [
        f"http://testserver/analysis/feed.atom?{canonical}"
    ]
    assert read.feed.link == f"http://testserver/analysis/?{canonical}"
    assert "Ada Abel" in read.feed.title
    assert len(read.entries) == 2
    assert len(atom("author=ben").entries) == 1


@pytest.mark.parametrize("form", ["atom", "json"])
def test_a_bad_value_is_refused(look, form):
    assert look(f"/analysis/feed.{form}?from=yesterday").status_code == 400


def test_a_correction_moves_updated_and_is_told_and_a_minor_change_is_not(atom, items):
    it = make.article("First words")
    published(it, NOON)
    first = atom().entries[0]
    published(changed(it, title="Second words"), later(days=1), kind="correction", note="A year was <wrong>.")
    corrected = atom(at=later(days=2)).entries[0]
    assert corrected.id == first.id
    assert (first.updated, corrected.updated) == (NOON.isoformat(), later(days=1).isoformat())
    assert corrected.content[0].value.startswith(
        "<p><strong>Corrected, edition 2:</strong> A year was &lt;wrong&gt;.</p><ul>"
    )
    assert items(at=later(days=2))[0]["_edition"]["note"] == "A year was <wrong>."
    published(changed(it, title="Third words"), later(days=3), kind="minor")
    minor = atom(at=later(days=4)).entries[0]
    assert (minor.title, minor.updated, minor.id) == ("Third words", corrected.updated, first.id)
    assert minor.published == first.published


def test_an_entry_keeps_its_id_when_its_address_and_the_host_change(atom, settings):
    it = make.article(slug="before")
    published(it, NOON)
    before = atom().entries[0]
    published(changed(it, slug="after"), later(days=1))
    settings.SITE_URL = "https://moved.example"
    after = atom(at=later(days=2)).entries[0]
    assert (before.link, after.link) == ("http://testserver/analysis/before/", "https://moved.example/analysis/after/")
    assert after.id == before.id


def test_an_entry_keeps_its_id_when_its_first_edition_is_withdrawn_and_what_is_withdrawn_is_gone(atom, items):
    it, other = make.article("It"), make.article("Other")
    published(it, NOON)
    published(other, NOON)
    before = {entry.title: entry.id for entry in atom().entries}
    published(changed(it, title="It again"), later(days=1))
    publishing.withdraw(it, "Wrong.", only=it.editions.get(number=1), at=later(days=2))
    record_version.clear_cache()
    assert {entry.title: entry.id for entry in atom(at=later(days=3)).entries}["It again"] == before["It"]
    publishing.withdraw(it, "All wrong.", at=later(days=4))
    record_version.clear_cache()
    assert [entry.title for entry in atom(at=later(days=5)).entries] == ["Other"]
    assert [item["title"] for item in items(at=later(days=5))] == ["Other"]


def test_no_two_entries_have_the_same_id(atom):
    published(make.article("One"), NOON)
    published(make.article("Two"), NOON)
    assert len({entry.id for entry in atom().entries}) == 2


def test_hostile_titles_and_filters_leave_it_well_formed(atom):
    titles = ["]]> & <b>", "\u202eevil \x0b\x01 bell", "عنوان", "👩‍🔬", "\ufffe\uffff odd"]
    for title in titles:
        published(make.article(title, standfirst=title), NOON)
    assert [entry.title for entry in atom().entries] == ["odd", "👩‍🔬", "عنوان", "evil bell", "]]> & <b>"]
    for title in titles:
        atom(urlencode({"q": title.replace("\x0b", "").replace("\x01", "")}))


def test_an_article_by_nobody_and_without_points_is_the_houses_own(atom):
    published(make.article(authors=[], points=[], standfirst="Fish & chips."), NOON)
    [entry] = atom().entries
    assert entry.content[0].value == "<p>Fish &amp; chips.</p>"
    assert atom().feed.author == "Strategic Snapshot"


class TestConditionalRequests:
    """A reader that asks every hour is sent nothing while nothing has changed, and everything when something has."""

    @pytest.fixture
    def ask(self, look):
        def get(path="/analysis/feed.atom", at=NOON, **headers):
            record_version.clear_cache()
            return look(path, at, **headers)

        return get

    @pytest.fixture
    def it(self):
        with time_machine.travel(NOON, tick=False):
            made = make.article("It")
            published(make.article("Stays"))
            published(made)
        return made

    def test_what_has_not_changed_is_not_sent_again(self, ask, it):
        first = ask(at=later(hours=1))
        assert parse_http_date(first["Last-Modified"]) == NOON.timestamp() + 1
        assert ask(at=later(hours=2), if_none_match=first["ETag"]).status_code == 304
        assert ask(at=later(hours=2), if_modified_since=first["Last-Modified"]).status_code == 304

    def test_no_date_is_told_within_a_minute_of_a_change(self, ask, it):
        assert "Last-Modified" not in ask(at=later(seconds=59))
        assert "Last-Modified" in ask(at=later(seconds=60))

    @pytest.mark.parametrize("form", ["atom", "json"])
    def test_a_withdrawal_moves_both(self, ask, it, form):
        path = f"/analysis/feed.{form}"
        first = ask(path, later(hours=1))
        with time_machine.travel(later(hours=2), tick=False):
            publishing.withdraw(it, "Wrong.")
        for at in (later(hours=2, seconds=1), later(hours=3)):
            assert ask(path, at, if_none_match=first["ETag"]).status_code == 200
            assert ask(path, at, if_modified_since=first["Last-Modified"]).status_code == 200
        assert ask(path, later(hours=3))["Last-Modified"] > first["Last-Modified"]

    def test_a_change_of_the_house_moves_the_date(self, ask, it):
        first = ask(at=later(hours=1))
        with time_machine.travel(later(hours=2), tick=False):
            Organization.objects.create(pk=1, name="Another Name")
            record_version.raise_version()
        second = ask(at=later(hours=3), if_modified_since=first["Last-Modified"])
        assert (second.status_code, second["Last-Modified"] > first["Last-Modified"]) == (200, True)

    def test_scheduling_moves_nothing_and_what_was_scheduled_does_when_it_comes(self, ask, it):
        first = ask(at=later(hours=1))
        with time_machine.travel(later(hours=2), tick=False):
            published(changed(it), live_from=later(days=1))
        waiting = ask(at=later(hours=3))
        assert (waiting["ETag"], waiting["Last-Modified"]) == (first["ETag"], first["Last-Modified"])
        arrived = ask(at=later(days=1, hours=1), if_modified_since=first["Last-Modified"])
        assert arrived.status_code == 200
        assert parse_http_date(arrived["Last-Modified"]) == later(days=1).timestamp() + 1

    def test_canceling_and_rescheduling_move_nothing(self, ask, it):
        first = ask(at=later(hours=1))["Last-Modified"]
        with time_machine.travel(later(hours=2), tick=False):
            pending = published(changed(it), live_from=later(days=1))
            publishing.reschedule(pending, later(days=2))
            publishing.cancel(pending)
        assert ask(at=later(hours=3))["Last-Modified"] == first


def test_a_feed_reads_only_contents_that_it_has_not_shown_yet(look):
    first = published(make.article(), NOON)
    look("/analysis/feed.atom", later(hours=1))
    second = published(make.article(), NOON)
    with CaptureQueriesContext(connection) as queries:
        shown = look("/analysis/feed.atom", later(hours=1)).content.decode()
    [sql] = [each["sql"] for each in queries if "frozencontent" in each["sql"]]
    assert second.content_id in sql
    assert first.content_id not in sql
    assert shown.count("<entry") == 2


def test_a_feed_takes_at_most_three_queries_for_one_and_for_fifty(look, django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr(record_version, "REFRESH_SECONDS", 3600)
    costs = []
    for count in (1, 60):
        for _ in range(count):
            it = make.article(authors=[make.author()], topics=[make.topic()], tags=[make.tag()])
            published(it, NOON)
            published(changed(it, standfirst="Corrected."), later(minutes=1), kind="correction", note="It was wrong.")
        for path in ("/analysis/feed.atom", "/analysis/feed.json", "/analysis/feed.atom?year=2026&q=article"):
            look(path, later(hours=1))
            with django_assert_max_num_queries(3) as counted:  # under another host nothing is kept yet
                assert b"It was wrong." in look(path, later(hours=1), host="localhost").content
            costs.append(len(counted))
    assert costs == [3, 2, 2] * 2  # the other form and the filter show the same entries


@pytest.mark.parametrize(("path", "feeds"), [
    ("/", ["Analysis", "Snapshots"]),
    ("/analysis/", ["Analysis", "Snapshots"]),
    ("/snapshots/", ["Analysis", "Snapshots"]),
    ("/corrections/", ["Analysis", "Snapshots"]),
    ("/authors/ada/", ["Analysis by Ada <Writer>", "Analysis", "Snapshots"]),
    ("/topics/ports/", ["Analysis on Ports & Seas", "Analysis", "Snapshots"]),
    ("/snapshots/week/", ["Analysis on Ports & Seas", "Analysis", "Snapshots"]),
    ("/analysis/ferries/", ["Analysis", "Snapshots"]),
])  # fmt: skip
def test_every_page_leads_feed_readers_to_its_feeds(look, path, feeds):
    ada, ports = make.author("Ada <Writer>", slug="ada"), make.topic("Ports & Seas", slug="ports")
    it = make.article(authors=[ada], topics=[ports], slug="ferries")
    published(make.snapshot(slug="week", sections={"One": [it]}, coverage=ports), NOON)
    found = _alternates(look(path).content.decode())
    assert [title for kind, title, _ in found if kind == "application/atom+xml"] == [
        f"{title} | Strategic Snapshot" for title in feeds
    ]
    for kind, _title, href in found:
        answer = look(href)
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith(kind)
    assert len(found) == 2 * len(feeds)


def _alternates(page: str) -> list[tuple[str, str, str]]:
    parser = _Links()
    parser.feed(page)
    return parser.found


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "link" and values.get("rel") == "alternate":
            self.found.append((values["type"], values["title"], values["href"]))
