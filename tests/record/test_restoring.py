"""Restoring a revision, as a new one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.freezing import freeze as freeze_article
from articles.models import Article
from record.freezing import read
from record.models import FrozenContent, Revision
from record.publishing import Refused
from record.restoring import rehearse, restore
from record.revisions import drop, keep_revision
from record.saving import SavedMeanwhile, claim_save, save_draft
from snapshot.desk.acts import Conflict, Sent, act
from snapshot.desk.structure import Impossible
from snapshot.freezing import freeze as freeze_snapshot
from snapshot.models import DeskAct, Snapshot
from tests import make, strategies
from tests.accounts import editor
from tests.make import NOON, changed, later, published
from tests.strategies import examples

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.rehearsed]


def saved(thing, by=None, **differences):
    """Save as the desk's form does; return the revision."""
    claim_save(thing, thing.save_count, by)
    for name, value in differences.items():
        setattr(thing, name, value)
    thing.save()
    save_draft(thing, by)
    thing.refresh_from_db()
    return Revision.objects.filter(parent_id=thing.pk).order_by("-number").first()


def work_of(revision: Revision) -> dict:
    return read(revision.content)["work"]


def titles(kind: str = "article") -> list[str]:
    return [work_of(row)["title"] for row in Revision.objects.filter(kind=kind).order_by("number")]


def restored(thing, revision, by=None, **differences):
    thing.refresh_from_db()
    return restore(thing, work_of(revision) | differences, by, thing.save_count)


def test_an_earlier_state_comes_back_as_a_new_revision_and_nothing_is_lost():
    vera, otto = editor("Vera Holm"), editor("Otto Lund")
    article = make.article("One")
    first = saved(article, vera)
    saved(article, otto, title="Two")
    _done, kept = restored(article, first, vera)
    article.refresh_from_db()
    assert article.title == "One"
    assert titles() == ["One", "Two", "One"]
    assert (kept.number, kept.by_name, kept.content_id) == (3, "Vera Holm", first.content_id)


def test_what_no_save_has_kept_yet_is_kept_before_it_is_replaced():
    """Arranging keeps no revision at once: what stands is kept first, under the name of who did it."""
    vera, otto = editor("Vera Holm"), editor("Otto Lund")
    article = make.article("One")
    first = saved(article, vera)
    changed(article, title="Arranged since", updated_by=otto)
    restored(article, first, vera)
    assert titles() == ["One", "Arranged since", "One"]
    assert [row.by_name for row in Revision.objects.order_by("number")] == ["Vera Holm", "Otto Lund", "Vera Holm"]


def test_the_revision_that_is_restored_is_not_replaced_by_what_stood_before():
    """It may be the same person's own of two minutes ago, not sealed yet."""
    vera = editor()
    article = make.article("One")
    first = saved(article, vera)
    changed(article, title="Arranged since", updated_by=vera)
    restored(article, first, vera)
    assert titles() == ["One", "Arranged since", "One"]


def test_a_save_after_restoring_does_not_take_the_restored_revisions_place():
    vera = editor()
    article = make.article("One")
    first = saved(article, vera)
    saved(article, editor(), title="Two")
    restored(article, first, vera)
    article.refresh_from_db()
    saved(article, vera, title="Three")
    assert titles() == ["One", "Two", "One", "Three"]


def test_restoring_is_refused_where_somebody_saved_meanwhile():
    article = make.article("One")
    first = saved(article)
    saved(article, editor(), title="Two")
    seen = article.save_count
    saved(article, editor(), title="Three")
    with pytest.raises(SavedMeanwhile):
        restore(article, work_of(first), editor(), seen)
    assert Article.objects.get().title == "Three"
    assert titles() == ["One", "Two", "Three"]


def test_restoring_counts_as_a_save():
    article = make.article("One")
    first = saved(article)
    saved(article, editor(), title="Two")
    before = article.save_count
    vera = editor()
    restored(article, first, vera)
    article.refresh_from_db()
    assert (article.save_count, article.updated_by) == (before + 1, vera)


def test_what_says_all_of_that_already_is_not_restored():
    article = make.article("One")
    first = saved(article)
    with pytest.raises(Refused, match="already"):
        restored(article, first)
    assert titles() == ["One"]


@pytest.mark.parametrize(("which", "state"), [(0, "draft"), (1, "as-published")])
def test_the_state_says_whether_it_is_what_was_published(which, state):
    article = make.article("Draft")
    revisions = [saved(article)]
    revisions.append(saved(article, editor(), title="Published"))
    published(article)
    saved(article, editor(), title="Later")
    restored(article, revisions[which])
    article.refresh_from_db()
    assert article.state == state


def test_restoring_changes_nothing_that_is_public(look):
    article = make.article("Draft", slug="it")
    first = saved(article)
    saved(article, editor(), title="Published")
    published(article, NOON)
    before = look("/analysis/it/", later(hours=1)).content
    restored(article, first)
    assert look("/analysis/it/", later(hours=1)).content == before


def test_an_address_that_is_anothers_by_now_is_refused():
    article = make.article("One", slug="wanted")
    first = saved(article)
    saved(article, editor(), title="Two", slug="another")
    make.article(slug="wanted")
    with pytest.raises(Refused, match="wanted"):
        restored(article, first)
    assert Article.objects.get(pk=article.pk).title == "Two"
    restored(article, first, slug="another")
    assert Article.objects.get(pk=article.pk).title == "One"


def test_an_address_under_which_something_else_was_published_is_refused():
    article = make.article("One", slug="wanted")
    first = saved(article)
    saved(article, editor(), title="Two", slug="another")
    other = make.article(slug="wanted")
    published(other)
    changed(other, slug="moved")
    with pytest.raises(Refused, match="wanted"):
        restored(article, first)


def test_a_rehearsal_says_what_would_come_of_it_and_changes_nothing():
    gone = make.author("Gone Author")
    article = make.article("One", authors=[gone])
    first = saved(article)
    saved(article, editor(), title="Two")
    article.bylines.all().delete()
    gone.delete()
    before, count = freeze_article(article), Revision.objects.count()
    would = rehearse(article, work_of(first))
    assert would.report.missing == ["“Gone Author” no longer exists."]
    assert (would.before, would.after["title"], would.after["authors"]) == (before, "One", [])
    assert freeze_article(Article.objects.get()) == before
    assert Revision.objects.count() == count


def test_an_article_that_was_deleted_since_is_reported_and_left_out():
    stays, gone = make.article("Stays"), make.article("Gone")
    snapshot = make.snapshot("One", {"A": [stays, gone]})
    first, pk = saved(snapshot), gone.pk
    snapshot.sections.get().placements.get(article=gone).delete()
    gone.delete()
    saved(snapshot, editor(), title="Two")
    done, _kept = restored(snapshot, first)
    assert done.report.missing == [f"article {pk} no longer exists."]
    assert [row.article for row in make.placements_of(snapshot)] == [stays]


works = st.lists(strategies.line.filter(str.strip), min_size=2, max_size=4, unique=True)


@examples(15)
@given(drawn=works, which=st.data())
@pytest.mark.slow
def test_whichever_is_restored_the_desk_says_it_and_every_state_before_is_still_there(drawn, which):
    vera = editor()
    snapshot = make.snapshot(sections={"One": [make.article(), make.article()]})
    revisions = []
    for number, title in enumerate(drawn):
        section = snapshot.sections.first()
        section.placements.filter(position=number % 2 + 1).update(note=title)
        revisions.append(saved(snapshot, editor(), title=title[:300]))
    kept_ones = Revision.objects.filter(kind="snapshot", parent_id=snapshot.pk).order_by("number")
    before = list(kept_ones.values_list("content_id", flat=True))
    chosen = which.draw(st.sampled_from(revisions[:-1]))
    done, kept = restored(snapshot, chosen, vera)
    assert freeze_snapshot(Snapshot.objects.get(pk=snapshot.pk)) == work_of(chosen)
    assert done.report.is_exact
    after = list(kept_ones.values_list("content_id", flat=True))
    assert after[: len(before)] == before
    assert kept.content_id == chosen.content_id


# Desks that are open meanwhile


@pytest.fixture
def board():
    """A snapshot, restored to its first state while another has its desk open; the number that screen shows."""
    snapshot = make.snapshot("One", {"A": [make.article("First"), make.article("Second")]})
    first = saved(snapshot)
    saved(snapshot, editor(), title="Two")
    snapshot.refresh_from_db()
    base = snapshot.act_count
    restored(snapshot, first, editor("Vera Holm"))
    return snapshot, base


def send(snapshot, base, **operation):
    return act(snapshot.pk, Sent(f"key-{base}", "tab-1", base, operation), None, NOON)


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "set", "target": "snapshot", "field": "title", "value": "Typed over the old one"},
        {"op": "add_section", "section": {"title": "B"}, "before": None},
    ],
)
def test_an_act_on_the_board_that_was_replaced_is_refused(board, operation):
    snapshot, base = board
    with pytest.raises(Conflict) as conflict:
        send(snapshot, base, **operation)
    assert conflict.value.theirs.by_name == "Vera Holm"
    assert Snapshot.objects.get().title == "One"


def test_an_act_on_the_board_as_restored_is_done(board):
    snapshot, base = board
    send(snapshot, base + 1, op="set", target="snapshot", field="title", value="Three")
    assert Snapshot.objects.get().title == "Three"


def test_the_act_is_told_to_other_screens(board):
    _snapshot, base = board
    assert [each.forward for each in DeskAct.objects.filter(number__gt=base)] == [{"op": "replace"}]


def test_what_was_done_before_a_restoring_cannot_be_undone_over_it():
    snapshot = make.snapshot("One", {"A": []})
    first = saved(snapshot)
    done = send(snapshot, 0, op="set", target="snapshot", field="title", value="Two")
    restored(snapshot, first)
    with pytest.raises(Conflict):
        send(snapshot, 2, op="undo", number=done.number)
    with pytest.raises(Impossible, match="To undo a restore, restore another revision from the history"):
        send(snapshot, 2, op="undo", number=2)


# Deleting


def test_what_is_deleted_takes_its_revisions_along_and_only_its_own():
    article, other = make.article("One"), make.article("Other")
    saved(article)
    saved(article, editor(), title="Two")
    saved(other)
    keep_revision(make.snapshot(sections={}), None)
    drop([article])
    assert [(row.kind, row.parent_id == other.pk) for row in Revision.objects.order_by("kind")] == [
        ("article", True),
        ("snapshot", False),
    ]
    assert FrozenContent.objects.count() == 2


def test_content_that_another_revision_has_too_stays():
    article = make.article("One")
    revision = saved(article)
    Revision.objects.create(kind="article", parent_id=0, number=1, content=revision.content, at=NOON)
    drop([article])
    assert FrozenContent.objects.count() == 1
