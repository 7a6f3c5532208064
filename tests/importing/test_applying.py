"""Making the desk say what a document says, and publishing exactly that."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.freezing import freeze
from articles.models import Article, ArticleEdition, Category
from importing import applying
from importing.matching import Decisions, make_plan
from people.models import Author
from record import publishing
from record.freezing import read
from record.models import Revision
from record.publishing import Refused
from snapshot.freezing import freeze as freeze_snapshot
from snapshot.models import Placement, Section, Snapshot, SnapshotEdition
from tests import make
from tests.importing.documents import REAL, SMALL, needs_the_real_document, without
from tests.importing.test_matching import outline, plan

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.slow, pytest.mark.rehearsed]


def apply(text: str = SMALL, **decisions) -> applying.Applied:
    return applying.apply(plan(text, **decisions), applying.import_account())


def publish(text: str = SMALL, note: str = "") -> tuple:
    return applying.apply_and_publish(plan(text), applying.import_account(), note)


def counts() -> list[int]:
    return [model.objects.count() for model in (Article, Author, Category, Snapshot, Section, Placement, ArticleEdition,
            SnapshotEdition, Revision)]  # fmt: skip


def order() -> list[list[str]]:
    return [
        [placement.article.title for placement in section.placements.select_related("article")]
        for section in Section.objects.order_by("position")
    ]


def test_sections_and_articles_stand_in_the_documents_order():
    apply()
    assert order() == [
        ["Northport Dredges Its Last Channel", "The Yard at Sund Counts Its Orders"],
        ["A Treaty Nobody Reads Keeps the Ferries Moving"],
    ]


def test_an_article_has_its_byline_in_order_its_date_and_its_points():
    apply()
    work = freeze(Article.objects.get(title__startswith="The Yard"))
    assert [author["name"] for author in work["authors"]] == ["Ben Okoro", "Ada Brandt"]
    assert work["published_on"] == "2026-01-12"
    assert [point["text"] for point in work["points"]] == ["Sund has eleven hulls on order and berths for seven."]
    assert work["summary_label"] == "Executive Summary"


def test_the_snapshot_has_the_lines_around_its_sections():
    snapshot = apply().snapshot
    assert snapshot.selection_heading == "Selected Harborlight Analysis on the Inner Sea"
    assert snapshot.pdf_label == "See PDF version here."
    assert snapshot.coverage_label == "For more Harborlight coverage on Inner Sea, see here."
    assert snapshot.coverage.name == "Inner Sea"
    assert len(freeze_snapshot(snapshot)["introduction"]) == 2


def test_importing_twice_changes_nothing():
    apply()
    before = counts()
    assert apply().did_nothing
    assert counts() == before


def test_publishing_twice_changes_nothing():
    publish()
    before = counts()
    applied, edition = publish()
    assert edition is None
    assert applied.did_nothing
    assert counts() == before


def test_applied_first_then_published_from_the_same_document():
    apply()
    _, edition = publish()
    assert edition.number == 1
    assert ArticleEdition.objects.count() == 3


def test_a_correction_makes_a_next_edition_of_that_article_and_of_the_snapshot():
    publish()
    _, edition = publish(SMALL.replace("nine meters", "ten meters"), "Corrects the depth.")
    assert (edition.number, edition.note) == (2, "Corrects the depth.")
    assert list(ArticleEdition.objects.filter(number=2).values_list("title", flat=True)) == [
        "Northport Dredges Its Last Channel"
    ]


def test_a_corrected_point_keeps_its_key():
    publish()
    article = Article.objects.get(title__startswith="Northport")
    keys = list(article.points.values_list("key", flat=True))
    apply(SMALL.replace("nine meters", "ten meters"))
    assert list(article.points.values_list("key", flat=True)) == keys


def test_an_article_moved_to_another_section_keeps_the_key_of_its_placement():
    apply()
    placement = Placement.objects.get(article__title__startswith="The Yard")
    moved = SMALL.replace("Rules of the Crossing\n", "").replace(
        "The Yard at Sund", "Rules of the Crossing\nThe Yard at Sund"
    )
    apply(moved)
    after = Placement.objects.get(article__title__startswith="The Yard")
    assert after.section.title == "Rules of the Crossing"
    assert after.key == placement.key


def test_notes_on_placements_and_sections_outlive_an_import():
    snapshot = apply().snapshot
    Placement.objects.filter(article__title__startswith="The Yard").update(note="Read this first.")
    Section.objects.filter(title="Harbors and Hulls").update(note="Ports.")
    apply(SMALL.replace("two coasts.", "three coasts.", 1))
    sections = freeze_snapshot(snapshot)["sections"]
    assert sections[0]["note"] == "Ports."
    assert sections[0]["placements"][1]["note"] == "Read this first."


def test_a_body_and_topics_given_at_the_desk_outlive_an_import():
    apply()
    article = Article.objects.get(title__startswith="Northport")
    Article.objects.filter(pk=article.pk).update(body="<p>Long.</p>")
    article.categories.add(make.topic("Dredging"))
    apply(SMALL.replace("nine meters", "ten meters"))
    article.refresh_from_db()
    assert article.body == "<p>Long.</p>"
    assert article.categories.filter(name="Dredging").exists()


def test_the_coverage_topic_goes_to_new_articles_only():
    make.article("Northport Dredges Its Last Channel", authors=[make.author("Ada Brandt")], published_on="2026-03-03")
    apply()
    assert not Article.objects.get(title__startswith="Northport").categories.exists()
    assert Article.objects.get(title__startswith="The Yard").categories.get().name == "Inner Sea"


def test_an_unsure_article_is_never_published():
    make.article("Northport Dredges Its Last Channel")
    with pytest.raises(Refused, match="Northport"):
        publish()
    assert not Snapshot.objects.exists()


def test_an_unsure_article_is_applied_as_a_new_one():
    make.article("Northport Dredges Its Last Channel")
    assert len(apply().created) == 3


def test_an_article_without_a_date_is_never_published_and_every_one_is_named():
    with pytest.raises(Refused) as refused:
        publish(without("March 3", "February 9"))
    assert len([reason for reason in refused.value.reasons if reason.endswith("has no date.")]) == 2
    assert not Article.objects.exists()


def test_an_article_that_was_withdrawn_is_not_published_again():
    publish()
    publishing.withdraw(Article.objects.get(title__startswith="Northport"), "Wrong from the start.")
    with pytest.raises(Refused, match="withdrawn"):
        publish(SMALL.replace("two coasts.", "three coasts.", 1))


def test_a_failure_at_the_end_leaves_nothing_behind(monkeypatch):
    def fail(*args):
        raise RuntimeError("the disk is full")

    before = counts()
    monkeypatch.setattr(applying, "publish", fail)
    with pytest.raises(RuntimeError):
        publish()
    assert counts() == before


def test_each_working_copy_has_a_revision_by_the_import_account():
    applied = apply()
    assert Revision.objects.filter(by_name="import").count() == 4
    assert applied.snapshot.updated_by.username == "import"


def test_the_import_account_cannot_sign_in():
    account = applying.import_account()
    assert not account.is_active
    assert not account.has_usable_password()


def test_an_editor_may_send_the_document_into_another_snapshot():
    other = make.snapshot("Something Else", sections={})
    decided = make_plan(outline(), Decisions(snapshot=str(other.pk)))
    applied = applying.apply(decided, applying.import_account())
    assert applied.snapshot.pk == other.pk
    other.refresh_from_db()
    assert other.title == "Ferries of the Inner Sea"


def test_dates_never_change_the_order():
    late_first = SMALL.replace("January 12, 2026", "January 12, 2027")
    apply(late_first)
    assert order()[0] == ["Northport Dredges Its Last Channel", "The Yard at Sund Counts Its Orders"]


def test_the_revision_kept_says_what_the_desk_says():
    applied = apply()
    for article in applied.created:
        revision = Revision.objects.get(kind="article", parent_id=article.pk)
        assert read(revision.content)["work"] == freeze(article)


def test_a_further_new_article_takes_twelve_queries_at_most():
    article = "{}\nAda Brandt\nMarch 3, 2026\nExecutive Summary:\n- The harbor was dredged in May.\n- Nobody paid.\n"

    def queries(title: str, count: int) -> int:
        titles = [f"{title} Dredges Channel Number {number}" for number in range(count)]
        text = f"{title} of the Inner Sea\n\nThe ferries carry more than cars.\n\nHarbors\n"
        found = plan(text + "".join(map(article.format, titles)))
        assert len(found.articles) == count
        account = applying.import_account()
        with CaptureQueriesContext(connection) as captured:
            applying.apply(found, account)
        return len(captured)

    queries("Warming", 2)  # what is asked once in a process
    assert queries("Northport", 25) - queries("Southport", 5) <= 12 * 20


@needs_the_real_document
def test_the_founding_document_is_imported_and_published_in_400_statements():
    found = outline(REAL.read_text())
    with CaptureQueriesContext(connection) as asked:
        _, edition = applying.apply_and_publish(make_plan(found), applying.import_account())
    assert edition.number == 1
    assert len(asked) <= 400
