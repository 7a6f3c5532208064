"""What was taken out lately, and how it comes back."""

from datetime import timedelta
from itertools import count

import pytest

from record.freezing import canonical
from snapshot.desk.acts import Sent, act
from snapshot.desk.removed import recently_removed
from snapshot.freezing import freeze
from snapshot.models import DeskAct, Placement, Snapshot
from tests import make
from tests.make import NOON, later

pytestmark = pytest.mark.django_db
_sent = count(1)


@pytest.fixture
def snapshot():
    articles = {title: make.article(title) for title in "ABCD"}
    return make.snapshot(sections={"One": [articles[title] for title in "ABC"], "Two": [articles["D"]]})


def do(snapshot, operation: dict, at=NOON) -> DeskAct:
    base = Snapshot.objects.get(pk=snapshot.pk).act_count
    return act(snapshot.pk, Sent(f"key-{next(_sent)}", "tab", base, operation), None, at)


def remove(snapshot, *titles: str, at=NOON) -> DeskAct:
    keys = [Placement.objects.get(article__title=title).key for title in titles]
    return do(snapshot, {"op": "remove", "keys": keys}, at)


def section(snapshot, title: str) -> str:
    return snapshot.sections.get(title=title).key


def test_a_removed_article_goes_back_to_where_it_stood(snapshot):
    before = canonical(freeze(snapshot))
    remove(snapshot, "B")
    [entry] = recently_removed(snapshot, NOON)
    assert (entry["kind"], entry["title"], entry["where"]) == ("article", "B", "One")
    do(snapshot, entry["operation"])
    assert canonical(freeze(snapshot)) == before
    assert recently_removed(snapshot, NOON) == []


def test_several_removed_at_once_come_back_one_by_one(snapshot):
    before = canonical(freeze(snapshot))
    remove(snapshot, "B", "C")
    while entries := recently_removed(snapshot, NOON):
        do(snapshot, entries[0]["operation"])
    assert canonical(freeze(snapshot)) == before


def test_a_removed_section_comes_back_whole(snapshot):
    before = canonical(freeze(snapshot))
    do(snapshot, {"op": "remove_section", "key": section(snapshot, "One")})
    [entry] = recently_removed(snapshot, NOON)
    assert (entry["kind"], entry["title"], [card["title"] for card in entry["cards"]]) == ("section", "One", [*"ABC"])
    do(snapshot, entry["operation"])
    assert canonical(freeze(snapshot)) == before


def test_a_section_comes_back_without_what_stands_elsewhere_by_now(snapshot):
    article = Placement.objects.get(article__title="A").article_id
    do(snapshot, {"op": "remove_section", "key": section(snapshot, "One")})
    item = {"placement": {"article": article}, "section": section(snapshot, "Two"), "before": None}
    do(snapshot, {"op": "place", "items": [item]})
    [entry] = recently_removed(snapshot, NOON)
    do(snapshot, entry["operation"])
    titles = [placement.article.title for placement in make.placements_of(snapshot)]
    assert sorted(titles) == [*"ABCD"]


def test_where_its_section_is_gone_too_an_article_goes_to_the_last_one(snapshot):
    remove(snapshot, "A")
    do(snapshot, {"op": "remove_section", "key": section(snapshot, "One")})
    entries = {entry["title"]: entry for entry in recently_removed(snapshot, NOON)}
    assert entries["A"]["where"] == "One"
    do(snapshot, entries["A"]["operation"])
    assert [placement.article.title for placement in make.placements_of(snapshot)] == ["D", "A"]


def test_what_was_put_back_by_undo_is_not_offered(snapshot):
    removed = remove(snapshot, "A")
    do(snapshot, {"op": "undo", "number": removed.number})
    assert recently_removed(snapshot, NOON) == []


def test_the_last_removed_comes_first_and_each_once(snapshot):
    first = remove(snapshot, "A")
    do(snapshot, {"op": "undo", "number": first.number})
    remove(snapshot, "A", at=later(hours=1))
    remove(snapshot, "D", at=later(hours=2))
    assert [entry["title"] for entry in recently_removed(snapshot, later(hours=2))] == ["D", "A"]


def test_what_was_removed_long_ago_is_not_offered(snapshot):
    remove(snapshot, "A")
    assert recently_removed(snapshot, NOON + timedelta(days=8)) == []
