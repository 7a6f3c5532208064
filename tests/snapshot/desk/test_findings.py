"""“Ready to publish?”: each check."""

from datetime import date
from html import unescape

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from record import publishing
from record.findings import Finding, lines_of
from record.publishing import Refused
from snapshot.desk import findings
from snapshot.desk.findings import all_findings
from snapshot.models import Snapshot
from snapshot.publishing import publish_with_articles, published_with
from tests import make
from tests.accounts import person, signed_in
from tests.desk_forms import filled
from tests.importing.documents import SMALL
from tests.make import NOON, later
from tests.snapshot.desk.sound import LATER, codes, only, place_of, public, sound

pytestmark = pytest.mark.django_db


def test_nothing_is_found_in_a_sound_snapshot():
    assert all_findings(sound(), LATER) == []


def test_errors_come_first():
    snapshot = sound(title=" ", sections={"Empty": [], "One": [make.article(authors=[])]})
    kinds = [finding.is_error for finding in all_findings(snapshot, LATER)]
    assert kinds == sorted(kinds, reverse=True)
    assert set(kinds) == {True, False}


@pytest.mark.parametrize(
    "differences",
    [{"title": "  "}, {"sections": {"One": []}}, {"sections": {}}, {"coverage": None}, {}],
)
def test_what_publishing_refuses_is_an_error_and_nothing_else(differences):
    snapshot = sound(**differences)
    has_error = any(finding.is_error for finding in all_findings(snapshot, LATER))
    try:
        publishing.publish(snapshot, None, at=LATER)
    except Refused:
        assert has_error
    else:
        assert not has_error


def together(snapshot) -> set[int]:
    return {article.pk for article in published_with(snapshot, LATER)}


@pytest.mark.slow
def test_articles_that_will_be_published_with_it_are_one_notice_and_no_error():
    snapshot = sound(sections={"One": [make.article(source_url="https://house.example/a") for _ in range(16)]})
    found = lines_of(all_findings(snapshot, LATER, together(snapshot)))
    assert [line.message for line in found if "published with it" in line.message] == [
        "16 articles will be published with it."
    ]
    assert not any(line.is_error for line in found)
    assert publish_with_articles(snapshot, make.articles_of(snapshot), None, at=LATER)


@pytest.mark.parametrize("lack", [{"published_on": None}, {"title": " "}, {"slug": "taken"}])
def test_what_hinders_an_article_that_is_published_with_it_is_an_error_of_the_snapshot(lack):
    other = public(slug="taken")
    make.changed(other, slug="moved")
    snapshot = sound(sections={"One": [make.article(**lack)]})
    errors = [found for found in all_findings(snapshot, LATER, together(snapshot)) if found.is_error]
    assert [found.about for found in errors] == [place_of(snapshot)]
    with pytest.raises(Refused) as refused:
        publish_with_articles(snapshot, make.articles_of(snapshot), None, at=LATER)
    assert set(refused.value.reasons) >= {found.message for found in errors}


def test_what_was_withdrawn_is_not_published_with_it_by_itself():
    article = public("Gas")
    snapshot = sound(sections={"One": [article]})
    publishing.withdraw(article, "Wrong.", at=later(minutes=1))
    assert together(snapshot) == set()
    assert only(snapshot, "withdrawn").is_error


@pytest.mark.slow
def test_the_desk_the_page_and_the_act_say_the_same_in_the_same_words():
    article = make.article("Gas")
    snapshot = sound(title=" ", slug="here", sections={"One": [article], "Two": []})
    publish = reverse("admin:snapshot_snapshot_publish", args=[snapshot.pk])
    client = signed_in()
    told = client.get(reverse("admin:desk_findings", args=[snapshot.pk])).json()
    page = client.get(publish).content.decode()
    for line in [*told["errors"], *told["notices"]]:
        assert line["message"] in unescape(page)
    refused = client.post(publish, filled(client, publish)).content.decode()
    assert all(line["message"] in unescape(refused) for line in told["errors"])


@pytest.mark.slow
def test_after_an_import_the_desk_counts_as_errors_what_the_publish_page_refuses_and_nothing_else(tmp_path):
    path = tmp_path / "ferries.txt"
    path.write_text(SMALL, encoding="utf-8")
    call_command("import_snapshot", str(path), apply=True, verbosity=0)
    snapshot, client = Snapshot.objects.get(), signed_in()
    told = client.get(reverse("admin:desk_findings", args=[snapshot.pk])).json()
    publish = reverse("admin:snapshot_snapshot_publish", args=[snapshot.pk])
    page = unescape(client.get(publish).content.decode())
    assert [line["message"] for line in told["notices"] if line["message"] not in page] == []
    assert told["errors"] == []
    client.post(publish, filled(client, publish))
    assert snapshot.editions.count() == 1


def test_who_may_not_publish_articles_is_told_that_they_stand_in_the_way():
    snapshot = sound(sections={"One": [make.article("Gas")]})
    told = signed_in(person("editor")).get(reverse("admin:desk_findings", args=[snapshot.pk])).json()
    assert "“Gas” is not published yet." in [line["message"] for line in told["errors"]]


def test_changes_of_a_public_article_stay_out():
    article = public("Gas")
    snapshot = sound(sections={"One": [article]})
    make.changed(article, state="draft", standfirst="New.")
    assert not only(snapshot, "changes-stay-out").is_error


def test_a_kept_text_of_another_article():
    article, other = public("Gas"), public("Coal")
    snapshot = sound(sections={"One": [article]})
    make.changed(make.placements_of(snapshot)[0], kept_edition=other.editions.get(), kept_reason="As quoted.")
    assert only(snapshot, "kept-another").is_error


def test_a_check_that_is_no_requirement_cannot_say_that_publishing_refuses(monkeypatch):
    monkeypatch.setattr(findings, "_checks", [])
    findings.check(lambda material: iter([Finding("mood", "It is glum.", True)]))
    assert [finding.is_error for finding in all_findings(sound(), LATER)] == [False]


def test_a_snapshot_without_a_title():
    found = only(sound(title=" "), "no-title")
    assert (found.is_error, found.about) == (True, "snapshot:title")


def test_an_address_that_was_published_for_another():
    other = sound(slug="taken")
    make.published(other, at=NOON)
    make.changed(other, slug="moved")
    assert only(sound(slug="taken"), "address-taken").about == "snapshot:slug"


def test_an_article_that_is_not_published():
    snapshot = sound(sections={"One": [make.article("Draft")]})
    found = only(snapshot, "not-published")
    assert (found.is_error, found.about) == (True, place_of(snapshot))
    assert "Draft" in found.message


def test_an_article_that_is_public_only_later():
    article = make.article()
    make.published(article, at=NOON, live_from=later(days=2))
    snapshot = sound(sections={"One": [article]})
    assert only(snapshot, "not-public-by-then", later(days=1)).is_error
    assert codes(snapshot, later(days=2)) == []


def test_a_withdrawn_article():
    article = public()
    snapshot = sound(sections={"One": [article]})
    publishing.withdraw(article, "Wrong.", at=later(minutes=1))
    found = only(snapshot, "withdrawn")
    assert (found.is_error, found.about) == (True, place_of(snapshot))


def test_a_kept_text_that_was_withdrawn():
    article = public()
    old = article.editions.get()
    make.published(make.changed(article), at=later(minutes=1))
    snapshot = sound(sections={"One": [article]})
    make.changed(make.placements_of(snapshot)[0], kept_edition=old, kept_reason="As quoted.")
    publishing.withdraw(article, "Wrong.", only=old, at=later(minutes=2))
    assert only(snapshot, "withdrawn").is_error


def test_an_article_without_author():
    snapshot = sound(sections={"One": [public(authors=[])]})
    found = only(snapshot, "no-author")
    assert (found.is_error, found.about) == (False, place_of(snapshot))


def test_an_article_without_date_cannot_be_published():
    snapshot = sound(sections={"One": [make.article(published_on=None)]})
    assert only(snapshot, "no-date").is_error


def test_an_article_without_summary():
    assert not only(sound(sections={"One": [public(points=())]}), "no-summary").is_error


def test_a_summary_written_for_this_snapshot_counts_as_one():
    snapshot = sound(sections={"One": [public(points=())]})
    make.changed(make.placements_of(snapshot)[0], summary=["One point.", "Another."])
    assert codes(snapshot) == []


def test_what_is_looked_at_is_what_readers_would_see():
    article = public()
    snapshot = sound(sections={"One": [article]})
    article.bylines.all().delete()
    assert "no-author" not in codes(snapshot)


def test_an_article_that_stands_twice():
    article = public("Gas")
    snapshot = sound(sections={"One": [article], "Two": [article]})
    found = only(snapshot, "twice")
    assert (found.is_error, found.about) == (False, place_of(snapshot, 1))
    assert "“One”" in found.message


@pytest.mark.parametrize("own", [{"title": "Our title"}, {"summary": ["Our point.", "Another."]}])
def test_an_own_text_that_hides_a_correction(own):
    article = public()
    snapshot = sound(sections={"One": [article]})
    make.changed(make.placements_of(snapshot)[0], **own)
    make.published(snapshot, at=later(minutes=1))
    assert codes(snapshot) == []
    make.published(make.changed(article, standfirst="Right."), at=later(minutes=2), kind="correction")
    found = only(snapshot, "hides-correction")
    assert (found.is_error, found.about) == (False, place_of(snapshot))
    assert "corrected" in found.message


def test_without_an_own_text_nothing_is_hidden():
    article = public()
    snapshot = sound(sections={"One": [article]})
    make.published(snapshot, at=later(minutes=1))
    make.published(make.changed(article, standfirst="Right."), at=later(minutes=2), kind="correction")
    assert codes(snapshot) == []


def test_a_kept_text_that_was_corrected_since():
    article = public()
    old = article.editions.get()
    make.published(make.changed(article, standfirst="Right."), at=later(minutes=1), kind="correction")
    snapshot = sound(sections={"One": [article]})
    make.changed(make.placements_of(snapshot)[0], kept_edition=old, kept_reason="As quoted.")
    assert only(snapshot, "hides-correction").about == place_of(snapshot)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Azerbaijan’s Long Pivot East", "Azerbaijans Long Pivot East"),
        ("The Long Road – Part 1", "The Long Road: Part 2"),
    ],
)
def test_titles_that_are_nearly_the_same(one, other):
    snapshot = sound(sections={"One": [public(one)], "Two": [public(other)]})
    assert only(snapshot, "near-titles").about == place_of(snapshot, 1)


def test_titles_that_share_words_are_no_finding():
    one, other = public("Georgia Votes in October"), public("Georgia Votes in Brussels for a Second Time")
    assert "near-titles" not in codes(sound(sections={"One": [one, other]}))


def test_dates_that_run_both_ways():
    days = [date(2026, 3, day) for day in (9, 7, 8, 5)]
    snapshot = sound(sections={"One": [public(published_on=day) for day in days]})
    found = only(snapshot, "date-order")
    assert (found.is_error, found.about) == (False, place_of(snapshot, 2))


@pytest.mark.slow
@pytest.mark.parametrize("days", [(9, 7, 7, 5), (1, 2, 3), (4, 4), ()])
def test_dates_that_run_one_way(days):
    names = ["Gas", "Coal and Peat", "Wind over Water", "Sunlight"]
    articles = [public(name, published_on=date(2026, 3, day)) for name, day in zip(names, days, strict=False)]
    assert "date-order" not in codes(sound(sections={"One": articles, "Two": [public("Elsewhere")]}))


def test_a_point_of_more_than_350_characters():
    snapshot = sound(sections={"One": [public(points=["Short.", "x" * 351])]})
    found = only(snapshot, "long-point")
    assert "Point 2" in found.message
    assert "351" in found.message


def test_markup_does_not_count_as_characters():
    point = f'<a href="https://tank.example/{"long-" * 40}">{"x" * 350}</a>'
    assert codes(sound(sections={"One": [public(points=["Short.", point])]})) == []


@pytest.mark.parametrize(("count", "is_found"), [(1, True), (2, False), (6, False), (7, True)])
def test_an_unusual_number_of_points(count, is_found):
    snapshot = sound(sections={"One": [public(points=[f"point {number}." for number in range(count)])]})
    assert ("point-count" in codes(snapshot)) is is_found


def test_an_empty_section():
    snapshot = sound(sections={"One": [public()], "Bare": []})
    found = only(snapshot, "empty-section")
    assert found.about == f"section:{snapshot.sections.get(title='Bare').key}"


def test_a_snapshot_without_articles():
    assert codes(sound(sections={})) == ["no-articles"]


@pytest.mark.parametrize(
    ("differences", "about"),
    [
        ({"coverage": None}, "coverage"),
        ({"coverage": None, "coverage_label": ""}, "coverage"),
        ({"coverage_label": " "}, "coverage_label"),
    ],
)
def test_no_line_leads_to_more_coverage(differences, about):
    assert only(sound(**differences), "no-coverage").about == f"snapshot:{about}"


def test_a_house_adds_its_own_check(monkeypatch):
    monkeypatch.setattr(findings, "_checks", [])

    @findings.check
    def no_question_marks(material):
        yield from (
            Finding("question", "It asks.", about=entry.about) for entry in material.entries if "?" in entry.title
        )

    snapshot = sound(sections={"One": [public("Who Waits?"), public("Nobody")]})
    assert [finding.about for finding in all_findings(snapshot, LATER)] == [place_of(snapshot)]


@pytest.mark.slow
def test_a_long_snapshot_takes_no_more_queries_than_a_short_one():
    def count(articles) -> int:
        snapshot = sound(sections={"One": articles, "Two": [public(), make.article()]})
        old = articles[0].editions.get()
        make.changed(make.placements_of(snapshot)[0], kept_edition=old, kept_reason="As quoted.")
        snapshot.refresh_from_db()
        with CaptureQueriesContext(connection) as queries:
            all_findings(snapshot, LATER)
        return len(queries)

    assert count([public()]) == count([public() for _ in range(12)]) <= 16


def test_articles_published_with_it_take_no_more_queries_for_being_many():
    def count(number: int) -> int:
        snapshot = sound(sections={"One": [make.article() for _ in range(number)]})
        ids = together(snapshot)
        with CaptureQueriesContext(connection) as queries:
            all_findings(snapshot, LATER, ids)
        return len(queries)

    assert count(1) == count(12) <= 17
