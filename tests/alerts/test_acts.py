"""Each subscriber is told of each edition that matches, once, when they wish, and of nothing that is not public."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alerts.matching import matching
from alerts.models import AlertedEdition, Subscription
from articles.models import MergedTag
from outbox.models import OutboxEntry
from outbox.runner import run_due
from record import publishing
from record.announcements import OLD
from record.models import Organization
from tests import make
from tests.alerts.conftest import link_in
from tests.letters import Looked, read_message
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.postgres("alerts.acts")]
TODAY = {"published_on": NOON.date()}


def told(messages) -> list[str]:
    """Return the subjects of the alerts among the messages; confirmations apart."""
    return [message.subject for message in messages if not message.subject.startswith("Confirm")]


def test_an_article_of_the_filter_is_told_at_once_and_once_and_others_are_not(subscribe, run):
    author = make.author("Ada Writer", slug="ada")
    published(make.article("Before", authors=[author], **TODAY), NOON)
    subscribe("author=ada")
    published(make.article("Hers", authors=[author], **TODAY), later(hours=1))
    published(make.article("Another’s", **TODAY), later(hours=1))
    assert told(run(later(hours=1))) == ["Hers"]
    assert told(run(later(hours=2))) == []


@pytest.mark.slow
def test_the_snapshots_of_a_filter_a_series_and_one_snapshot_can_be_followed(subscribe, run):
    snapshot = make.snapshot("Winter", slug="winter", **TODAY)
    published(snapshot, NOON)
    slug = snapshot.series.slug
    for query, who in (("of=snapshots", "all"), (f"series={slug}", "series"), ("snapshot=winter", "one")):
        subscribe(query, f"{who}@reader.example")
    published(changed(snapshot, title="Winter again"), later(hours=1))
    published(make.snapshot("Spring", **TODAY), later(hours=1))
    messages = [message for message in run(later(hours=1)) if told([message])]
    by_address = {}
    for message in messages:
        by_address.setdefault(message.to[0].partition("@")[0], []).append(message.subject.partition(": ")[2])
    assert {who: sorted(subjects) for who, subjects in by_address.items()} == {
        "all": ["Spring", "Winter again"],
        "series": ["Spring", "Winter again"],
        "one": ["Winter again"],
    }


def test_the_letter_says_what_it_is_about_and_bears_all_by_which_one_leaves(subscribe, run):
    article = make.article("Ports & Harbors", points=["A <em>first</em> point."], slug="ports", **TODAY)
    subscription = subscribe("")
    published(article, later(hours=1))
    message = run(later(hours=1))[-1]
    data = read_message(message.message().as_bytes())
    html = Looked(data.get_body(["html"]).get_content())
    for words in ("Ports & Harbors", "By Ada Writer", "A first point.", "re receiving this because you subscribed to"):
        assert words in html.text
        assert words in " ".join(message.body.split())
    assert "https://house.example/analysis/ports/" in html.links
    assert {tag for tag, _attributes in html.elements} & {"img", "script", "link"} == set()
    assert all(link.startswith(("https://house.example/", "mailto:")) for link in html.links)
    leave = f"https://house.example{link_in(message, 'leave')}"
    assert leave in html.links
    assert data["List-Unsubscribe"].strip() == f"<{leave}>"
    assert data["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert data["Auto-Submitted"] == "auto-generated"
    assert "<alerts.house.example>" in data["List-Id"]
    assert data["Message-ID"].endswith("@house.example>")
    assert data["To"] == subscription.address


@pytest.mark.slow
def test_the_letter_of_a_snapshot_shows_the_cover_of_its_page_or_its_picture(subscribe, run):
    subscribe("of=snapshots")
    picture = make.picture()
    published(make.snapshot(slug="drawn", **TODAY), later(hours=1))
    published(make.snapshot(slug="shown", picture=picture, **TODAY), later(hours=1))
    shown = {}
    for message in run(later(hours=1))[-2:]:
        html = Looked(read_message(message.message().as_bytes()).get_body(["html"]).get_content())
        slug = next(slug for slug in ("drawn", "shown") if f"/snapshots/{slug}/" in message.body)
        shown[slug] = [attributes["src"] for tag, attributes in html.elements if tag == "img"]
    assert shown == {
        "drawn": ["https://house.example/snapshots/drawn/editions/1/card.png"],
        "shown": [f"https://house.example/pictures/{picture.digest}-1600.jpg"],
    }


def test_a_correction_says_so_and_what_was_wrong(subscribe, run):
    article = make.article("Ports", **TODAY)
    published(article, NOON)
    subscribe("")
    published(changed(article, standfirst="New."), later(hours=1), kind="correction", note="A figure was wrong.")
    message = run(later(hours=1))[-1]
    assert message.subject == "Correction: Ports"
    assert "Correction: A figure was wrong." in message.body


def test_a_minor_change_is_told_to_nobody(subscribe, run):
    article = make.article("Ports", **TODAY)
    published(article, NOON)
    subscribe("")
    published(changed(article), later(hours=1), kind="minor")
    assert told(run(later(hours=2))) == []


@pytest.mark.parametrize(("days", "number"), [(OLD.days, 1), (OLD.days + 1, 0)])
def test_what_bears_an_old_date_was_moved_in_and_is_told_to_nobody(subscribe, run, days, number):
    subscribe("")
    article = make.article("Old", published_on=NOON.date() - timedelta(days=days))
    published(article, later(hours=1))
    assert len(told(run(later(hours=1)))) == number
    published(changed(article), later(days=90))
    assert len(told(run(later(days=90)))) == number


def test_no_word_of_what_is_scheduled_is_mailed_before_its_moment(subscribe, run):
    subscribe("")
    published(make.article("Secret", **TODAY), NOON, live_from=later(days=2))
    assert told(run(later(days=2, seconds=-1))) == []
    assert told(run(later(days=2))) == ["Secret"]


def test_what_is_canceled_or_withdrawn_before_is_told_to_nobody_and_what_is_moved_is_told_then(subscribe, run):
    subscribe("")
    canceled, moved, withdrawn = (make.article(title, **TODAY) for title in ("Canceled", "Moved", "Withdrawn"))
    publishing.cancel(published(canceled, NOON, live_from=later(days=1)), later(hours=1))
    publishing.reschedule(published(moved, NOON, live_from=later(days=1)), later(days=2), later(hours=1))
    published(withdrawn, NOON)
    publishing.withdraw(withdrawn, "Wrong.", at=later(hours=1))
    assert told(run(later(days=1))) == []
    assert told(run(later(days=2))) == ["Moved"]
    assert told(run(later(days=30))) == []


def test_an_alert_that_waits_for_the_mail_server_is_not_sent_once_its_text_is_withdrawn(subscribe, run):
    article = make.article("Ports", **TODAY)
    subscribe("")
    run(NOON)
    published(article, later(minutes=1))
    next(run_due(later(minutes=1)))  # noted and written, not sent
    publishing.withdraw(article, "Wrong.", at=later(hours=1))
    assert told(run(later(hours=2))) == []


def test_whoever_confirms_after_an_edition_went_live_is_not_told_of_it(subscribe, run):
    published(make.article("Before", **TODAY), NOON)
    subscribe("", at=later(seconds=1))
    assert told(run(later(hours=1))) == []


def test_a_day_is_told_in_one_mail_next_morning_by_the_houses_clock(subscribe, run):
    Organization.objects.create(pk=1, name="House", time_zone="Asia/Tbilisi")  # four hours ahead: 16:00
    subscribe("", often="daily")
    for title in ("First", "Second"):
        published(make.article(title, **TODAY), later(hours=1))
    withdrawn = make.article("Third", **TODAY)
    published(withdrawn, later(hours=1))
    assert told(run(later(hours=14, minutes=59))) == []
    publishing.withdraw(withdrawn, "Wrong.", at=later(hours=2))
    messages = run(later(hours=15))
    assert told(messages) == ["All articles: 2 new"]
    assert "First" in messages[0].body
    assert "Third" not in messages[0].body
    assert told(run(later(days=5))) == []


def test_a_week_is_told_on_monday(subscribe, run):
    subscribe("", often="weekly")  # NOON is a Friday
    published(make.article("Friday", **TODAY), later(hours=1))
    published(make.article("Sunday", **TODAY), later(days=2))
    assert told(run(later(days=2, hours=18))) == []
    assert told(run(later(days=2, hours=19))) == ["All articles: 2 new"]


def test_what_a_minor_change_followed_is_still_in_the_digest_and_an_update_stands_for_both(subscribe, run):
    subscribe("", often="daily")
    minor, twice = make.article("Minor", **TODAY), make.article("Twice", **TODAY)
    published(minor, later(hours=1))
    published(changed(minor, title="Minor, tidied"), later(hours=2), kind="minor")
    published(twice, later(hours=1))
    published(changed(twice, title="Twice, updated"), later(hours=2))
    (message,) = [message for message in run(later(hours=19)) if told([message])]
    assert message.subject == "All articles: 2 new"
    assert "Minor, tidied" in message.body
    assert message.body.count("Twice, updated\n---") == 1


def test_whoever_leaves_is_told_nothing_and_leaves_nothing_behind(subscribe, run):
    subscription = subscribe("", often="daily")
    published(make.article(**TODAY), later(hours=1))
    run(later(hours=1))
    assert AlertedEdition.objects.count() == 1
    subscription.delete()
    assert told(run(later(days=2))) == []
    assert (Subscription.objects.count(), AlertedEdition.objects.count()) == (0, 0)


def test_a_title_with_line_breaks_or_headers_in_it_is_one_line(subscribe, run):
    subscribe("")
    published(make.article("Ports\r\nBcc: all@example.org", **TODAY), later(hours=1))
    message = run(later(hours=1))[-1]
    data = read_message(message.message().as_bytes())
    assert data["Bcc"] is None
    assert data["Subject"] == "Ports Bcc: all@example.org"


def test_a_message_made_twice_bears_the_same_id(subscribe, run, monkeypatch):
    subscribe("")
    run(NOON)
    published(make.article(**TODAY), later(hours=1))
    first = run(later(hours=1))[-1]
    OutboxEntry.objects.filter(kind="alert").update(done_at=None, try_at=NOON)
    AlertedEdition.objects.update(told_at=None)  # as if the machine had stopped before noting it
    again = run(later(hours=2))[-1]
    assert again.extra_headers["Message-ID"] == first.extra_headers["Message-ID"]


def test_a_filter_that_is_none_any_more_keeps_the_others_alerts_going(subscribe, run):
    subscribe("")
    broken = subscribe("language=en", "broken@reader.example")
    Subscription.objects.filter(pk=broken.pk).update(query="from=not-a-day")
    published(make.article("Ports", **TODAY), later(hours=1))
    assert told(run(later(hours=1))) == ["Ports"]


@pytest.mark.slow
def test_a_series_that_was_merged_is_followed_where_it_went(subscribe, run):
    snapshot = make.snapshot("Winter", **TODAY)
    published(snapshot, NOON)
    subscribe(f"series={snapshot.series.slug}")
    other = make.series("Renamed")
    type(other).objects.filter(pk=snapshot.series_id).update(merged_into=other)
    published(make.snapshot("Spring", series=other, **TODAY), later(hours=1))
    assert told(run(later(hours=1))) == ["Renamed: Spring"]


@pytest.mark.parametrize("kind", ["author", "topic", "tag"])
def test_a_filter_that_names_what_was_merged_finds_what_it_was_merged_into(subscribe, run, kind):
    old, new = (getattr(make, kind)(name, slug=name.lower()) for name in ("Before", "After"))
    published(make.article("First", **{f"{kind}s": [old]}, **TODAY), NOON)
    subscribe(f"{kind}=before")
    if kind == "tag":
        MergedTag.objects.create(tag=old, into=new)
    else:
        changed(old, merged_into=new)
    make.record_changed()
    published(make.article("Second", **{f"{kind}s": [new]}, **TODAY), later(hours=1))
    assert told(run(later(hours=1))) == ["Second"]


def test_matching_takes_as_many_queries_for_a_thousand_subscribers_of_one_filter_as_for_one(subscribe):
    subscribe("language=en")
    edition = published(make.article(**TODAY), later(hours=1))
    counted = []
    for start in (0, 50):
        with CaptureQueriesContext(connection) as captured:
            assert matching("article", edition)
        counted.append(len(captured))
        Subscription.objects.bulk_create(
            Subscription(
                address=f"r{n}@reader.example", follows="articles", query="language=en", language="en",
                asked_at=NOON, confirmed_at=NOON,
            ) for n in range(start, start + 50)
        )  # fmt: skip
    assert counted[0] >= counted[1]


def test_what_stands_in_a_digest_that_was_late_is_not_told_again_the_next_morning(subscribe, run):
    subscribe("", often="daily")
    article = make.article("First", **TODAY)
    published(article, later(hours=1))
    next(run_due(later(hours=1)))  # noted; then the runner is away past seven, and an update is published
    published(changed(article, title="Second"), later(hours=20))
    assert told(run(later(hours=21))) == ["All articles: Second"]
    assert told(run(later(days=5))) == []


def test_a_runner_that_was_away_for_days_tells_of_what_stands_now_once_for_all_that_came_between(subscribe, run):
    subscribe("", often="daily")
    article = make.article("First", **TODAY)
    published(article, later(hours=1))
    published(changed(article, title="Second"), later(days=2))  # its entry comes after the first digest, which tells
    published(changed(article, title="Third"), later(days=4))  # of this one already
    assert told(run(later(days=30))) == ["All articles: Third"]
    assert told(run(later(days=60))) == []
