"""A newer text of an article is taken into a live snapshot, or the older one is kept."""

from datetime import timedelta

import pytest

from articles.models import ArticleEdition, SelectedIn
from record import freezing, publishing
from record.models import Edition, Revision
from record.publishing import Refused
from snapshot.corrections.outdated import outdated
from snapshot.corrections.propagation import keep_old, take_in
from snapshot.desk import acts
from snapshot.freezing import freeze
from snapshot.models import DeskAct, Placement, Snapshot, SnapshotEdition
from tests import make
from tests.accounts import editor
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
KIND = Edition.Kind


@pytest.fixture
def ferries():
    return make.article("Ferries")


@pytest.fixture
def seals():
    return make.article("Seals")


@pytest.fixture
def snapshot(ferries, seals):
    """A snapshot of two articles, live since NOON."""
    made = make.snapshot("Caspian", {"Ports": [ferries], "Coasts": [seals, ferries]})
    published(made, NOON)
    return made


def corrected(article, hours=1, kind=KIND.CORRECTION, note="The port is Baku.", **terms):
    return published(changed(article), later(hours=hours), kind=kind, note=note, **terms)


def content(edition) -> dict:
    return freezing.read(edition.content)


def numbers_shown(edition) -> dict[str, set[int]]:
    shown: dict[str, set[int]] = {}
    for entry in content(edition)["edition"]["entries"].values():
        shown.setdefault(entry["title"].partition(",")[0], set()).add(entry["number"])
    return shown


def state_of(snapshot) -> str:
    return Snapshot.objects.get(pk=snapshot.pk).state


def test_the_new_edition_shows_the_corrected_text_wherever_the_article_stands(snapshot, ferries):
    corrected(ferries)
    edition = take_in(snapshot, [ferries], None, at=later(hours=2))
    assert (edition.number, edition.kind) == (2, KIND.CORRECTION)
    assert numbers_shown(edition) == {"Ferries": {2}, "Seals": {1}}
    assert SelectedIn.objects.public(later(hours=2)).get(article_id=ferries.pk).edition.number == 2


def test_the_proposed_note_names_the_article_and_repeats_its_note(snapshot, ferries):
    title = corrected(ferries).title
    edition = take_in(snapshot, [ferries], None, at=later(hours=2))
    assert edition.note == f"Includes the correction to “{title}”: The port is Baku."


def test_a_note_of_the_editor_s_own_is_kept_as_it_is(snapshot, ferries):
    corrected(ferries)
    assert take_in(snapshot, [ferries], None, "Baku, not Batumi.", later(hours=2)).note == "Baku, not Batumi."


def test_of_several_corrected_articles_only_the_chosen_are_taken_in(snapshot, ferries, seals):
    corrected(ferries)
    corrected(seals)
    assert numbers_shown(take_in(snapshot, [seals], None, at=later(hours=2))) == {"Ferries": {1}, "Seals": {2}}


def test_what_stands_half_finished_at_the_desk_stays_there(snapshot, ferries):
    changed(snapshot, title="Half a title", slug="another")
    snapshot.sections.first().delete()
    corrected(ferries)
    before = content(snapshot.editions.get())
    edition = take_in(snapshot, [ferries], None, at=later(hours=2))
    assert content(edition)["work"] == before["work"]
    assert content(edition)["edition"]["published_on"] == before["edition"]["published_on"]
    assert (edition.title, edition.slug) == ("Caspian", snapshot.editions.get(number=1).slug)


def test_a_desk_that_says_what_is_live_stays_as_published(snapshot, ferries):
    corrected(ferries)
    take_in(snapshot, [ferries], None, at=later(hours=2))
    assert state_of(snapshot) == Snapshot.State.AS_PUBLISHED


def test_a_desk_that_says_something_else_stays_a_draft(snapshot, ferries):
    changed(snapshot, title="Half a title", state=Snapshot.State.DRAFT)
    corrected(ferries)
    take_in(snapshot, [ferries], None, at=later(hours=2))
    assert state_of(snapshot) == Snapshot.State.DRAFT


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([KIND.CORRECTION, KIND.UPDATE], KIND.CORRECTION),
        ([KIND.UPDATE, KIND.MINOR], KIND.UPDATE),
        ([KIND.MINOR], KIND.MINOR),
    ],
)
def test_the_kind_is_the_gravest_of_what_is_taken_in(snapshot, ferries, kinds, expected):
    for hours, kind in enumerate(kinds, 1):
        corrected(ferries, hours, kind)
    assert take_in(snapshot, [ferries], None, at=later(hours=9)).kind == expected


def test_an_older_text_is_no_longer_kept_neither_here_nor_at_the_desk(ferries, seals):
    first = published(ferries, NOON)
    corrected(ferries)
    snapshot = make.snapshot(sections={"Ports": [ferries, seals]})
    Placement.objects.filter(article=ferries).update(kept_edition=first, kept_reason="Still so.")
    published(snapshot, later(hours=2))
    edition = take_in(snapshot, [ferries], editor(), at=later(hours=3))
    placement = content(edition)["work"]["sections"][0]["placements"][0]
    assert (placement["kept_edition"], placement["kept_reason"]) == (None, "")
    assert Placement.objects.get(article=ferries).kept_edition is None
    assert content(edition)["work"] == freeze(snapshot)
    assert state_of(snapshot) == Snapshot.State.AS_PUBLISHED
    assert DeskAct.objects.get(snapshot=snapshot).kind == "keep"


def test_a_withdrawn_neighbor_keeps_its_notice(snapshot, ferries, seals):
    publishing.withdraw(seals, "Wrong.", at=later(hours=1))
    corrected(ferries)
    assert numbers_shown(take_in(snapshot, [ferries], None, at=later(hours=2))) == {"Ferries": {2}, "Seals": {1}}


def test_what_was_withdrawn_and_is_public_again_is_taken_in(snapshot, ferries):
    publishing.withdraw(ferries, "Wrong.", at=later(hours=1))
    corrected(ferries, 2, KIND.UPDATE)
    assert numbers_shown(take_in(snapshot, [ferries], None, at=later(hours=3)))["Ferries"] == {2}


def refusal(act, *args, **kwargs) -> list[str]:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.reasons


def test_all_reasons_are_told_at_once(snapshot, ferries, seals):
    stranger = make.article("Stranger")
    publishing.withdraw(seals, "Wrong.", at=later(hours=1))
    assert refusal(take_in, snapshot, [ferries, seals, stranger], None, at=later(hours=2)) == [
        "“Caspian” already shows the current edition of “Ferries”.",
        "“Seals” will not be public by then.",
        "“Stranger” is not in the public edition of “Caspian”.",
    ]
    assert SnapshotEdition.objects.count() == 1


def test_nothing_is_taken_into_what_is_not_public(ferries):
    snapshot = make.snapshot("Draft", {"One": [ferries]})
    assert refusal(take_in, snapshot, [ferries], None) == ["“Draft” has no public edition."]


def test_a_refusal_changes_nothing_at_the_desk(ferries, seals):
    first = published(ferries, NOON)
    corrected(ferries)
    snapshot = make.snapshot(sections={"Ports": [ferries, seals]})
    published(snapshot, later(hours=2))
    Placement.objects.filter(article=ferries).update(kept_edition=first, kept_reason="Still so.")
    refusal(take_in, snapshot, [ferries, seals], None, at=later(hours=3))
    assert Placement.objects.get(article=ferries).kept_edition == first


class TestScheduled:
    """An edition of the snapshot is scheduled while a correction is taken in."""

    @pytest.fixture
    def pending(self, snapshot):
        changed(snapshot, title="Caspian, spring")
        return published(snapshot, later(hours=1), live_from=later(days=2), note="For spring.", kind=KIND.UPDATE)

    def test_it_keeps_its_moment_its_words_and_its_name_and_takes_the_correction_in(self, snapshot, ferries, pending):
        pending.published_by = "Vera"
        pending.save(update_fields=["published_by"])
        corrected(ferries, 2)
        take_in(snapshot, [ferries], editor("Otto"), at=later(hours=3))
        first, second, third = snapshot.editions.order_by("number")
        assert (first.live_until, second.live_until, third.live_until) == (second.live_from, third.live_from, None)
        assert (third.live_from, third.note, third.kind) == (later(days=2), "For spring.", KIND.UPDATE)
        assert (second.published_by, third.published_by) == ("Otto", "Vera")
        assert (second.title, third.title) == ("Caspian", "Caspian, spring")
        assert numbers_shown(third)["Ferries"] == numbers_shown(second)["Ferries"] == {2}

    @pytest.mark.slow
    @pytest.mark.parametrize(("seconds", "title"), [(-1, "Caspian"), (1, "Caspian, spring")])
    @pytest.mark.usefixtures("pending")
    def test_its_words_are_public_at_its_moment_and_not_before(self, look, snapshot, ferries, seconds, title):
        corrected(ferries, 2)
        take_in(snapshot, [ferries], None, at=later(hours=3))
        page = look(f"/snapshots/{snapshot.slug}/", later(days=2, seconds=seconds)).content.decode()
        assert f">{title}</h1>" in page

    @pytest.mark.usefixtures("pending")
    def test_it_takes_in_the_text_that_is_public_at_its_own_moment(self, snapshot, ferries):
        corrected(ferries, 2)
        corrected(ferries, 3, live_from=later(days=1))
        take_in(snapshot, [ferries], None, at=later(hours=4))
        assert [numbers_shown(each)["Ferries"] for each in snapshot.editions.order_by("number")] == [{1}, {2}, {3}]

    def test_it_is_refused_where_nothing_would_be_left_for_its_moment(self, snapshot, ferries):
        corrected(ferries)
        published(snapshot, later(hours=2), live_from=later(days=2))
        [reason] = refusal(take_in, snapshot, [ferries], None, at=later(hours=3))
        assert "is identical. Cancel or reschedule that edition first" in reason
        assert snapshot.editions.count() == 2

    @pytest.mark.usefixtures("pending")
    def test_another_cannot_be_scheduled(self, snapshot, ferries):
        corrected(ferries, 2)
        [reason] = refusal(take_in, snapshot, [ferries], None, at=later(hours=3), live_from=later(days=1))
        assert "“Caspian” is already scheduled" in reason


class TestKeepingTheOldText:
    def test_the_desk_keeps_it_with_the_reason_as_one_act(self, snapshot, ferries):
        first = ferries.editions.get()
        corrected(ferries)
        keep_old(snapshot, ferries, "Quoted\nas it was.", editor("Otto Editor"), later(hours=2))
        kept = Placement.objects.filter(article=ferries).values_list("kept_edition", "kept_reason")
        assert set(kept) == {(first.pk, "Quoted as it was.")}
        act = DeskAct.objects.get(snapshot=snapshot)
        assert (act.kind, act.by_name, len(act.forward["items"])) == ("keep", "Otto Editor", 2)
        snapshot.refresh_from_db()
        assert (snapshot.save_count, snapshot.state) == (1, Snapshot.State.DRAFT)

    def test_a_revision_is_kept(self, snapshot, ferries):
        corrected(ferries)
        keep_old(snapshot, ferries, "Quoted.", editor(), later(hours=2))
        last = Revision.objects.filter(kind="snapshot", parent_id=snapshot.pk).order_by("-number").first()
        assert freezing.read(last.content)["work"] == freeze(snapshot)

    def test_the_decision_is_remembered_with_who_made_it(self, snapshot, ferries):
        newer = corrected(ferries)
        declined = keep_old(snapshot, ferries, "Quoted.", editor("Otto Editor"), later(hours=2))
        assert (declined.edition, declined.reason, declined.by_name) == (newer, "Quoted.", "Otto Editor")

    def test_the_notice_goes_away_until_a_newer_edition_that_is_not_minor(self, snapshot, ferries):
        corrected(ferries)
        keep_old(snapshot, ferries, "Quoted.", None, later(hours=2))
        assert outdated(later(hours=2)) == []
        corrected(ferries, 3, KIND.MINOR)
        assert outdated(later(hours=3)) == []
        corrected(ferries, 4, KIND.UPDATE)
        assert [found.title for found in outdated(later(hours=4))] == ["Caspian"]

    def test_undone_at_the_desk_the_notice_is_back(self, snapshot, ferries):
        corrected(ferries)
        keep_old(snapshot, ferries, "Quoted.", editor(), later(hours=2))
        undo = acts.Sent("undo-1", "tab", 1, {"op": "undo", "number": 1})
        acts.act(snapshot.pk, undo, editor(), later(hours=3))
        assert set(Placement.objects.filter(article=ferries).values_list("kept_edition", flat=True)) == {None}
        assert len(outdated(later(hours=3))) == 1

    def test_published_with_the_older_text_kept_it_stays_silent(self, snapshot, ferries):
        corrected(ferries)
        keep_old(snapshot, ferries, "Quoted.", None, later(hours=2))
        published(snapshot, later(hours=3))
        assert numbers_shown(snapshot.editions.get(number=2))["Ferries"] == {1}
        assert outdated(later(hours=3)) == []

    def test_it_wants_a_reason(self, snapshot, ferries):
        corrected(ferries)
        assert refusal(keep_old, snapshot, ferries, " ", None, later(hours=2)) == [
            "Explain why the older edition is kept."
        ]

    def test_what_was_withdrawn_cannot_be_kept(self, snapshot, ferries):
        publishing.withdraw(ferries, "Wrong.", at=later(hours=1))
        corrected(ferries, 2)
        [reason] = refusal(keep_old, snapshot, ferries, "Quoted.", None, later(hours=3))
        assert "withdrawn" in reason

    def test_where_it_left_the_desk_only_the_decision_is_noted(self, snapshot, ferries):
        corrected(ferries)
        Placement.objects.filter(article=ferries).delete()
        keep_old(snapshot, ferries, "Quoted.", None, later(hours=2))
        assert outdated(later(hours=2)) == []
        assert not DeskAct.objects.exists()


@pytest.mark.slow
def test_taking_one_in_takes_some_fifty_queries_whatever_the_snapshot_holds(django_assert_max_num_queries):
    for hours, held in ((1, make.many_published(4)), (3, make.many_published(200))):
        snapshot = make.snapshot(sections={"One": held})
        published(snapshot, NOON)
        corrected(held[0], hours)
        # SQLite writes rows with a thousand values a statement, two statements more for 200 articles; PostgreSQL
        # takes two locks for the index, and closes the predecessor there in a statement of its own; links to pictures and files
        # are closed in one more each.
        with django_assert_max_num_queries(62):
            take_in(snapshot, [held[0]], None, at=later(hours=hours + 1))


def test_an_edition_of_an_article_is_still_frozen_from_the_public_record(snapshot, ferries):
    corrected(ferries)
    edition = take_in(snapshot, [ferries], None, at=later(hours=2) + timedelta(microseconds=3))
    entries = content(edition)["edition"]["entries"].values()
    digests = dict(ArticleEdition.objects.values_list("pk", "content_id"))
    assert all(digests[entry["id"]] == entry["digest"] for entry in entries)
