"""What was sent to a list of the house is kept as an issue, and readers can look it up."""

import pytest
from django.test import Client

from alerts.models import Issue, Subscription
from alerts.series import send_digest
from record import publishing, record_version
from tests import make
from tests.accounts import editor, queries_for
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.postgres("alerts.issues")]
TODAY = {"published_on": NOON.date()}
MONDAY = later(days=4)  # NOON is a Friday


def page(path: str = "/newsletters/") -> str:
    record_version.clear_cache()
    return Client().get(path).text


def issue_page(at: str = "") -> str:
    return page(f"/newsletters/{Issue.objects.latest('pk').pk}/{at}")


def shown_on(text: str, *words: str) -> list[bool]:
    return [each in text for each in words]


def test_a_weekly_digest_is_one_issue_whoever_got_it(subscribe, run):
    for name in ("ada", "bert"):
        subscribe("", f"{name}@reader.example", "weekly")
    published(make.article("Ports wait", points=["Ships queue."], **TODAY), later(hours=1))
    run(later(hours=1))
    assert Issue.objects.count() == 0
    assert len(run(MONDAY)) == 2
    assert Issue.objects.get().key == "2026-05-04"
    text = issue_page()
    assert shown_on(text, "Ports wait", "Ships queue.", "Sent on May 5, 2026") == [True] * 3
    assert "Ports wait" in page()


def test_an_issue_says_nothing_of_who_got_it_and_has_no_link_of_theirs(subscribe, run):
    row = subscribe("", "ada@reader.example", "weekly")
    published(make.article("Ports wait", **TODAY), later(hours=1))
    run(later(hours=1))
    run(MONDAY)
    for text in (page(), issue_page()):
        assert shown_on(text, "ada@reader", row.secret, "/alerts/leave/", "/alerts/confirm/") == [False] * 4
    assert not any("ada@" in str(value) for value in Issue.objects.values().get().values())


def test_each_topic_has_its_own_list(subscribe, run):
    ports = make.topic("Ports", slug="ports")
    article = make.article("Ports wait", topics=[ports], **TODAY)
    published(make.article("Before", topics=[ports], **TODAY), NOON)
    for query in ("", "topic=ports"):
        subscribe(query, often="weekly")
    published(article, later(hours=1))
    run(later(hours=1))
    run(MONDAY)
    assert {*Issue.objects.values_list("query", flat=True)} == {"", "topic=ports"}
    assert "Ports" in page()


@pytest.mark.parametrize(
    ("query", "often"),
    [
        ("author=ada", "weekly"),
        ("topic=ports&author=ada", "weekly"),
        ("", "daily"),
        ("", "at-once"),
        ("of=snapshots", "weekly"),
    ],
)
def test_what_one_reader_asked_for_alone_is_no_issue(subscribe, run, query, often):
    ada, ports = make.author(slug="ada"), make.topic(slug="ports")
    published(make.article("Before", [ada], topics=[ports], **TODAY), NOON)
    subscribe(query, often=often)
    published(
        make.snapshot("Both", {"x": [make.article("Ports wait", [ada], topics=[ports], **TODAY)]}), later(hours=1)
    )
    run(later(hours=1))
    assert run(MONDAY) or often == "at-once"
    assert Issue.objects.count() == 0


def test_a_reader_who_came_later_in_the_week_adds_nothing_and_one_who_got_more_adds_it(subscribe, run):
    subscribe("", "ada@reader.example", "weekly")
    published(make.article("First", **TODAY), later(hours=1))
    run(later(hours=1))
    subscribe("", "bert@reader.example", "weekly", at=later(hours=2))
    published(make.article("Second", **TODAY), later(hours=3))
    run(later(hours=3))
    run(MONDAY)
    assert len(Issue.objects.get().entries) == 2
    assert shown_on(issue_page(), "First", "Second") == [True, True]


def test_what_has_been_withdrawn_since_is_left_out_with_a_note(subscribe, run):
    subscribe("", often="weekly")
    gone = make.article("Taken back", **TODAY)
    for article in (gone, make.article("Ports wait", **TODAY)):
        published(article, later(hours=1))
    run(later(hours=1))
    run(MONDAY)
    publishing.withdraw(gone, "Wrong.", at=later(days=5))
    assert shown_on(page(), "Taken back", "Ports wait") == [False, True]
    text = issue_page()
    assert shown_on(text, "Taken back", "Ports wait", "1 text has been withdrawn since") == [False, True, True]


def test_an_issue_of_which_all_is_withdrawn_is_gone(subscribe, run):
    subscribe("", often="weekly")
    gone = make.article("Taken back", **TODAY)
    published(gone, later(hours=1))
    run(later(hours=1))
    run(MONDAY)
    publishing.withdraw(gone, "Wrong.", at=later(days=5))
    record_version.clear_cache()
    assert Client().get(f"/newsletters/{Issue.objects.get().pk}/").status_code == 404
    assert "Taken back" not in page()


def test_a_correction_says_what_was_wrong(subscribe, run):
    article = make.article("Ports wait", **TODAY)
    published(article, NOON)
    subscribe("", often="weekly")
    published(changed(article), later(hours=1), kind="correction", note="A figure was wrong.")
    run(later(hours=1))
    run(MONDAY)
    assert "Correction: A figure was wrong." in issue_page()


def mailed(content: dict) -> None:
    snapshot = make.snapshot("Caspian", **TODAY)
    edition = published(snapshot, NOON)
    Subscription.objects.create(
        address="ada@reader.example", follows="series", target_id=snapshot.series_id, language="en",
        asked_at=NOON, confirmed_at=NOON,
    )  # fmt: skip
    send_digest({**content, "editions": [edition.pk]}, snapshot.series, editor(), NOON)


def test_a_letter_of_the_editors_is_shown_with_their_words():
    mailed({"subject": "This spring", "note": "Dear reader.\n\nTwo things."})
    assert "This spring" in page()
    assert shown_on(issue_page(), "This spring", "Dear reader.", "Two things.", "Caspian") == [True] * 4


def test_words_of_the_editors_about_what_is_withdrawn_are_not_shown():
    mailed({"subject": "This spring", "note": "Read Caspian."})
    other = published(make.snapshot("Ports"), NOON)
    issue = Issue.objects.get()
    Issue.objects.update(entries=[*issue.entries, ["snapshot", other.pk, ""]])
    publishing.withdraw(other.parent, "Wrong.", at=later(hours=1))
    assert shown_on(page() + issue_page(), "This spring", "Read Caspian.") == [False, False]


def test_a_letter_sent_to_nobody_is_no_issue():
    snapshot = make.snapshot("Caspian", **TODAY)
    edition = published(snapshot, NOON)
    send_digest({"subject": "x", "note": "", "editions": [edition.pk]}, snapshot.series, editor(), NOON)
    assert Issue.objects.count() == 0


def issues(number: int, of: list) -> None:
    rows = [
        Issue(follows="articles", key=str(n), entries=[["article", pk, ""] for pk in of], sent_at=NOON)
        for n in range(number)
    ]
    Issue.objects.bulk_create(rows)


def test_the_list_has_pages():
    issues(21, [published(make.article("Ports wait"), NOON).pk])
    first = page()
    assert first.count("newsletter-card-titles") == 20
    cursor = f"?cursor={Issue.objects.order_by('-pk')[19].pk}"
    assert cursor in first
    assert page(f"/newsletters/{cursor}").count("newsletter-card-titles") == 1
    assert Client().get("/newsletters/?cursor=x").status_code == 400


def test_twenty_issues_ask_as_many_queries_as_one():
    client, many = Client(), [edition.pk for edition in map(published, (make.article() for _ in range(8)))]
    issues(1, many[:1])
    one = queries_for(client, "/newsletters/")
    issue = queries_for(client, f"/newsletters/{Issue.objects.get().pk}/")
    Issue.objects.all().delete()
    issues(20, many)
    assert queries_for(client, "/newsletters/") == one <= 2
    assert queries_for(client, f"/newsletters/{Issue.objects.latest('pk').pk}/") == issue <= 2


def test_issues_of_ten_topics_ask_as_many_queries_as_of_one():
    topics = [make.topic(slug=f"ports-{n}") for n in range(10)]
    edition = published(make.article(topics=topics))

    def asked(of: list) -> int:
        Issue.objects.all().delete()
        for topic in of:
            entries = [["article", edition.pk, ""]]
            Issue.objects.create(follows="articles", query=f"topic={topic.slug}", entries=entries, sent_at=NOON)
        return queries_for(Client(), "/newsletters/")

    assert asked(topics) == asked(topics[:1]) <= 2


def test_a_new_issue_shows_at_once_although_pages_are_stored(subscribe, run):
    subscribe("", often="weekly")
    published(make.article("Ports wait", **TODAY), later(hours=1))
    run(later(hours=1))
    before = record_version.RecordVersion.objects.get().number
    run(MONDAY)
    assert record_version.RecordVersion.objects.get().number > before


def test_the_foot_leads_to_the_archive():
    assert 'href="/newsletters/"' in page("/")


def in_order(text: str, *words: str) -> bool:
    places = [text.find(each) for each in words]
    return -1 not in places and places == sorted(places)


def test_the_page_of_a_weekly_digest_has_all_that_the_letter_has_in_its_order(subscribe, run):
    subscribe("", often="weekly")
    for title, author in (("Ports wait", "Ada Reed"), ("Rails rust", "Bo Lind")):
        points = [f"{title} since May.", f"{title} in <em>two</em> harbors."]
        published(make.article(title, [make.author(author)], points=points, **TODAY), later(hours=1))
    run(later(hours=1))
    (letter,) = run(MONDAY)
    html = letter.alternatives[0][0]
    first, second = sorted(("Ports wait", "Rails rust"), key=html.index)
    for text in (html, issue_page()):
        for title in (first, second):
            assert in_order(text, f">{title}<", f"{title} since May.", f"{title} in <em>two</em> harbors.")
        assert in_order(text, f">{first}<", f">{second}<")
        assert shown_on(text, "Ada Reed", "Bo Lind", "Executive Summary") == [True] * 3
        assert ">. <" not in text  # a number that is missing


def test_the_page_of_an_editors_letter_has_the_sections_and_titles_of_each_snapshot_in_order():
    articles = [make.article(title, **TODAY) for title in ("Ports wait", "Rails rust", "Taken back")]
    snapshot = make.snapshot("Caspian", {"Sea": articles[:1], "Land": articles[1:]}, **TODAY)
    edition = published(snapshot, NOON)
    Subscription.objects.create(
        address="ada@reader.example", follows="series", target_id=snapshot.series_id, language="en",
        asked_at=NOON, confirmed_at=NOON,
    )  # fmt: skip
    send_digest(
        {"subject": "This spring", "note": "Dear reader.", "editions": [edition.pk]}, snapshot.series, editor(), NOON
    )
    publishing.withdraw(articles[2], "Wrong.", at=later(hours=1))
    words = ("Dear reader.", "Caspian", "Sea", "Ports wait", "Land", "Rails rust")
    text = issue_page().split("<main")[1]
    assert in_order(text, *words, "Read the snapshot")
    assert "Taken back" not in text  # its title stands beside the notice, on the snapshot's page
    assert f'href="/analysis/{articles[0].slug}/"' in text


def test_letters_of_five_snapshots_ask_as_many_queries_as_of_one():
    def asked(number: int) -> int:
        Issue.objects.all().delete()
        editions = [published(make.snapshot(f"S{number}-{n}", {"x": [make.article()]}), NOON).pk for n in range(number)]
        entries = [["snapshot", pk, ""] for pk in editions]
        Issue.objects.create(follows="articles", key=str(number), entries=entries, sent_at=NOON)
        record_version.clear_cache()
        return queries_for(Client(), f"/newsletters/{Issue.objects.get().pk}/")

    assert asked(1) == asked(5)


def test_the_sitemap_names_the_letters_of_which_something_is_public(look):
    gone, kept = make.article("Taken back"), make.article("Ports wait")
    for article in (gone, kept):
        Issue.objects.create(
            follows="articles", key=article.title, entries=[["article", published(article, NOON).pk, ""]], sent_at=NOON
        )
    publishing.withdraw(gone, "Wrong.", at=later(hours=1))
    record_version.clear_cache()
    text = look("/sitemap-pages.xml", later(hours=2)).text
    numbers = dict(Issue.objects.values_list("key", "pk"))
    assert shown_on(
        text, "/newsletters/</loc>", f"/newsletters/{numbers['Ports wait']}/", f"/newsletters/{numbers['Taken back']}/"
    ) == [True, True, False]
