"""The desk's messages: every refusal is a sentence, and nothing is half done."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from record.freezing import canonical
from record.models import Revision
from snapshot.desk import acts
from snapshot.desk.views import PAUSE
from snapshot.freezing import freeze
from snapshot.models import DeskAct, Placement, Snapshot
from tests import make
from tests.accounts import editor, queries_for, signed_in
from tests.strategies import examples

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.postgres("snapshot.desk.views")]


class Screen:
    """One open desk in one browser."""

    def __init__(self, snapshot, client, tab="tab1"):
        self.client, self.tab, self.base, self.sent = client, tab, 0, 0
        self.root = f"/admin/snapshot/snapshot/{snapshot.pk}/desk/"

    def send(self, operation, **differences):
        self.sent += 1
        message = {"key": f"{self.tab}-{self.sent}", "tab": self.tab, "base": self.base, "operation": operation}
        response = self.post(message | differences)
        if response.status_code == 200:
            self.base = response.json()["number"]
        return response

    def post(self, message):
        text = message if isinstance(message, str | bytes) else json.dumps(message)
        return self.client.post(f"{self.root}act/", text, content_type="application/json")

    def changes(self, since=0):
        return self.client.get(f"{self.root}changes/?since={since}&tab={self.tab}").json()


@pytest.fixture
def snapshot():
    return make.snapshot("Caspian", {"One": [make.article("A"), make.article("B")], "Two": [make.article("C")]})


@pytest.fixture
def screen(snapshot):
    return Screen(snapshot, signed_in())


def key_of(title: str) -> str:
    return Placement.objects.get(article__title=title).key


def section(snapshot, title: str) -> str:
    return snapshot.sections.get(title=title).key


def move(title: str, into: str) -> dict:
    return {"op": "move", "items": [{"key": key_of(title), "section": into, "before": None}]}


def test_a_move_is_answered_with_what_was_done(screen, snapshot):
    answer = screen.send(move("A", section(snapshot, "Two"))).json()
    assert [each["kind"] for each in answer["acts"]] == ["move"]
    assert Placement.objects.get(article__title="A").section.title == "Two"


@pytest.mark.parametrize("count", [20, 60, 300])
def test_a_move_takes_ten_queries_at_any_length(count):
    articles = [make.article(points=(), authors=[]) for _ in range(count)]
    snapshot = make.snapshot(sections={"One": articles, "Two": []})
    screen = Screen(snapshot, signed_in())
    operation = move(articles[0].title, section(snapshot, "Two"))
    screen.changes()  # what is held per record version is held
    with CaptureQueriesContext(connection) as queries:
        assert screen.send(operation).status_code == 200
    own = [each for each in queries if "SAVEPOINT" not in each["sql"]]  # the test's own transaction has these
    assert len(own) <= 10, [each["sql"][:90] for each in own]


def test_the_page_of_three_hundred_placements_takes_twenty_queries():
    articles = [make.article() for _ in range(30)]
    snapshot = make.snapshot(sections={"One": articles * 10})
    assert queries_for(signed_in(), f"/admin/snapshot/snapshot/{snapshot.pk}/desk/") <= 20


def test_two_texts_for_one_note_come_back_side_by_side(snapshot):
    maria, nino = Screen(snapshot, signed_in(editor("Maria Editor")), "tab1"), Screen(snapshot, signed_in(), "tab2")
    target = {"op": "set", "target": f"placement:{key_of('A')}", "field": "note"}
    maria.send(target | {"value": "Read first."})
    refused = nino.send(target | {"value": "Read last."})
    assert refused.status_code == 409
    assert (refused.json()["theirs"]["by"], refused.json()["theirs"]["value"]) == ("Maria Editor", "Read first.")
    assert refused.json()["yours"] == "Read last."


def test_what_one_does_reaches_the_others_screen_with_the_name(snapshot):
    maria, nino = Screen(snapshot, signed_in(editor("Maria Editor")), "tab1"), Screen(snapshot, signed_in(), "tab2")
    maria.changes()
    maria.send(move("A", section(snapshot, "Two")))
    told = nino.changes()
    assert [(each["kind"], each["by"]) for each in told["acts"]] == [("move", "Maria Editor")]
    assert [each["name"] for each in told["here"]] == ["Maria Editor"]


def test_a_tab_that_leaves_is_named_no_more(snapshot):
    maria, nino = Screen(snapshot, signed_in(), "tab1"), Screen(snapshot, signed_in(), "tab2")
    maria.changes()
    maria.client.get(f"{maria.root}changes/?since=0&tab=tab1&leaving=1")
    assert nino.changes()["here"] == []


def test_a_snapshot_that_is_deleted_while_its_desk_asks_leaves_nothing(snapshot, monkeypatch):
    screen = Screen(snapshot, signed_in(), "tab1")
    screen.send(move("A", section(snapshot, "Two")))
    assert not Revision.objects.filter(kind="snapshot").exists()

    def deleted(*asked):
        Snapshot.objects.filter(pk=snapshot.pk).delete()
        return []

    monkeypatch.setattr(acts, "since", deleted)
    with time_machine.travel(timezone.now() + PAUSE + timedelta(seconds=1)):
        screen.changes()
    assert not Revision.objects.filter(kind="snapshot").exists()


def test_a_section_of_another_snapshot_is_refused(screen):
    foreign = make.snapshot().sections.get().key
    refused = screen.send(move("A", foreign))
    assert refused.status_code == 422
    assert refused.json()["message"]


def test_a_placement_of_another_snapshot_is_refused(screen, snapshot):
    foreign = Placement.objects.filter(section__snapshot=make.snapshot()).first().key
    operation = {"op": "move", "items": [{"key": foreign, "section": section(snapshot, "Two"), "before": None}]}
    assert screen.send(operation).status_code == 422


def test_an_article_that_is_not_there_is_refused(screen, snapshot):
    item = {"placement": {"article": 10**8}, "section": section(snapshot, "One"), "before": None}
    assert screen.send({"op": "place", "items": [item]}).status_code == 422


def test_a_title_of_ten_thousand_characters_is_refused_with_a_sentence(screen):
    refused = screen.send({"op": "set", "target": "snapshot", "field": "title", "value": "x" * 10_000})
    assert refused.status_code == 422
    assert "too long" in refused.json()["message"]


def test_more_than_two_thousand_placements_are_refused(screen, snapshot):
    Placement.objects.bulk_create(
        Placement(section=snapshot.sections.first(), article=make.articles_of(snapshot)[0], position=n + 3)
        for n in range(1_998)
    )
    item = {"placement": {"article": make.article().pk}, "section": section(snapshot, "One"), "before": None}
    assert screen.send({"op": "place", "items": [item]}).status_code == 422


@pytest.mark.parametrize(
    "message",
    [
        b"", b"\xff\xfe", "[]", "null", "1", '{"a":' * 2_000, "[" * 100_000, '{"key":"\\ud800","tab":"t","base":0,"operation":{"op":"move"}}',
        {"key": "k", "tab": "t", "base": -1, "operation": {"op": "remove_section", "key": "x"}},
        {"key": "k", "tab": "t", "base": 10**30, "operation": {"op": "remove_section", "key": "x"}},
        {"key": "k" * 65, "tab": "t", "base": 0, "operation": {"op": "remove_section", "key": "x"}},
        {"key": "k", "tab": "t", "base": 0, "operation": {"op": "save"}},
        {"key": "k", "tab": "t", "base": 0, "operation": {"op": "remove_section", "key": "a\x00"}},
        {"key": "k", "tab": "t", "base": 0, "operation": {"op": "remove_section", "key": "k" * 21}},
        {"key": "k", "tab": "t", "base": 0, "operation": {"op": "move", "items": []}},
        {"key": "k", "tab": "t", "base": 0, "operation": {"op": "move", "items": [{"key": 1, "section": "x"}]}},
        {"key": "k", "tab": "t", "base": 0, "operation": {"op": "set", "target": "article:1", "field": "title", "value": "x"}},
        {"key": "k", "tab": "t", "base": 0, "operation": {"op": "set", "target": "snapshot", "field": "title", "value": {"a": 1}}},
    ],
)  # fmt: skip
def test_a_message_that_is_none_of_ours_is_refused_and_nothing_is_done(screen, snapshot, message):
    before = canonical(freeze(snapshot))
    refused = screen.post(message)
    assert refused.status_code == 400
    assert refused.json()["message"]
    assert canonical(freeze(snapshot)) == before


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3), max_leaves=6
)  # fmt: skip


@examples(60)
@given(op=st.sampled_from(["place", "remove", "move", "add_section", "remove_section", "move_section", "set", "undo"]),
       fields=st.dictionaries(st.sampled_from(["items", "keys", "key", "before", "section", "placements", "target", "field", "value", "number"]), values, max_size=5))  # fmt: skip
def test_any_message_is_answered_with_a_sentence_or_done(db, op, fields):
    screen = Screen(make.snapshot(), signed_in())
    assert screen.send({"op": op, **fields}).status_code in (200, 400, 409, 422)


def test_only_post_acts(screen):
    assert screen.client.get(f"{screen.root}act/").status_code == 405


def test_a_snapshot_that_is_not_there_is_404(screen):
    assert screen.client.get("/admin/snapshot/snapshot/99999999/desk/").status_code == 404


def test_who_may_not_change_snapshots_is_refused(snapshot):
    account = editor()
    account.groups.clear()
    assert signed_in(account).get(f"/admin/snapshot/snapshot/{snapshot.pk}/desk/").status_code == 403


def test_without_a_sign_in_nothing_is_told(client, snapshot):
    assert client.get(f"/admin/snapshot/snapshot/{snapshot.pk}/desk/board/").status_code == 302


def test_an_act_sent_twice_is_done_once(screen, snapshot):
    message = {
        "key": "once",
        "tab": "tab1",
        "base": 0,
        "operation": {"op": "add_section", "section": {"title": "Three"}},
    }
    assert screen.post(message).json()["number"] == screen.post(message).json()["number"] == 1
    assert DeskAct.objects.count() == 1


def test_arranging_a_live_snapshot_changes_nothing_for_readers(screen, snapshot, client):
    make.published(snapshot)
    before = client.get(f"/snapshots/{snapshot.slug}/").content
    screen.send({"op": "remove_section", "key": section(snapshot, "One")})
    assert client.get(f"/snapshots/{snapshot.slug}/").content == before


def test_the_preview_shows_the_working_copy_and_makes_no_edition(screen, snapshot):
    screen.send({"op": "set", "target": "snapshot", "field": "title", "value": "Working title"})
    assert b"Working title" in screen.client.get(f"{screen.root}preview/").content
    assert not snapshot.editions.exists()


def test_a_pause_keeps_a_revision_of_what_stands(screen, snapshot):
    screen.send({"op": "set", "target": "snapshot", "field": "title", "value": "Working title"})
    saved = Snapshot.objects.get(pk=snapshot.pk).updated_at
    with time_machine.travel(saved + timedelta(seconds=25), tick=False):
        screen.changes(1)
    assert Revision.objects.filter(kind="snapshot", parent_id=snapshot.pk).count() == 1


BROKEN = [
    {"op": "move", "items": [{"placement": {"article": 1}, "section": "SECTION"}]},
    {"op": "place", "items": [{"key": "KEY", "section": "SECTION"}]},
    {"op": "place", "items": [{"placement": {"article": "ARTICLE", "key": "KEY"}, "section": "SECTION"}]},
    {"op": "place", "items": [{"placement": {"article": "ARTICLE", "key": "new"}, "section": "SECTION"}] * 2},
    {"op": "place", "items": [{"placement": {"article": "ARTICLE", "kept_edition": 10**6, "kept_reason": "x"}, "section": "SECTION"}]},
    {"op": "place", "items": [{"placement": {"article": "ARTICLE", "kept_reason": "x"}, "section": "SECTION"}]},
    {"op": "place", "items": [{"placement": {"article": "ARTICLE", "title": "x" * 10_000}, "section": "SECTION"}]},
    {"op": "place", "items": [{"placement": {"article": "ARTICLE", "summary": ["x"] * 3_000}, "section": "SECTION"}]},
    {"op": "add_section", "section": {"title": "x" * 10_000}},
    {"op": "add_section", "section": {"title": "New"}, "placements": [{"article": "ARTICLE", "key": "KEY"}]},
    {"op": "add_section", "section": {"title": "New"}, "placements": [{"article": "ARTICLE", "key": "new"}] * 2},
    {"op": "add_section", "section": {"title": "New"}, "placements": [{"article": 10**8, "key": "new"}]},
    {"op": "set", "target": "snapshot", "field": "title", "value": ["a"]},
    {"op": "set", "target": "snapshot", "field": "introduction", "value": ["a"]},
]  # fmt: skip


@pytest.mark.parametrize("operation", BROKEN)
def test_what_cannot_stand_is_refused_with_a_sentence_and_not_half_done(screen, snapshot, operation):
    placement = Placement.objects.get(article__title="A")
    text = json.dumps(operation).replace('"ARTICLE"', str(placement.article_id))
    operation = json.loads(text.replace("KEY", placement.key).replace("SECTION", section(snapshot, "One")))
    before = canonical(freeze(snapshot))
    refused = screen.send(operation)
    assert refused.status_code in (400, 422)
    assert refused.json()["message"]
    assert canonical(freeze(Snapshot.objects.get(pk=snapshot.pk))) == before


def test_placements_given_without_keys_get_them(screen, snapshot):
    article = make.article()
    screen.send({"op": "add_section", "section": {"title": "New"}, "placements": [{"article": article.pk}]})
    assert Placement.objects.get(article=article).section.title == "New"


def test_a_base_beyond_the_last_act_does_not_bypass_what_another_did(snapshot):
    maria, nino = Screen(snapshot, signed_in(), "tab1"), Screen(snapshot, signed_in(), "tab2")
    target = {"op": "set", "target": f"placement:{key_of('A')}", "field": "note"}
    maria.send(target | {"value": "Read first."})
    assert nino.send(target | {"value": "Read last."}, base=10**9).status_code == 422
    assert Placement.objects.get(article__title="A").note == "Read first."


def test_an_act_sent_again_with_a_newer_base_is_still_done_once(screen):
    message = {
        "key": "once",
        "tab": "tab1",
        "base": 0,
        "operation": {"op": "add_section", "section": {"title": "Three"}},
    }
    screen.post(message)
    assert screen.post(message | {"base": 1}).status_code == 200
    assert DeskAct.objects.count() == 1


def test_a_snapshot_that_is_not_there_is_told_so_in_json(screen):
    message = {"key": "k", "tab": "t", "base": 0, "operation": {"op": "remove_section", "key": "x"}}
    refused = screen.client.post(
        "/admin/snapshot/snapshot/99999999/desk/act/", json.dumps(message), content_type="application/json"
    )
    assert refused.status_code == 404
    assert refused.json()["message"]


def test_schedule_opens_the_publish_page_at_a_set_moment(screen, snapshot):
    page = screen.client.get(f"/admin/snapshot/snapshot/{snapshot.pk}/publish/?when=later")
    assert page.context["form"]["when"].value() == "later"


def test_an_act_of_one_person_is_not_taken_under_another_name(screen):
    message = {"key": "k", "tab": "t", "base": 0, "operation": {"op": "add_section", "section": {"title": "Three"}}}
    assert screen.post(message | {"person": 10**6}).status_code == 403
    assert not DeskAct.objects.exists()
