"""Acts at the desk."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.freezing import canonical
from snapshot.desk.acts import Conflict, Sent, act
from snapshot.desk.structure import Impossible
from snapshot.freezing import freeze
from snapshot.models import Placement
from tests import make
from tests.accounts import signed_in
from tests.desk_acts import NOW, Desk, operation_for
from tests.strategies import examples

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def titles(snapshot) -> dict[str, list[str]]:
    return {
        section.title: [placement.article.title for placement in section.placements.select_related("article")]
        for section in snapshot.sections.all()
    }


def key_of(title: str) -> str:
    return Placement.objects.get(article__title=title).key


@pytest.fixture
def snapshot():
    return make.snapshot(
        sections={"One": [make.article("A"), make.article("B"), make.article("C")], "Two": [make.article("D")]}
    )


@pytest.fixture
def desk(snapshot):
    return Desk(snapshot)


def section(snapshot, title: str) -> str:
    return snapshot.sections.get(title=title).key


def test_an_article_moves_within_its_section(snapshot, desk):
    desk.do(op="move", items=[{"key": key_of("C"), "section": section(snapshot, "One"), "before": key_of("A")}])
    assert titles(snapshot)["One"] == ["C", "A", "B"]


def test_an_article_moves_to_another_section(snapshot, desk):
    desk.do(op="move", items=[{"key": key_of("A"), "section": section(snapshot, "Two"), "before": None}])
    assert titles(snapshot) == {"One": ["B", "C"], "Two": ["D", "A"]}


def test_an_article_comes_from_the_library(snapshot, desk):
    new = make.article("E")
    item = {"placement": {"article": new.pk}, "section": section(snapshot, "Two"), "before": key_of("D")}
    desk.do(op="place", items=[item])
    assert titles(snapshot)["Two"] == ["E", "D"]


def test_a_removed_section_comes_back_whole(snapshot, desk):
    before = canonical(freeze(snapshot))
    removed = desk.do(op="remove_section", key=section(snapshot, "One"))
    desk.do(op="undo", number=removed.number)
    assert canonical(freeze(snapshot)) == before


def test_undo_and_redo_are_each_others_inverse(snapshot, desk):
    done = desk.do(op="move", items=[{"key": key_of("A"), "section": section(snapshot, "Two"), "before": None}])
    after = canonical(freeze(snapshot))
    undone = desk.do(op="undo", number=done.number)
    desk.do(op="undo", number=undone.number)
    assert canonical(freeze(snapshot)) == after


def test_the_same_act_sent_twice_is_done_once(snapshot):
    sent = Sent("tab-1-1", "tab-1", 0, {"op": "add_section", "section": {"title": "Three"}, "before": None})
    assert act(snapshot.pk, sent, None, NOW).pk == act(snapshot.pk, sent, None, NOW).pk
    assert list(titles(snapshot)) == ["One", "Two", "Three"]


def test_two_editors_moving_different_articles_both_hold(snapshot):
    one, other = Desk(snapshot, "tab-1"), Desk(snapshot, "tab-2")
    one.do(op="move", items=[{"key": key_of("A"), "section": section(snapshot, "Two"), "before": None}])
    other.do(op="move", items=[{"key": key_of("C"), "section": section(snapshot, "One"), "before": key_of("B")}])
    assert titles(snapshot) == {"One": ["C", "B"], "Two": ["D", "A"]}


def test_two_editors_moving_the_same_article_collide(snapshot):
    one, other = Desk(snapshot, "tab-1"), Desk(snapshot, "tab-2")
    one.do(op="move", items=[{"key": key_of("A"), "section": section(snapshot, "Two"), "before": None}])
    with pytest.raises(Conflict):
        other.do(op="move", items=[{"key": key_of("A"), "section": section(snapshot, "One"), "before": None}])
    assert titles(snapshot)["Two"] == ["D", "A"]


def test_two_texts_for_one_note_are_both_shown_and_none_is_lost(snapshot):
    one, other = Desk(snapshot, "tab-1"), Desk(snapshot, "tab-2")
    target = f"placement:{key_of('A')}"
    one.do(op="set", target=target, field="note", value="Read first.")
    with pytest.raises(Conflict) as conflict:
        other.do(op="set", target=target, field="note", value="Read last.")
    assert conflict.value.value == "Read first."


def test_notes_and_places_of_one_article_do_not_collide(snapshot):
    one, other = Desk(snapshot, "tab-1"), Desk(snapshot, "tab-2")
    one.do(op="set", target=f"placement:{key_of('A')}", field="note", value="Read first.")
    other.do(op="move", items=[{"key": key_of("A"), "section": section(snapshot, "Two"), "before": None}])
    assert Placement.objects.get(article__title="A").note == "Read first."


def test_a_section_someone_just_filled_is_not_removed_under_their_hands(snapshot):
    one, other = Desk(snapshot, "tab-1"), Desk(snapshot, "tab-2")
    new = make.article("E")
    one.do(op="place", items=[{"placement": {"article": new.pk}, "section": section(snapshot, "Two"), "before": None}])
    with pytest.raises(Conflict):
        other.do(op="remove_section", key=section(snapshot, "Two"))


def test_an_undo_over_anothers_later_change_is_refused(snapshot):
    one, other = Desk(snapshot, "tab-1"), Desk(snapshot, "tab-2")
    done = one.do(op="set", target="snapshot", field="title", value="First title")
    other.look()
    other.do(op="set", target="snapshot", field="title", value="Second title")
    with pytest.raises(Conflict):
        one.do(op="undo", number=done.number)


def test_a_place_in_another_snapshot_is_refused(snapshot, desk):
    foreign = make.snapshot()
    with pytest.raises(Impossible):
        desk.do(op="move", items=[{"key": key_of("A"), "section": foreign.sections.get().key, "before": None}])


def test_a_field_that_is_not_edited_here_is_refused(snapshot, desk):
    with pytest.raises(Impossible):
        desk.do(op="set", target="snapshot", field="state", value="approved")


def test_markup_set_at_the_desk_is_sanitized(snapshot, desk):
    desk.do(op="set", target=f"placement:{key_of('A')}", field="note", value="<b>Bold</b><script>alert(1)</script>")
    assert Placement.objects.get(article__title="A").note == "<strong>Bold</strong>"


def test_an_older_text_is_kept_and_kept_no_longer(snapshot, desk):
    first = make.published(Placement.objects.get(article__title="A").article)
    kept = desk.do(op="keep", items=[{"key": key_of("A"), "kept_edition": first.pk, "kept_reason": "Quoted."}])
    assert Placement.objects.get(article__title="A").kept_edition == first
    desk.do(op="undo", number=kept.number)
    assert Placement.objects.get(article__title="A").kept_reason == ""


@pytest.mark.parametrize("reason", ["", "Quoted."])
def test_a_text_is_kept_with_a_reason_and_only_for_its_own_article(snapshot, desk, reason):
    other = make.published(Placement.objects.get(article__title="B").article)
    with pytest.raises(Impossible):
        desk.do(op="keep", items=[{"key": key_of("A"), "kept_edition": other.pk, "kept_reason": reason}])


def test_an_act_makes_the_working_copy_a_draft_and_raises_its_save_count(snapshot, desk):
    desk.do(op="add_section", section={"title": "Three"}, before=None)
    snapshot.refresh_from_db()
    assert (snapshot.state, snapshot.save_count, snapshot.act_count) == ("draft", 1, 1)


@pytest.mark.parametrize("count", [20, 300])
@pytest.mark.slow
def test_a_move_costs_the_same_at_any_length(django_assert_num_queries, count):
    long = make.snapshot(sections={"One": [make.article(points=(), authors=[]) for _ in range(count)], "Two": []})
    desk = Desk(long)
    one = long.sections.get(title="One")
    items = [{"key": one.placements.first().key, "section": one.key, "before": None}]
    with django_assert_num_queries(8):  # two of them the test's own savepoint
        desk.do(op="move", items=items)


class Wire:
    """The same desk, through the real endpoint."""

    def __init__(self, snapshot):
        self.client, self.base, self.sent = signed_in(), 0, 0
        self.address = f"/admin/snapshot/snapshot/{snapshot.pk}/desk/act/"

    def do(self, **operation) -> int:
        self.sent += 1
        message = {"key": f"wire-{self.sent}", "tab": "wire", "base": self.base, "operation": operation}
        answer = self.client.post(self.address, json.dumps(message), content_type="application/json")
        assert answer.status_code == 200, (operation, answer.content)
        self.base = answer.json()["number"]
        return self.base


@examples(25)
@given(data=st.data())
@pytest.mark.slow
def test_any_acts_keep_positions_dense_and_undoing_all_of_them_gives_back_the_start(db, data):
    articles = [make.article(points=(), authors=[]) for _ in range(4)]
    for each in articles[:2]:
        make.published(each)
    snapshot = make.snapshot(sections={"One": articles[:3], "Two": articles[1:]})
    start = canonical(freeze(snapshot))
    desk = Wire(snapshot)
    done = []
    for _ in range(data.draw(st.integers(1, 8))):
        done.append(desk.do(**operation_for(data, snapshot, articles)))
        sections = list(snapshot.sections.order_by("position"))
        assert [each.position for each in sections] == list(range(1, len(sections) + 1))
        for each in sections:
            positions = list(each.placements.order_by("position").values_list("position", flat=True))
            assert positions == list(range(1, len(positions) + 1))
        keys = list(Placement.objects.filter(section__snapshot=snapshot).values_list("key", flat=True))
        assert len(keys) == len(set(keys))
    for each in reversed(done):
        desk.do(op="undo", number=each)
    snapshot.refresh_from_db()
    assert canonical(freeze(snapshot)) == start


def test_what_is_typed_at_the_desk_is_kept_on_one_line_without_noncharacters(snapshot, desk):
    section, key = snapshot.sections.first(), key_of("A")
    desk.do(op="set", target=f"section:{section.key}", field="title", value="Po\ufffert\u2028of Call")
    edition = make.published(make.article())
    make.changed(Placement.objects.get(key=key), article_id=edition.parent_id)
    desk.do(op="keep", items=[{"key": key, "kept_edition": edition.pk, "kept_reason": "Old\x00er\x0btext\U0002ffff"}])
    section.refresh_from_db()
    assert section.title == "Port of Call"
    assert Placement.objects.get(key=key).kept_reason == "Older text"
