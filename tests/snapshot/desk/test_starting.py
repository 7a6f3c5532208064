"""Ways to start a snapshot."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from snapshot.freezing import freeze
from snapshot.models import Snapshot
from tests import make
from tests.accounts import editor, signed_in

pytestmark = pytest.mark.django_db
START = "/admin/snapshot/snapshot/start/"


@pytest.fixture
def staff():
    return signed_in()


def started(response) -> Snapshot:
    snapshot = Snapshot.objects.latest("pk")
    assert response.url == reverse("admin:desk", args=[snapshot.pk])
    return snapshot


def test_a_blank_snapshot_has_one_empty_section(staff):
    snapshot = started(staff.post(START, {"title": "Caspian"}))
    assert (snapshot.title, snapshot.slug, snapshot.sections.count()) == ("Caspian", "caspian", 1)
    assert snapshot.series.name == "Strategic Snapshot"


def test_a_copy_has_everything_but_date_address_and_doi(staff):
    original = make.snapshot("Caspian", slug="caspian", doi="10.1000/1", published_on=date(2026, 3, 1))
    copy = started(staff.post(START, {"title": "Caspian", "copied": original.pk}))
    own = {"slug": copy.slug, "published_on": None, "doi": ""}
    assert copy.slug == "caspian-2"
    assert freeze(copy) == freeze(original) | own


def test_a_filter_becomes_a_snapshot(staff):
    topic = make.topic("Ports")
    wanted = [make.article(topics=[topic]) for _ in range(2)]
    make.article()
    snapshot = started(staff.post(f"{START}?topic={topic.pk}", {"title": "On ports"}))
    assert {each.article for each in snapshot.sections.get().placements.all()} == set(wanted)


@pytest.mark.slow
@pytest.mark.parametrize(
    "address",
    ["/analysis/?topic=ports", "https://www.house.example/analysis/?topic=ports&utm_source=mail", "/topics/ports/"],
)
def test_what_a_filter_of_the_archive_finds_becomes_a_snapshot_in_its_order(staff, address):
    ports = make.topic("Ports", slug="ports")
    older, newer = (make.article(topics=[ports], published_on=date(2026, 3, day)) for day in (1, 2))
    for article in (older, newer, make.article("Elsewhere")):
        make.published(article, make.NOON)
    make.article("A draft", topics=[ports])
    page = f"{START}?{urlencode({'filter': address})}"
    assert newer.title in staff.get(page).content.decode()
    snapshot = started(staff.post(page, {"title": "On ports"}))
    placed = snapshot.sections.get().placements.order_by("position")
    assert [each.article for each in placed] == [newer, older]


@pytest.mark.parametrize("address", ["/nowhere/", "https://[", "/analysis/?from=2026-02-30", "/analysis/?topic=none"])
def test_an_address_that_is_no_filter_or_finds_nothing_is_told_so_and_starts_nothing_from_it(staff, address):
    answer = staff.get(f"{START}?{urlencode({'filter': address})}")
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()


def test_picked_articles_become_a_snapshot_newest_first(staff):
    old, new = make.article(published_on="2025-01-01"), make.article(published_on="2026-01-01")
    snapshot = started(staff.post(f"{START}?articles={old.pk},{new.pk}", {"title": "Picked"}))
    assert [each.article for each in snapshot.sections.get().placements.all()] == [new, old]


def test_a_filter_that_cannot_be_is_refused_with_a_sentence(staff):
    response = staff.get(f"{START}?from=yesterday")
    assert response.status_code == 400


def test_a_title_is_needed(staff):
    assert staff.post(START, {"title": " "}).context["form"].errors


def test_who_may_not_add_snapshots_may_not_start_one():
    account = editor()
    account.groups.clear()
    assert signed_in(account).get(START).status_code == 403


@pytest.mark.slow
@pytest.mark.parametrize("month", ["", "2026-03", "2026-13", "0000-01", "x", "9999-12", "1900-01"])
def test_the_calendar_answers_for_any_month(staff, month):
    assert staff.get(f"/admin/snapshot/snapshot/calendar/?month={month}").status_code == 200
