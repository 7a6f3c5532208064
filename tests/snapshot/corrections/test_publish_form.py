"""Publishing an article from the desk, and the snapshots that show an older text of it."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from record.models import Edition
from snapshot.models import SnapshotEdition
from tests import make
from tests.accounts import person, queries_for, signed_in
from tests.desk_forms import filled

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def ferries():
    """An article that stands in two live snapshots, changed at the desk."""
    made = make.article("Ferries")
    for title, section in (("Caspian", "Ports"), ("Baltic", "Coasts")):
        make.published(make.snapshot(title, {section: [made], "Else": [made]}))
    return make.changed(made, title="Ferries of Baku", state="draft")


def page(article) -> str:
    return reverse("admin:articles_article_publish", args=[article.pk])


def text(response) -> str:
    return response.content.decode()


def ids(*titles) -> list[int]:
    editions = SnapshotEdition.objects.filter(title__in=titles, number=1)
    return list(editions.order_by("title").values_list("parent_id", flat=True))


def numbers() -> dict[str, int]:
    return {each.title: each.number for each in SnapshotEdition.objects.order_by("number")}


def test_the_snapshots_are_named_with_their_sections_and_not_ticked(ferries):
    client = signed_in()
    shown = text(client.get(page(ferries)))
    assert "Also correct these 2 snapshots" in shown
    assert "Caspian (edition 1; in “Ports”, “Else”)" in shown
    assert "snapshots" not in filled(client, page(ferries))


def test_ticked_they_are_published_in_the_same_act(ferries):
    client = signed_in()
    sent = filled(client, page(ferries), kind="correction", note="Baku.", snapshots=ids("Baltic", "Caspian"))
    answer = client.post(page(ferries), sent, follow=True)
    assert "Also updated: “Baltic”, “Caspian”." in text(answer)
    assert numbers() == {"Baltic": 2, "Caspian": 2}
    moments = {*SnapshotEdition.objects.filter(number=2).values_list("live_from", flat=True)}
    assert moments == {ferries.editions.get(number=2).live_from}


def test_a_correction_with_none_ticked_is_asked_about_once_with_all_ticked(ferries):
    client = signed_in()
    answer = client.post(page(ferries), filled(client, page(ferries), kind="correction", note="Baku."))
    assert answer.status_code == 422
    assert (
        "These snapshots can be corrected at the same time. They are now selected: clear the ones you want to leave unchanged"
        in text(answer)
    )
    boxes = re.findall(r'<input type="checkbox" name="snapshots"[^>]*>', text(answer))
    assert [" checked" in box for box in boxes] == [True, True]
    assert numbers() == {"Baltic": 1, "Caspian": 1}
    again = filled(client, page(ferries), kind="correction", note="Baku.", asked="1")
    client.post(page(ferries), again)
    assert (ferries.editions.count(), numbers()) == (2, {"Baltic": 1, "Caspian": 1})


@pytest.mark.parametrize("kind", [Edition.Kind.UPDATE, Edition.Kind.MINOR])
def test_another_kind_is_not_asked_about(ferries, kind):
    client = signed_in()
    client.post(page(ferries), filled(client, page(ferries), kind=kind))
    assert (ferries.editions.count(), numbers()) == (2, {"Baltic": 1, "Caspian": 1})


def test_scheduled_they_are_scheduled_for_the_same_moment(ferries):
    client = signed_in()
    when = {"when": "later", "moment": "2099-07-01T09:30"}
    client.post(
        page(ferries), filled(client, page(ferries), kind="correction", note="Baku.", snapshots=ids("Baltic"), **when)
    )
    edition = SnapshotEdition.objects.get(title="Baltic", number=2)
    assert edition.live_from == ferries.editions.get(number=2).live_from
    assert edition.live_from > timezone.now()


def test_one_that_cannot_be_scheduled_refuses_all_and_says_why(ferries):
    baltic = SnapshotEdition.objects.get(title="Baltic").parent
    make.published(make.changed(baltic, standfirst="New."), live_from=make.later(days=30000))
    client = signed_in()
    when = {"when": "later", "moment": "2099-07-01T09:30"}
    sent = filled(client, page(ferries), kind="correction", note="Baku.", snapshots=ids("Baltic"), **when)
    answer = client.post(page(ferries), sent)
    assert answer.status_code == 422
    assert "An edition of “Baltic” is already scheduled for" in text(answer)
    assert ferries.editions.count() == 1


def test_who_may_not_publish_does_not_reach_the_page(ferries):
    assert signed_in(person("editor")).get(page(ferries)).status_code == 403


def test_a_snapshot_that_is_not_offered_is_not_published(ferries):
    other = make.snapshot("Other", {"One": [make.article()]})
    make.published(other)
    client = signed_in()
    answer = client.post(
        page(ferries), filled(client, page(ferries), kind="correction", note="Baku.", snapshots=[other.pk])
    )
    assert answer.status_code == 422
    assert numbers()["Other"] == 1


def test_an_article_that_stands_nowhere_or_is_new_has_no_such_question():
    client = signed_in()
    for article in (make.article(), make.published(make.article()).parent):
        assert "Also correct" not in text(client.get(page(article)))


def test_the_page_takes_the_same_queries_however_many_snapshots_there_are(ferries):
    client = signed_in()
    few = queries_for(client, page(ferries))
    for _ in range(5):
        make.published(make.snapshot(sections={"One": [ferries]}))
    assert queries_for(client, page(ferries)) == few


@pytest.mark.parametrize("note", ["", "  "])
def test_a_correction_without_a_note_asks_for_it(ferries, note):
    client = signed_in()
    sent = filled(client, page(ferries), kind="correction", note=note, snapshots=ids("Baltic"))
    answer = client.post(page(ferries), sent)
    assert answer.status_code == 422
    assert "A correction needs a note: say what was wrong." in text(answer)
    assert ferries.editions.count() == 1
