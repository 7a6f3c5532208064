"""The desk's page of corrections."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from permissions.matrix import MATRIX, Act, Reach
from record import publishing
from record.models import Edition
from snapshot.corrections.outdated import outdated
from snapshot.corrections.propagation import take_in
from snapshot.corrections.rows import value_of
from snapshot.models import DeclinedCorrection, Placement, SnapshotEdition
from tests import make
from tests.accounts import person, queries_for, signed_in
from tests.desk_forms import filled
from tests.make import changed, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CORRECTION = Edition.Kind.CORRECTION


@pytest.fixture
def ferries():
    return make.article("Ferries")


@pytest.fixture
def seals():
    return make.article("Seals")


@pytest.fixture
def snapshots(ferries, seals):
    """Two live snapshots that hold both articles, each in a newer edition since."""
    made = [make.snapshot(title, {"Ports": [ferries], "Coasts": [seals]}) for title in ("Caspian", "Baltic")]
    for each in made:
        published(each)
    published(changed(ferries, standfirst="Now of Baku."), kind=CORRECTION, note="The port is Baku.")
    published(changed(seals, standfirst="Now grey."), note="New figures.")
    return made


PAGE = "/admin/snapshot/snapshot/corrections/"


def text(response) -> str:
    return response.content.decode()


def values(*names) -> list[str]:
    """Return how the form names these: `"Caspian: Ferries"`."""
    return [
        value_of(one, found)
        for found in outdated(timezone.now())
        for one in found.texts
        if f"{found.title}: {one.shown.title}" in names
    ]


def note(snapshot) -> str:
    return snapshot.editions.order_by("-number").first().note


def numbers() -> dict[str, int]:
    return {each.title: each.number for each in SnapshotEdition.objects.order_by("number")}


def send(*names, client=None, **differences):
    client = client or signed_in()
    return client.post(PAGE, filled_page(client, take=values(*names), **differences))


def filled_page(client, **differences) -> dict:
    """Return the page's form: its controls stand all over the page and name it by its id."""
    sent = filled(client, PAGE, **differences)
    return {name: value for name, value in sent.items() if name not in ("reason", "q", "keep")}


@pytest.mark.usefixtures("snapshots")
def test_each_snapshot_says_what_is_older_and_what_changed():
    shown = text(signed_in().get(PAGE))
    assert shown.count("Include “Ferries”") == shown.count("Include “Seals”") == 2
    assert "The snapshot shows edition 1. Edition 2 is public." in shown
    assert "Section: Ports." in shown
    assert "The port is Baku." in shown
    assert "Added the standfirst" in shown
    assert "Now of Baku." in shown
    assert "Includes the correction to “Ferries”: The port is Baku. Includes the new edition of “Seals”: New" in shown


def test_one_is_taken_in_and_its_note_names_it_alone(snapshots):
    answer = send("Caspian: Ferries")
    assert answer.status_code == 200
    assert "edition 2 is live." in text(answer)
    assert numbers() == {"Caspian": 2, "Baltic": 1}
    assert note(snapshots[0]) == "Includes the correction to “Ferries”: The port is Baku."


def test_a_note_that_was_typed_is_published_as_it_is(snapshots):
    send("Caspian: Ferries", **{f"note-{snapshots[0].pk}": "Baku, not Batumi."})
    assert note(snapshots[0]) == "Baku, not Batumi."


def test_a_note_with_a_mark_of_a_footnote_is_refused(snapshots):
    client = signed_in()
    sent = filled_page(client, take=values("Caspian: Ferries"), **{f"note-{snapshots[0].pk}": "Baku.[^1]"})
    assert "Footnotes such as [^1] do not work in this field." in text(client.post(PAGE, sent))
    assert numbers()["Caspian"] == 1


def test_a_correction_whose_note_was_cleared_is_not_published(snapshots):
    client = signed_in()
    sent = filled_page(client, take=values("Caspian: Ferries"), **{f"note-{snapshots[0].pk}": ""})
    assert "“Caspian” is corrected: write a note that says what was wrong." in text(client.post(PAGE, sent))
    assert numbers()["Caspian"] == 1


@pytest.mark.usefixtures("snapshots")
def test_ticking_all_needs_no_script_and_takes_in_everything():
    client = signed_in()
    ticked = filled(client, f"{PAGE}?all=1")
    assert len(ticked["take"]) == 4
    shown = text(client.post(PAGE, {"take": ticked["take"], **filled_page(client)}))
    assert numbers() == {"Caspian": 2, "Baltic": 2}
    assert "Every snapshot shows the current editions of its articles" in shown


def test_one_that_is_refused_is_told_with_its_reason_and_does_not_stop_the_others(ferries, snapshots):
    client = signed_in()
    sent = filled_page(client, take=values("Caspian: Ferries", "Baltic: Ferries"))
    take_in(snapshots[0], [ferries], None)
    answer = client.post(PAGE, sent)
    assert "This has changed since you opened the page" in text(answer)
    assert numbers() == {"Caspian": 2, "Baltic": 2}


def test_asked_to_it_stops_them(ferries, snapshots):
    client = signed_in()
    sent = filled_page(client, take=values("Caspian: Ferries", "Baltic: Ferries"), all_or_none="1")
    take_in(snapshots[0], [ferries], None)
    answer = client.post(PAGE, sent)
    assert answer.status_code == 422
    assert "Not published, because another one was refused." in text(answer)
    assert numbers() == {"Caspian": 2, "Baltic": 1}


@pytest.mark.usefixtures("snapshots")
def test_a_text_the_editor_has_not_seen_is_not_taken_in(ferries):
    client = signed_in()
    sent = filled_page(client, take=values("Caspian: Ferries"))
    published(changed(ferries))
    assert "This has changed since you opened the page. Review it, and choose again" in text(client.post(PAGE, sent))
    assert numbers()["Caspian"] == 1


def test_a_snapshot_published_since_the_page_was_shown_is_shown_again_first(snapshots):
    client, snapshot = signed_in(), snapshots[0]
    sent = filled_page(client, take=values("Caspian: Ferries"))
    take_in(snapshot, [make.articles_of(snapshot)[1]], None)
    assert "This has changed since you opened the page. Review it, and choose again" in text(client.post(PAGE, sent))
    assert numbers()["Caspian"] == 2


@pytest.mark.usefixtures("snapshots")
def test_nothing_ticked_is_told_of():
    answer = send()
    assert answer.status_code == 422
    assert "Nothing was changed. Select what to include." in text(answer)


@pytest.mark.parametrize("value", ["x", "1-2", "1-1-1", "999999-1-1-1", "9" * 19 + "-1-1-1", "1-1-1-1;drop"])
@pytest.mark.usefixtures("snapshots")
def test_what_names_nothing_is_passed_over(value):
    client = signed_in()
    assert client.post(PAGE, {"take": value}).status_code == 422
    assert client.post(PAGE, {"keep": value, "reason": "x"}).status_code == 302
    assert numbers() == {"Caspian": 1, "Baltic": 1}


def test_the_old_text_is_kept_with_a_reason(ferries, snapshots):
    client, [value] = signed_in(), values("Caspian: Ferries")
    answer = client.post(PAGE, {"keep": value, "reason": "Quoted as it was."}, follow=True)
    assert "keeps the older edition of “Ferries”" in text(answer)
    assert values("Caspian: Ferries", "Baltic: Ferries") == values("Baltic: Ferries")
    kept = Placement.objects.get(section__snapshot=snapshots[0], article=ferries)
    assert (kept.kept_edition.number, kept.kept_reason) == (1, "Quoted as it was.")
    assert numbers() == {"Caspian": 1, "Baltic": 1}


@pytest.mark.usefixtures("snapshots")
def test_without_a_reason_nothing_is_kept():
    client, [value] = signed_in(), values("Caspian: Ferries")
    answer = client.post(PAGE, {"keep": value, "reason": " "}, follow=True)
    assert "Explain why the older edition is kept." in text(answer)
    assert not DeclinedCorrection.objects.exists()


def test_what_was_withdrawn_and_is_public_again_is_named_and_cannot_be_kept(ferries, snapshots):
    publishing.withdraw(ferries, "Wrong.")
    published(ferries, kind="minor")
    shown = text(signed_in().get(PAGE))
    assert shown.count("Withdrawn, then published again as edition 3.") == 2
    assert shown.count("Keep the older edition…") == 2  # of the seals alone


@pytest.mark.usefixtures("snapshots")
def test_a_title_of_the_snapshot_s_own_is_pointed_out(seals):
    assert "The snapshot uses its own title or summary for this article, which may hide the change" not in text(
        signed_in().get(PAGE)
    )
    other = make.snapshot("Own", {"One": [seals]})
    Placement.objects.filter(section__snapshot=other).update(title="Seals, briefly")
    published(other)
    published(changed(seals))
    assert "The snapshot uses its own title or summary for this article, which may hide the change" in text(
        signed_in().get(PAGE)
    )


@pytest.mark.usefixtures("snapshots")
def test_a_snapshot_that_one_may_not_read_is_as_if_it_were_not_there():
    [value] = values("Caspian: Ferries")
    client = signed_in(person("editor", topics=(make.topic(),)))
    answer = client.post(PAGE, {"keep": value, "reason": "Quoted."}, follow=True)
    assert "That no longer exists." in text(answer)


@pytest.mark.usefixtures("snapshots")
def test_an_older_text_is_kept_only_by_whoever_may_arrange_the_snapshot(monkeypatch):
    monkeypatch.setitem(MATRIX, Act.ARRANGE, (Reach.NONE, Reach.NONE, Reach.OWN, Reach.ALL, Reach.ALL))
    [value] = values("Caspian: Ferries")
    assert signed_in(person("editor")).post(PAGE, {"keep": value, "reason": "Quoted."}).status_code == 403
    assert not DeclinedCorrection.objects.exists()


@pytest.mark.usefixtures("snapshots")
def test_what_is_done_stands_in_the_history_of_each_snapshot():
    send("Caspian: Ferries", "Baltic: Ferries")
    assert LogEntry.objects.filter(change_message__contains="The port is Baku.").count() == 2


@pytest.mark.usefixtures("snapshots")
@pytest.mark.parametrize(("role", "status"), [("contributor", 403), ("editor", 200)])
def test_a_contributor_does_not_see_it_and_an_editor_does_not_publish_from_it(role, status):
    client = signed_in(person(role))
    assert client.get(PAGE).status_code == status
    assert client.post(PAGE, {"take": values("Caspian: Ferries")}).status_code == 403
    assert numbers()["Caspian"] == 1


@pytest.mark.usefixtures("snapshots")
def test_the_first_page_leads_there():
    shown = text(signed_in().get("/admin/"))
    assert reverse("admin:corrections") == PAGE
    assert f'href="{PAGE}#snapshot-' in shown


def test_the_page_takes_the_same_queries_however_many_snapshots_there_are(ferries, snapshots):
    client = signed_in()
    few = queries_for(client, PAGE)
    older = make.article()
    for _ in range(6):
        published(make.snapshot(sections={"One": [older]}))
    published(changed(older), kind=CORRECTION)
    assert queries_for(client, PAGE) == few


def test_each_further_snapshot_costs_the_same_some_sixty_queries():
    article, costs = make.article("Ferries"), []
    published(article)
    for count in (2, 4):
        for _ in range(count):
            published(make.snapshot(sections={"One": [article]}))
        published(changed(article), kind=CORRECTION)
        client = signed_in()
        sent = filled_page(client)
        sent["take"] = filled(client, f"{PAGE}?all=1")["take"]
        with CaptureQueriesContext(connection) as captured:
            assert client.post(PAGE, sent).status_code == 200
        costs.append((len(sent["take"]), len(captured)))
    (few, cost), (many, more) = costs
    assert (few, many) == (2, 6)
    assert more - cost <= (many - few) * 60
