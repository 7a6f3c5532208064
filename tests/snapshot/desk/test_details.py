"""The details of a snapshot at its desk: what the form takes, as acts."""

import json
from datetime import date

import pytest

from snapshot.desk.acts import Conflict
from snapshot.desk.details import DETAILS
from snapshot.desk.structure import Impossible
from snapshot.models import Snapshot
from tests import make
from tests.accounts import editor, person, queries_for, signed_in
from tests.desk_acts import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def snapshot():
    return make.snapshot("Caspian")


@pytest.fixture
def desk(snapshot):
    return Desk(snapshot, user=editor())


def put(desk: Desk, field: str, value):
    """Set the detail at that desk; return the act."""
    return desk.do(op="set", target="snapshot", field=field, value=value)


def now(snapshot) -> Snapshot:
    return Snapshot.objects.get(pk=snapshot.pk)


def page_of(snapshot) -> str:
    return f"/admin/snapshot/snapshot/{snapshot.pk}/desk/"


def test_date_series_coverage_and_picture_are_set_and_undone(snapshot, desk):
    series, topic, picture = make.series("Briefs"), make.topic("Caspian"), make.picture()
    before = now(snapshot)
    acts = [
        put(desk, "published_on", "2026-03-01"), put(desk, "series", str(series.pk)),
        put(desk, "coverage", str(topic.pk)), put(desk, "picture", str(picture.pk)),
    ]  # fmt: skip
    set_to = now(snapshot)
    assert (set_to.published_on, set_to.series, set_to.coverage, set_to.picture) == (
        date(2026, 3, 1), series, topic, picture,
    )  # fmt: skip
    for each in reversed(acts):
        desk.do(op="undo", number=each.number)
    after = now(snapshot)
    assert (after.published_on, after.series, after.coverage, after.picture) == (None, before.series, None, None)


def test_topics_are_set_as_one_choice_and_undone(snapshot, desk):
    one, other = make.topic(), make.topic()
    snapshot.categories.set([one])
    done = put(desk, "categories", sorted([str(one.pk), str(other.pk)]))
    assert {*now(snapshot).categories.all()} == {one, other}
    desk.do(op="undo", number=done.number)
    assert [*now(snapshot).categories.all()] == [one]


def test_a_detail_that_the_form_refuses_is_refused_with_its_sentence(snapshot, desk):
    with pytest.raises(Impossible, match="Enter a valid date"):
        put(desk, "published_on", "2026-13-01")
    with pytest.raises(Impossible, match="Select a valid choice"):
        put(desk, "coverage", "999999")
    assert now(snapshot).act_count == 0


@pytest.mark.parametrize("field", ["coverage", "categories", "picture", "series"])
def test_a_key_that_no_row_can_have_is_refused(snapshot, desk, field):
    for key in ("9" * 30, "-1", "x", "²"):
        with pytest.raises(Impossible):
            put(desk, field, [key] if field == "categories" else key)


def test_what_an_editor_may_not_read_is_not_chosen_even_by_its_number(snapshot):
    ports = make.topic("Ports")
    snapshot.categories.set([ports])
    hidden = make.snapshot("Hidden", topics=[make.topic("Mines")])
    account = person("editor", topics=(ports,))
    with pytest.raises(Impossible, match="valid choice"):
        put(Desk(snapshot, "tab-1", account), "translation_of", str(hidden.pk))
    put(Desk(snapshot, "tab-2", editor()), "translation_of", str(hidden.pk))
    assert now(snapshot).translation_of == hidden


def test_an_address_in_use_is_refused_and_an_empty_one_is_made_from_the_title(snapshot, desk):
    make.published(make.snapshot("Taken", slug="taken"))
    with pytest.raises(Impossible, match="already"):
        put(desk, "slug", "taken")
    assert put(desk, "slug", "").forward["value"] == now(snapshot).slug == "caspian"


def test_two_choices_for_one_detail_conflict_and_the_value_that_stands_is_told(snapshot):
    maria, nino = Desk(snapshot, "tab-1", editor()), Desk(snapshot, "tab-2", editor())
    topic = make.topic()
    put(maria, "coverage", str(topic.pk))
    with pytest.raises(Conflict) as refused:
        put(nino, "coverage", "")
    assert refused.value.value == str(topic.pk)


def test_two_details_do_not_conflict(snapshot):
    maria, nino = Desk(snapshot, "tab-1", editor()), Desk(snapshot, "tab-2", editor())
    put(maria, "published_on", "2026-03-01")
    put(nino, "language", "fr")
    assert (now(snapshot).published_on, now(snapshot).language) == (date(2026, 3, 1), "fr")


def test_only_a_publisher_changes_date_and_address_of_what_was_published(snapshot):
    make.published(snapshot)
    for field, value in (("published_on", "2026-01-01"), ("slug", "elsewhere")):
        with pytest.raises(Impossible, match="publisher"):
            put(Desk(snapshot, f"editor-{field}", person("editor")), field, value)
        put(Desk(snapshot, f"publisher-{field}", editor()), field, value)
    assert (now(snapshot).published_on, now(snapshot).slug) == (date(2026, 1, 1), "elsewhere")


def test_who_may_not_add_tags_adds_none_here(snapshot):
    make.tag("gas")
    with pytest.raises(Impossible, match="oil"):
        put(Desk(snapshot), "tags", "gas, oil")
    put(Desk(snapshot, "tab-2", editor()), "tags", "gas, oil")
    assert {*now(snapshot).tags.names()} == {"gas", "oil"}


def test_a_change_of_a_detail_voids_an_approval(snapshot, desk):
    make.changed(snapshot, state=Snapshot.State.APPROVED)
    put(desk, "language", "fr")
    assert now(snapshot).state == Snapshot.State.IN_REVIEW


def test_the_page_shows_each_detail_in_the_drawer_with_the_boards_value(snapshot):
    topic = make.topic("Caspian basin")
    snapshot.categories.set([topic])
    response = signed_in().get(page_of(snapshot))
    form, fields = response.context["details"].form, response.context["board"]["fields"]
    assert {*DETAILS} == {*form.fields} & {*DETAILS}
    assert {*fields} == {*form.fields} - {"seen"}
    assert fields["categories"] == [str(topic.pk)]
    assert "Caspian basin" in response.text


def test_the_page_asks_as_many_queries_for_many_topics_as_for_one(snapshot):
    client = signed_in()
    snapshot.categories.set([make.topic()])
    one = queries_for(client, page_of(snapshot))
    snapshot.categories.set([make.topic() for _ in range(12)])
    assert queries_for(client, page_of(snapshot)) == one <= 24


def test_a_detail_arrives_as_an_act_from_the_browser(snapshot):
    operation = {"op": "set", "target": "snapshot", "field": "categories", "value": [str(make.topic().pk)]}
    message = {"key": "key-1", "tab": "tab1", "base": 0, "operation": operation}
    answer = signed_in().post(f"{page_of(snapshot)}act/", json.dumps(message), "application/json")
    assert answer.json()["acts"][0]["operation"]["value"] == operation["value"]
