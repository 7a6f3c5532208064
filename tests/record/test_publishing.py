"""The acts of publishing, tried on articles; tests/snapshot/test_publishing.py has what snapshots add."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, ArticleEdition, ArticleEditionAuthor, Byline, SummaryPoint
from record import freezing, publishing, record_version
from record.models import Address, FrozenContent, RecordVersion, Revision
from record.organization import menu_links, organization
from record.publishing import Pending, Refused, Terms
from record.saving import save_draft
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.rehearsed]


def numbers(article) -> list[int]:
    return list(article.editions.order_by("number").values_list("number", flat=True))


def windows(article) -> list[tuple]:
    return list(article.editions.order_by("number").values_list("live_from", "live_until"))


def rows() -> list[int]:
    """Return how many rows every table has that an act of publishing writes."""
    tables = (ArticleEdition, ArticleEditionAuthor, FrozenContent, Address, Revision)
    return [table.objects.count() for table in tables]


def reasons_of(act, *args, **kwargs) -> list[str]:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.reasons


# Publishing


def full_article(many: int) -> Article:
    """Return an article saved at the desk, with that many authors and topics."""
    article = make.article(
        authors=[make.author() for _ in range(many)],
        topics=[make.topic() for _ in range(many)],
        tags=[make.tag()],
        series=make.series(),
    )
    save_draft(article, None)
    return article


def statements(act) -> int:
    """Return how many statements the act takes where the process holds what every page shows."""
    organization(), menu_links()
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked) - (connection.vendor == "postgresql")  # there an act waits for its turn by a statement


def test_publishing_takes_no_more_statements_for_many_authors_and_topics():
    small, large = full_article(1), full_article(9)
    published(full_article(1), NOON)  # learns the words of titles, names and points
    assert statements(lambda: published(large, NOON)) == statements(lambda: published(small, NOON)) <= 25


def test_publishing_many_articles_takes_hardly_more_statements_than_one():
    articles = [full_article(2) for _ in range(9)]
    published(full_article(1), NOON)

    def publish(some: list[Article]) -> None:
        publishing.publish_all([(article, Terms()) for article in some], None, NOON)

    assert statements(lambda: publish(articles[1:])) <= statements(lambda: publish(articles[:1])) + 1


def test_a_set_is_refused_with_the_reasons_of_each_and_nothing_of_it_is_published():
    published(good := make.article("Good"), NOON)
    wanted = [(make.article("No day", published_on=None), Terms()), (good, Terms()), (make.article("Fine"), Terms())]
    with pytest.raises(Refused) as refused:
        publishing.publish_all(wanted, None, later(hours=1), is_named=True)
    assert refused.value.reasons == ["“No day” has no date.", "“Good”: Nothing has changed since edition 1."]
    assert ArticleEdition.objects.count() == 1


def test_the_first_edition_is_number_one_of_kind_first_and_never_ends():
    edition = published(make.article(), NOON)
    assert (edition.number, edition.kind, edition.live_from, edition.live_until) == (1, "first", NOON, None)


def test_the_second_edition_ends_the_first_at_its_own_moment():
    article = make.article()
    published(article, NOON)
    published(changed(article), later(hours=1))
    assert windows(article) == [(NOON, later(hours=1)), (later(hours=1), None)]


def test_an_edition_keeps_the_words_of_its_day_when_the_desk_goes_on():
    article = make.article("As it was")
    edition = published(article, NOON)
    changed(article, title="As it will be")
    edition.refresh_from_db()
    assert edition.title == "As it was"
    assert '"title":"As it was"' in edition.content.text


def test_a_later_edition_is_an_update_unless_it_says_otherwise():
    article = make.article()
    published(article, NOON)
    kinds = [
        published(changed(article), later(hours=n), kind=kind).kind
        for n, kind in enumerate([None, "correction", "minor", "first"], 1)
    ]
    assert kinds == ["update", "correction", "minor", "update"]


@pytest.mark.parametrize("note", ["", " \n"])
def test_a_correction_without_a_note_is_refused(note):
    article = make.article("Gas")
    published(article, NOON)
    terms = Terms(kind="correction", note=note)
    assert reasons_of(publishing.publish, changed(article, title="Oil"), None, terms, later(hours=1)) == [
        "“Oil” is corrected: write a note that says what was wrong."
    ]
    assert numbers(article) == [1]


def test_a_first_edition_corrects_nothing_and_needs_no_note():
    assert publishing.publish(make.article(), None, Terms(kind="correction"), NOON).kind == "first"


def test_the_name_of_who_published_is_copied_and_outlives_the_account(django_user_model):
    vera = django_user_model.objects.create_user("vera", first_name="Vera", last_name="Holm")
    edition = publishing.publish(make.article(), vera, at=NOON)
    vera.delete()
    edition.refresh_from_db()
    assert edition.published_by == "Vera Holm"


def test_publishing_leaves_the_working_copy_as_published():
    article = make.article()
    published(article, NOON)
    article.refresh_from_db()
    assert article.state == Article.State.AS_PUBLISHED


def test_publishing_seals_a_revision_of_exactly_what_was_published():
    article = make.article()
    edition = published(article, NOON)
    revision = Revision.objects.get(kind="article", parent_id=article.pk)
    assert revision.sealed_at == NOON
    assert freezing.read(revision.content)["work"] == freezing.read(edition.content)["work"]


def test_a_moment_in_the_past_means_now():
    assert published(make.article(), NOON, live_from=later(days=-3)).live_from == NOON


def test_nothing_has_changed_is_said_with_the_number_of_the_edition():
    article = make.article()
    published(article, NOON)
    published(changed(article), later(hours=1))
    assert reasons_of(published, article, later(hours=2)) == ["Nothing has changed since edition 2."]
    assert numbers(article) == [1, 2]


def test_another_note_alone_is_no_change():
    article = make.article()
    published(article, NOON)
    assert reasons_of(published, article, later(hours=1), note="A note", kind="correction")


def test_every_reason_is_given_at_once_and_nothing_is_saved():
    article = make.article(title=" ", published_on=None)
    before = rows()
    reasons = reasons_of(published, article, NOON)
    assert len(reasons) == 2
    assert "title" in reasons[0]
    assert "date" in reasons[1]
    assert rows() == before


def test_what_is_merely_missing_is_a_notice_and_refuses_nothing():
    article = make.article(authors=[], points=[])
    codes = [finding.code for finding in publishing.findings(article, NOON)]
    assert codes == ["no-author", "no-summary", "no-text"]
    assert published(article, NOON).number == 1


def test_two_editions_within_one_tick_of_the_clock_both_stand():
    article = make.article()
    published(article, NOON)
    second = published(changed(article), NOON)
    assert second.live_from > NOON
    assert ArticleEdition.objects.public(second.live_from).get() == second


def test_differs_tells_whether_publishing_would_say_anything_new():
    article = make.article()
    answers = [publishing.differs(article, NOON)]
    published(article, NOON)
    answers.append(publishing.differs(article, later(hours=1)))
    answers.append(publishing.differs(changed(article), later(hours=1)))
    assert answers == [True, False, True]


@pytest.mark.parametrize(
    "change",
    [
        lambda article: Byline.objects.create(article=article, author=make.author(), position=9),
        lambda article: SummaryPoint.objects.filter(article=article).update(text="Said otherwise."),
        lambda article: article.categories.add(make.topic()),
        lambda article: article.tags.add(make.tag()),
        lambda article: changed(article, body="<p>Now in full.</p>"),
    ],
)
def test_a_change_anywhere_in_the_article_can_be_published(change):
    article = make.article()
    published(article, NOON)
    change(article)
    assert published(article, later(hours=1)).number == 2


# Publishing later


def test_a_scheduled_change_ends_its_predecessor_at_its_own_moment():
    article = make.article()
    published(article, NOON)
    published(changed(article), NOON, live_from=later(days=1))
    assert windows(article) == [(NOON, later(days=1)), (later(days=1), None)]


def test_publishing_while_an_edition_is_scheduled_must_say_what_becomes_of_it():
    article = make.article()
    published(article, NOON)
    published(changed(article), NOON, live_from=later(days=1))
    before = windows(article)
    [reason] = reasons_of(published, changed(article), later(hours=1))
    assert "already scheduled" in reason
    assert "May 2, 2026" in reason
    assert windows(article) == before


def test_publishing_meanwhile_can_cancel_what_is_scheduled():
    article = make.article()
    published(article, NOON)
    published(changed(article), NOON, live_from=later(days=1))
    published(changed(article), later(hours=1), pending=Pending.CANCEL)
    assert windows(article) == [(NOON, later(hours=1)), (later(hours=1), None)]


def test_publishing_meanwhile_can_freeze_the_scheduled_edition_again_with_the_change():
    """A snapshot shows what only time changes: at the scheduled moment another edition of its article is public."""
    article = make.article("Old words")
    snapshot = make.snapshot(sections={"One": [article]})
    published(snapshot, NOON)
    published(changed(article, title="New words"), NOON, live_from=later(days=1))
    changed(snapshot, title="Changed once")
    pending = published(snapshot, NOON, live_from=later(days=1), note="Tomorrow", kind="correction")
    published(changed(snapshot, title="Changed twice"), later(hours=1), pending=Pending.FREEZE_AGAIN)
    editions = list(snapshot.editions.order_by("number"))
    assert [edition.live_from for edition in editions] == [NOON, later(hours=1), pending.live_from]
    assert (editions[2].title, editions[2].note, editions[2].kind) == ("Changed twice", "Tomorrow", "correction")
    assert "New words" in editions[2].content.text
    assert "New words" not in editions[1].content.text


@pytest.mark.slow
def test_an_embargo_does_not_end_by_the_way_where_freezing_again_would_leave_nothing_for_its_moment():
    article = make.article()
    published(article, NOON)
    published(changed(article), NOON, live_from=later(days=1))
    before = windows(article)
    with pytest.raises(Refused, match="This is identical to the edition scheduled for"):
        published(changed(article), later(hours=1), pending=Pending.FREEZE_AGAIN)
    assert windows(article) == before


@pytest.mark.parametrize("pending", list(Pending))
def test_scheduling_anew_takes_the_scheduled_editions_place(pending):
    article = make.article()
    published(article, NOON)
    published(changed(article), NOON, live_from=later(days=1))
    published(changed(article, title="The latest"), later(hours=1), live_from=later(days=2), pending=pending)
    assert windows(article) == [(NOON, later(days=2)), (later(days=2), None)]
    assert article.editions.get(number=2).title == "The latest"


# Canceling


def test_canceling_frees_the_number_and_reopens_the_predecessor():
    article = make.article()
    published(article, NOON)
    publishing.cancel(published(changed(article), NOON, live_from=later(days=1)), later(hours=1))
    assert windows(article) == [(NOON, None)]
    assert published(article, later(hours=2)).number == 2


def test_canceling_takes_the_links_along():
    article = make.article(authors=[make.author(), make.author()])
    publishing.cancel(published(article, NOON, live_from=later(days=1)), NOON)
    assert ArticleEditionAuthor.objects.count() == 0


def test_what_is_public_cannot_be_canceled():
    edition = published(make.article(), NOON)
    [reason] = reasons_of(publishing.cancel, edition, NOON)
    assert "can be withdrawn" in reason
    assert ArticleEdition.objects.filter(pk=edition.pk).exists()


def test_an_edition_that_a_placement_keeps_at_the_desk_is_not_canceled_from_under_it():
    article = make.article("Kept for later")
    edition = published(article, NOON, live_from=later(days=1))
    snapshot = make.snapshot("The one that keeps it", sections={"One": [article]})
    make.placements_of(snapshot)[0].__class__.objects.update(kept_edition=edition, kept_reason="It is better.")
    [reason] = reasons_of(publishing.cancel, edition, later(hours=1))
    assert "Kept for later" in reason


# Rescheduling


@pytest.mark.parametrize("moment", [later(hours=2), later(days=9)])
def test_rescheduling_moves_the_edition_and_the_end_of_its_predecessor(moment):
    article = make.article()
    published(article, NOON)
    pending = published(changed(article), NOON, live_from=later(days=1))
    publishing.reschedule(pending, moment, later(hours=1))
    assert windows(article) == [(NOON, moment), (moment, None)]
    assert set(ArticleEditionAuthor.objects.filter(edition=pending).values_list("live_from", flat=True)) == {moment}


def test_rescheduling_keeps_the_content_as_it_was_frozen():
    article = make.article()
    pending = published(article, NOON, live_from=later(days=1))
    changed(article)
    moved = publishing.reschedule(pending, later(days=2), later(hours=1))
    assert moved.content_id == pending.content_id


def test_nothing_is_rescheduled_into_the_past():
    pending = published(make.article(), NOON, live_from=later(days=1))
    assert reasons_of(publishing.reschedule, pending, later(hours=1), later(hours=1))


def test_what_is_public_cannot_be_rescheduled():
    edition = published(make.article(), NOON)
    assert reasons_of(publishing.reschedule, edition, later(days=1), NOON)


# One transaction each


def explode(*args, **kwargs):
    raise RuntimeError("the lights went out")


def test_a_failure_in_the_middle_of_publishing_leaves_nothing(monkeypatch):
    article = make.article()
    published(article, NOON)
    changed(article)
    before, versions = (rows(), windows(article)), list(RecordVersion.objects.values())
    monkeypatch.setattr(publishing.record_version, "raise_version", explode)
    with pytest.raises(RuntimeError):
        published(article, later(hours=1))
    assert ((rows(), windows(article)), list(RecordVersion.objects.values())) == (before, versions)


@pytest.mark.parametrize(
    "act",
    [
        lambda article, pending: publishing.publish(
            changed(article), None, Terms(pending=Pending.CANCEL), later(hours=1)
        ),
        lambda article, pending: publishing.cancel(pending, later(hours=1)),
        lambda article, pending: publishing.reschedule(pending, later(days=2), later(hours=1)),
        lambda article, pending: publishing.withdraw(article, "Wrong.", at=later(hours=1)),
    ],
)
def test_a_failure_at_the_very_end_of_any_act_leaves_nothing(monkeypatch, act):
    article = make.article()
    published(article, NOON)
    pending = published(changed(article), NOON, live_from=later(days=1))
    before = rows(), windows(article), list(article.editions.values("withdrawn_at", "withdrawal_notice"))
    monkeypatch.setattr(record_version, "raise_version", explode)
    with pytest.raises(RuntimeError):
        act(article, pending)
    assert before == (rows(), windows(article), list(article.editions.values("withdrawn_at", "withdrawal_notice")))


def test_every_act_raises_the_record_version():
    article, seen = make.article(), []

    def note():
        seen.append(RecordVersion.objects.get().number)

    published(article, NOON)
    note()
    pending = published(changed(article), NOON, live_from=later(days=1))
    note()
    publishing.reschedule(pending, later(days=2), NOON)
    note()
    publishing.cancel(pending, NOON)
    note()
    publishing.withdraw(article, "", at=later(hours=1))
    note()
    assert seen == sorted(set(seen))


def test_an_edition_is_not_rescheduled_past_the_next_after_the_clock_was_set_back():
    article = make.article()
    first = published(article, NOON)
    published(changed(article, title="Another"), later(hours=5))
    for moment in (later(hours=5), later(hours=9)):
        with pytest.raises(Refused, match="between those of the editions"):
            publishing.reschedule(first, moment, at=later(hours=-1))


# Other drafts


def states() -> dict[str, str]:
    return dict(Article.objects.values_list("title", "state"))


def test_each_act_changes_the_state_of_its_own_draft_alone():
    article, other = make.article("Own"), make.article("Approved")
    published(make.article("Public"))
    Article.objects.filter(pk=other.pk).update(state="approved")
    publishing.publish(article, None, at=NOON)
    assert states() == {"Own": "as-published", "Approved": "approved", "Public": "as-published"}
    pending = publishing.publish(changed(article, standfirst="New"), None, Terms(live_from=later(days=1)), at=NOON)
    publishing.cancel(pending, at=NOON)
    assert states() == {"Own": "draft", "Approved": "approved", "Public": "as-published"}
    publishing.withdraw(article, "", at=NOON)
    assert states() == {"Own": "draft", "Approved": "approved", "Public": "as-published"}


def test_readers_cannot_tell_that_something_was_scheduled_moved_or_canceled():
    article = make.article()
    published(make.article())
    before = RecordVersion.objects.get()
    pending = publishing.publish(article, None, Terms(live_from=later(days=1)), at=NOON)
    publishing.reschedule(pending, later(days=2), at=NOON)
    publishing.cancel(pending, at=NOON)
    after = RecordVersion.objects.get()
    assert (after.number, after.changed_at) == (before.number + 3, before.changed_at)
    publishing.publish(make.article(), None, at=NOON)
    assert RecordVersion.objects.get().changed_at > before.changed_at


def _with_standfirst(content: dict, _moment) -> dict:
    return content | {"work": content["work"] | {"standfirst": "New"}}


@pytest.mark.parametrize("is_at_once", [True, False])
def test_readers_cannot_tell_that_a_correction_of_what_is_public_was_scheduled(is_at_once):
    article = make.article()
    published(article, NOON)
    before, terms = RecordVersion.objects.get(), Terms(kind="minor", live_from=None if is_at_once else later(days=1))
    publishing.amend(article, _with_standfirst, None, terms, later(hours=1))
    assert (RecordVersion.objects.get().changed_at > before.changed_at) is is_at_once


def test_what_is_in_review_stays_there_when_a_scheduled_edition_is_canceled():
    article = make.article()
    published(article, NOON)
    pending = publishing.publish(changed(article, standfirst="New"), None, Terms(live_from=later(days=1)), at=NOON)
    Article.objects.filter(pk=article.pk).update(state="in-review")
    publishing.cancel(pending, at=NOON)
    assert states()[article.title] == "in-review"


def test_corrections_and_withdrawals_wait_until_readers_of_the_standby_see_them(monkeypatch):
    waits = []
    monkeypatch.setattr(publishing.replica, "wait_for_standby", lambda: waits.append(True))
    article = make.article()
    published(article)
    published(changed(article), kind="minor")
    assert waits == []
    published(changed(article), kind="correction")
    assert len(waits) == 1
    publishing.withdraw(article, "Wrong.")
    assert len(waits) == 2


@pytest.mark.parametrize("act", [publishing.cancel, lambda edition: publishing.reschedule(edition, later(days=3))])
def test_an_edition_that_was_canceled_meanwhile_is_neither_canceled_nor_moved(act):
    article = make.article()
    pending = publishing.publish(article, None, Terms(live_from=later(days=1)), at=NOON)
    publishing.cancel(pending, NOON)
    with pytest.raises(Refused) as refused:
        act(pending)
    assert refused.value.reasons == ["Edition 1 has been canceled in the meantime."]


def test_a_correction_that_changes_nothing_is_refused():
    article = make.article()
    published(article, NOON)
    with pytest.raises(Refused):
        publishing.amend(article, lambda content, _moment: content, None, Terms(kind="minor"), later(hours=1))
