"""Revisions: the working copy as each save left it."""

import pytest

from record.freezing import read
from record.models import FrozenContent, Revision
from record.revisions import keep_revision, name_of, seal
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def vera(django_user_model):
    return django_user_model.objects.create_user("vera", first_name="Vera", last_name="Holm")


@pytest.fixture
def otto(django_user_model):
    return django_user_model.objects.create_user("otto")


def titles() -> list[str]:
    return [read(revision.content)["work"]["title"] for revision in Revision.objects.order_by("number")]


def test_a_revision_holds_the_work_alone(vera):
    revision = keep_revision(make.article("Draft"), vera, NOON)
    assert list(read(revision.content)) == ["work"]
    assert (revision.number, revision.by_name, revision.at) == (1, "Vera Holm", NOON)


def test_saves_within_ten_minutes_by_one_person_replace_each_other(vera):
    article = make.article("One")
    keep_revision(article, vera, NOON)
    keep_revision(changed(article, title="Two"), vera, later(minutes=9, seconds=59))
    assert titles() == ["Two"]


def test_a_replaced_content_that_nothing_else_has_is_dropped(vera):
    article = make.article("One")
    keep_revision(article, vera, NOON)
    keep_revision(changed(article, title="Two"), vera, later(minutes=1))
    assert FrozenContent.objects.count() == 1


def test_a_replaced_content_that_another_revision_has_stays(vera, otto):
    article = make.article("One")
    keep_revision(article, vera, NOON)
    keep_revision(changed(article, title="Two"), otto, later(minutes=1))
    keep_revision(changed(article, title="One"), otto, later(minutes=2))
    keep_revision(changed(article, title="Three"), otto, later(minutes=3))
    assert titles() == ["One", "Three"]


def test_a_save_after_ten_minutes_is_a_revision_of_its_own(vera):
    article = make.article("One")
    keep_revision(article, vera, NOON)
    keep_revision(changed(article, title="Two"), vera, later(minutes=10))
    assert titles() == ["One", "Two"]


def test_anothers_save_begins_a_revision_and_seals_the_one_before(vera, otto):
    article = make.article("One")
    keep_revision(article, vera, NOON)
    keep_revision(changed(article, title="Two"), otto, later(minutes=1))
    keep_revision(changed(article, title="Three"), vera, later(minutes=2))
    assert titles() == ["One", "Two", "Three"]
    assert [each.sealed_at is not None for each in Revision.objects.order_by("number")] == [True, True, False]


def test_what_a_review_or_an_edition_sealed_is_not_replaced(vera):
    article = make.article("One")
    keep_revision(article, vera, NOON)
    seal(article, NOON)
    keep_revision(changed(article, title="Two"), vera, later(minutes=1))
    assert titles() == ["One", "Two"]


def test_publishing_seals(vera):
    article = make.article("One")
    keep_revision(article, vera, NOON)
    published(article, later(minutes=1))
    keep_revision(changed(article, title="Two"), vera, later(minutes=2))
    assert titles() == ["One", "Two"]


def test_a_save_that_changes_nothing_keeps_nothing(vera):
    article = make.article("One")
    first = keep_revision(article, vera, NOON)
    assert keep_revision(article, vera, later(hours=1)) == first
    assert Revision.objects.count() == 1


def test_articles_and_snapshots_count_apart(vera):
    article, snapshot = make.article(), make.snapshot(sections={})
    keep_revision(article, vera, NOON)
    assert keep_revision(snapshot, vera, NOON).number == 1


def test_a_revision_outlives_the_account_that_made_it(vera):
    revision = keep_revision(make.article(), vera, NOON)
    vera.delete()
    revision.refresh_from_db()
    assert (revision.by, revision.by_name) == (None, "Vera Holm")


def test_who_has_no_full_name_is_called_by_the_sign_in_name(otto):
    assert (name_of(otto), name_of(None)) == ("otto", "")
