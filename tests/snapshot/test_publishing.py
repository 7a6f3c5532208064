"""What publishing a snapshot adds: which texts it freezes, and what that forbids."""

import pytest

from articles.models import ArticleEdition, SelectedIn
from record import publishing
from record.freezing import read
from record.models import Organization
from record.publishing import Pending, Refused, Terms
from snapshot.models import Placement, Section, SnapshotEdition, SnapshotEditionTopic
from snapshot.publishing import not_public_by, publish_with_articles
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.rehearsed]


def shown(edition: SnapshotEdition) -> list[str]:
    """Return the titles that the edition froze, in its order."""
    content = read(edition.content)
    entries = content["edition"]["entries"]
    return [entries[each["key"]]["title"] for section in content["work"]["sections"] for each in section["placements"]]


def keep(snapshot, edition: ArticleEdition) -> None:
    placements = Placement.objects.filter(section__snapshot=snapshot, article_id=edition.parent_id)
    placements.update(kept_edition=edition, kept_reason="The older text is the one we discuss.")


def reasons_of(act, *args, **kwargs) -> list[str]:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.reasons


# Which text it freezes


def test_it_freezes_the_edition_that_is_public_and_never_the_desks_words():
    article = make.article("As published")
    published(article, NOON)
    changed(article, title="As it stands at the desk")
    assert shown(published(make.snapshot(sections={"One": [article]}), later(hours=1))) == ["As published"]


def test_it_freezes_the_edition_of_the_same_act():
    article = make.article("Just published")
    snapshot = make.snapshot(sections={"One": [article]})
    edition = publish_with_articles(snapshot, [article], None, at=NOON)
    assert shown(edition) == ["Just published"]
    assert article.editions.get().live_from == edition.live_from


def test_a_changed_article_of_the_same_act_gets_its_next_edition():
    article = make.article("Before")
    published(article, NOON)
    changed(article, title="After")
    edition = publish_with_articles(make.snapshot(sections={"One": [article]}), [article], None, at=later(hours=1))
    assert shown(edition) == ["After"]


def test_it_freezes_the_kept_edition_where_an_editor_keeps_one():
    article = make.article("The older text")
    older = published(article, NOON)
    published(changed(article, title="The newer text"), later(hours=1))
    snapshot = make.snapshot(sections={"One": [article]})
    keep(snapshot, older)
    assert shown(published(snapshot, later(hours=2))) == ["The older text"]


def test_a_pending_change_is_left_out_before_its_time_and_taken_after_it():
    article = make.article("Now")
    published(article, NOON)
    published(changed(article, title="Next week"), NOON, live_from=later(days=7))
    first, second = (make.snapshot(sections={"One": [article]}) for _ in range(2))
    assert shown(published(first, NOON, live_from=later(days=7, seconds=-1))) == ["Now"]
    assert shown(published(second, NOON, live_from=later(days=7))) == ["Next week"]


def test_an_article_scheduled_before_the_snapshots_moment_is_taken():
    article = make.article("Scheduled")
    published(article, NOON, live_from=later(days=1))
    snapshot = make.snapshot(sections={"One": [article]})
    assert not_public_by(snapshot, later(days=2)) == []
    assert shown(publishing.publish(snapshot, None, Terms(live_from=later(days=2)), NOON)) == ["Scheduled"]


def test_an_article_scheduled_for_later_is_brought_forward_by_the_same_act():
    article = make.article()
    published(article, NOON, live_from=later(days=9))
    snapshot = make.snapshot(sections={"One": [article]})
    assert not_public_by(snapshot, NOON) == [article]
    edition = publish_with_articles(snapshot, [article], None, at=later(hours=1))
    assert list(article.editions.values_list("number", "live_from")) == [(1, edition.live_from)]


def test_only_an_article_that_was_published_before_gets_the_snapshots_note():
    first, known = make.article("First"), make.article("Known")
    published(known, NOON)
    snapshot = make.snapshot(sections={"One": [first, changed(known)]})
    terms = Terms(kind="update", note="For spring.")
    publish_with_articles(snapshot, [first, known], None, terms, later(hours=1))
    notes = {edition.title: edition.note for edition in ArticleEdition.objects.filter(live_from__gt=NOON)}
    assert notes == {"First": "", known.title: "For spring."}


def test_an_unpublished_article_of_another_snapshot_does_not_matter():
    article = make.article()
    snapshot = make.snapshot(sections={"One": [article]})
    make.snapshot(sections={"One": [make.article("Elsewhere")]})
    assert not_public_by(snapshot, NOON) == [article]


def test_its_articles_go_live_with_it_when_it_is_scheduled():
    article = make.article()
    snapshot = make.snapshot(sections={"One": [article]})
    publish_with_articles(snapshot, [article], None, Terms(live_from=later(days=3)), NOON)
    assert article.editions.get().live_from == snapshot.editions.get().live_from == later(days=3)


def test_an_edition_embeds_what_its_page_shows_and_never_a_body():
    article = make.article("Shown", points=["Shown point"], body="<p>Unshown body.</p>")
    text = published(make.snapshot(sections={"One": [article]}), NOON).content.text
    assert "Shown point" in text
    assert "Unshown body" not in text


def test_an_edition_names_each_article_edition_with_its_number_and_digest():
    article = make.article()
    frozen = published(article, NOON)
    content = read(published(make.snapshot(sections={"One": [article]}), NOON).content)
    [entry] = content["edition"]["entries"].values()
    assert (entry["id"], entry["number"], entry["digest"]) == (frozen.pk, 1, frozen.content_id)


def test_where_only_an_article_has_a_newer_edition_the_snapshot_has_changed():
    article = make.article("Before")
    snapshot = make.snapshot(sections={"One": [article]})
    published(snapshot, NOON)
    published(changed(article, title="After"), later(hours=1))
    assert publishing.differs(snapshot, later(hours=2))
    assert shown(published(snapshot, later(hours=2))) == ["After"]
    assert shown(snapshot.editions.get(number=1)) == ["Before"]


def test_publishing_it_unchanged_is_refused():
    snapshot = make.snapshot()
    published(snapshot, NOON)
    assert reasons_of(publishing.publish, snapshot, None, None, later(hours=1)) == [
        "Nothing has changed since edition 1."
    ]


def test_without_a_date_it_bears_the_day_of_its_first_edition_in_the_houses_zone():
    Organization.objects.create(pk=1, name="House", time_zone="Pacific/Auckland")
    snapshot = make.snapshot()
    assert published(snapshot, NOON.replace(hour=13)).published_on.isoformat() == "2026-05-02"
    assert published(changed(snapshot), later(days=9)).published_on.isoformat() == "2026-05-02"


# What refuses


def test_every_reason_is_given_at_once_and_nothing_is_saved():
    missing, withdrawn, kept = make.article("Never public"), make.article("Taken back"), make.article("Kept")
    published(withdrawn, NOON)
    publishing.withdraw(withdrawn, "", at=NOON)
    kept_edition = published(kept, NOON)
    snapshot = make.snapshot(title=" ", sections={"One": [missing, withdrawn, kept]})
    keep(snapshot, kept_edition)
    publishing.withdraw(kept, "", at=later(hours=1))
    assert reasons_of(publishing.publish, snapshot, None, None, later(hours=1)) == [
        "It has no title.",
        "“Never public” is not published yet.",
        "“Taken back” was withdrawn.",
        "The kept edition of “Kept” was withdrawn.",
    ]
    assert SnapshotEdition.objects.count() == 0


def test_the_reasons_of_its_articles_and_its_own_are_given_together():
    bad, good, other = make.article("No date", published_on=None), make.article(), make.article("Left out")
    snapshot = make.snapshot(title=" ", sections={"One": [bad, good, other]})
    reasons = reasons_of(publish_with_articles, snapshot, [bad, good], None, at=NOON)
    assert reasons == ["“No date” has no date.", "It has no title.", "“Left out” is not published yet."]
    alone = reasons_of(publish_with_articles, snapshot, [bad], None, at=NOON)
    assert alone[0] == "“No date” has no date."
    assert ArticleEdition.objects.count() == 0


def test_a_kept_text_that_is_not_public_by_then_refuses():
    article = make.article("Too late")
    late = published(article, NOON, live_from=later(days=2))
    snapshot = make.snapshot(sections={"One": [article]})
    keep(snapshot, late)
    reasons = reasons_of(publishing.publish, snapshot, None, Terms(live_from=later(days=1)), NOON)
    assert reasons == ["The kept edition of “Too late” will not be public by then."]


def test_what_is_odd_does_not_hinder():
    snapshot = make.snapshot(sections={"Empty": []})
    assert published(snapshot, NOON).number == 1


def test_a_failure_after_the_articles_leaves_neither_them_nor_the_snapshot(monkeypatch):
    def explode(*args):
        raise RuntimeError

    monkeypatch.setattr(SelectedIn.objects, "bulk_create", explode)
    with pytest.raises(RuntimeError):
        published(make.snapshot(), NOON)
    assert (ArticleEdition.objects.count(), SnapshotEdition.objects.count()) == (0, 0)


# What it forbids afterwards


def test_an_article_edition_that_it_froze_cannot_be_canceled_postponed_or_replaced():
    article = make.article()
    pending = published(article, NOON, live_from=later(days=1))
    published(make.snapshot("The Long Winter", sections={"One": [article]}), NOON, live_from=later(days=2))
    changed(article)
    acts = [
        (publishing.cancel, pending, later(hours=1)),
        (publishing.reschedule, pending, later(days=3), later(hours=1)),
        (publishing.publish, article, None, Terms(pending=Pending.CANCEL), later(hours=1)),
        (publishing.publish, article, None, Terms(pending=Pending.FREEZE_AGAIN), later(hours=1)),
    ]
    for act, *args in acts:
        assert "The Long Winter, edition 1" in " ".join(reasons_of(act, *args))
    assert article.editions.get() == pending


def test_it_may_be_brought_forward():
    article = make.article()
    pending = published(article, NOON, live_from=later(days=1))
    published(make.snapshot(sections={"One": [article]}), NOON, live_from=later(days=1))
    assert publishing.reschedule(pending, later(hours=2), later(hours=1)).live_from == later(hours=2)


def test_the_snapshot_cannot_be_brought_forward_before_its_articles():
    article = make.article("Late")
    published(article, NOON, live_from=later(days=1))
    pending = published(make.snapshot(sections={"One": [article]}), NOON, live_from=later(days=2))
    assert reasons_of(publishing.reschedule, pending, later(hours=2), NOON) == ["“Late” will not be public by then."]
    assert publishing.reschedule(pending, later(days=1), NOON).live_from == later(days=1)


def test_after_the_snapshots_edition_is_canceled_the_articles_is_free_again():
    article = make.article()
    pending = published(article, NOON, live_from=later(days=1))
    publishing.cancel(published(make.snapshot(sections={"One": [article]}), NOON, live_from=later(days=2)), NOON)
    publishing.cancel(pending, NOON)
    assert (SelectedIn.objects.count(), ArticleEdition.objects.count()) == (0, 0)


def test_withdrawing_the_snapshot_leaves_its_articles_public():
    article = make.article()
    snapshot = make.snapshot(sections={"One": [article]})
    published(snapshot, NOON)
    publishing.withdraw(snapshot, "", at=later(hours=1))
    assert ArticleEdition.objects.public(later(hours=1)).count() == 1
    assert SelectedIn.objects.public(later(hours=1)).count() == 0


# Its links


def test_its_topics_and_coverage_are_linked_once_each_with_its_window():
    topic, coverage = make.topic(), make.topic()
    snapshot = make.snapshot(topics=[topic, coverage], coverage=coverage)
    published(snapshot, NOON)
    published(changed(snapshot), later(days=1))
    links = SnapshotEditionTopic.objects.filter(edition__number=1)
    assert set(links.values_list("topic_id", "live_from", "live_until")) == {
        (topic.pk, NOON, later(days=1)), (coverage.pk, NOON, later(days=1)),
    }  # fmt: skip


def test_selected_in_has_the_window_of_the_snapshots_edition_through_every_act():
    snapshot = make.snapshot(sections={"One": [make.article()]})

    def agree() -> bool:
        windows = {
            each.pk: (each.live_from, each.live_until, each.withdrawn_at) for each in SnapshotEdition.objects.all()
        }
        rows = SelectedIn.objects.values_list("snapshot_edition_id", "live_from", "live_until", "withdrawn_at")
        return {pk: window for pk, *window in rows} == {pk: list(window) for pk, window in windows.items()}

    published(snapshot, NOON)
    pending = published(changed(snapshot), NOON, live_from=later(days=1))
    assert agree()
    publishing.reschedule(pending, later(days=2), NOON)
    assert agree()
    publishing.cancel(pending, NOON)
    assert agree()
    publishing.withdraw(snapshot, "", at=later(hours=1))
    assert agree()


def test_its_card_counts_articles_once_and_names_authors_in_order():
    zed, ada = make.author("Zed"), make.author("Ada")
    first, second = make.article(authors=[zed]), make.article(authors=[ada, zed])
    card = published(make.snapshot(sections={"One": [first, second], "Two": [first]}), NOON).card
    assert (card["article_count"], card["authors"], card["sections"]) == (2, ["Zed", "Ada"], ["One", "Two"])


def test_a_section_without_a_title_is_frozen_where_it_stands():
    snapshot = make.snapshot(sections={"One": [make.article()], "": [make.article()]})
    assert [part["title"] for part in read(published(snapshot, NOON).content)["work"]["sections"]] == ["One", ""]
    assert Section.objects.filter(snapshot=snapshot).count() == 2
