"""Who may do what: the matrix, its reaches, and what each role sees at the desk."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from articles.models import Article
from permissions.matrix import GROUPS, MATRIX, Act, Reach, Role, reach, rights
from permissions.models import Assignment
from permissions.roles import assign_role, role_of
from permissions.rules import editing, may, may_edit, require, sees_all, visible_to
from snapshot.models import Snapshot
from staff.act_pages import draft_for_act
from tests import make
from tests.accounts import person

pytestmark = pytest.mark.django_db

ROLES = ["contributor", "editor", "publisher", "administrator"]


def test_every_act_has_a_row_of_five_and_none_is_left_to_chance():
    assert set(MATRIX) == set(Act)
    assert all(len(row) == len(Role) for row in MATRIX.values())


def test_an_act_that_the_matrix_does_not_know_is_refused():
    assert reach(Role.ADMINISTRATOR, "burn") is Reach.NONE
    assert not may(person("administrator"), "burn")


def test_the_groups_are_there():
    assert set(GROUPS) <= set(Group.objects.values_list("name", flat=True))


@pytest.mark.parametrize("differences", [{"is_active": False}, {"is_staff": False}])
def test_whoever_is_disabled_or_no_member_of_staff_may_do_nothing_at_the_desk(differences):
    account = person("administrator", **differences)
    assert role_of(account) is Role.ANONYMOUS
    assert not may(account, Act.ENTER_DESK)
    assert not visible_to(account, Article.objects.all()).exists()


def test_nobody_may_do_nothing():
    for nobody in (None, AnonymousUser()):
        assert may(nobody, Act.READ_RECORD)
        assert not may(nobody, Act.READ_DESK)


def test_a_superuser_is_an_administrator():
    assert role_of(User.objects.create_superuser("root")) is Role.ADMINISTRATOR


def test_the_highest_of_several_roles_counts_and_giving_one_takes_the_others():
    account = person("editor")
    account.groups.add(Group.objects.get(name="publisher"), Group.objects.create(name="Choir"))
    assert role_of(User.objects.get(pk=account.pk)) is Role.PUBLISHER
    assign_role(account, Role.CONTRIBUTOR)
    assert role_of(account) is Role.CONTRIBUTOR
    assign_role(account, Role.ANONYMOUS)
    assert role_of(account) is Role.ANONYMOUS
    assert [group.name for group in account.groups.all()] == ["Choir"]


def test_a_role_s_rights_decide_about_no_single_object():
    publisher = person("publisher")
    assert publisher.has_perm("articles.change_article")
    assert not publisher.has_perm("articles.change_article", make.article())


def test_rights_given_to_an_account_itself_count_for_nothing():
    account = person("contributor")
    account.user_permissions.set(Permission.objects.all())
    assert not account.has_perm("auth.change_user")
    assert not account.has_perm("snapshot.change_snapshot")
    assert account.has_perm("articles.add_article")


def test_no_role_deletes_accounts_editions_or_audit_entries():
    for role in Role:
        assert not rights(role) & {
            "auth.delete_user", "articles.delete_articleedition", "snapshot.delete_snapshotedition",
            "audit.delete_auditentry", "audit.change_auditentry", "audit.add_auditentry",
        }  # fmt: skip


@pytest.mark.parametrize(("role", "acts"), [
    ("contributor", {Act.CREATE_ARTICLE, Act.UPLOAD}),
    ("editor", {Act.IMPORT, Act.ADD_TAXONOMY, Act.EDIT_AUTHOR, Act.APPROVE, Act.WITHDRAW, Act.ARRANGE}),
    ("publisher", {Act.PUBLISH, Act.MAIL_SUBSCRIBERS, Act.CHANGE_PUBLIC_FACTS, Act.CHANGE_TAXONOMY, Act.SETTINGS}),
    ("administrator", {Act.MANAGE_PEOPLE, Act.SEE_SUBSCRIBERS}),
])  # fmt: skip
def test_a_role_adds_to_those_below_it(role, acts):
    below = ROLES[ROLES.index(role) - 1] if role != "contributor" else "anonymous"
    for act in acts:
        assert may(person(role), act), act
        assert not may(person(below), act), act


def test_a_contributor_edits_a_draft_of_their_own_until_it_is_published_or_in_review():
    account = person("contributor")
    mine, other = make.article(created_by=account), make.article()
    assert may_edit(account, mine)
    assert not may_edit(account, other)
    mine.state = "in-review"
    assert not may_edit(account, mine)
    assert may(account, Act.TAKE_BACK, mine)
    mine.state = "draft"
    make.published(mine, live_from=timezone.now() + timedelta(days=3))
    assert not may_edit(account, mine)
    assert not may(account, Act.DELETE_DRAFT, mine)
    assert may(account, Act.READ_DESK, mine)


def test_what_is_assigned_is_ones_own():
    account, article, other = person("contributor"), make.article(), make.article()
    Assignment.objects.create(kind="article", parent_id=article.pk, account=account)
    assert may_edit(account, article)
    assert not may_edit(account, other)
    assert list(visible_to(account, Article.objects.all())) == [article]
    assert not visible_to(person("contributor"), Article.objects.all()).exists()
    assert not visible_to(account, Snapshot.objects.filter(pk=article.pk)).exists()


def test_a_contributor_arranges_no_snapshot_though_they_made_it():
    account = person("contributor")
    assert not may_edit(account, make.snapshot(created_by=account))


def test_an_editor_limited_to_a_topic_works_on_what_is_filed_there_and_below():
    caucasus = make.topic("South Caucasus")
    armenia = make.topic("Armenia", parent=caucasus)
    account = person("editor", topics=(caucasus,))
    inside, below = make.article(topics=[caucasus]), make.article(topics=[armenia])
    outside, unfiled = make.article(topics=[make.topic("Arctic")]), make.article()
    mine = make.article(created_by=account)
    assert set(visible_to(account, Article.objects.all())) == {inside, below, mine}
    for article in (inside, below, mine):
        assert may_edit(account, article)
    for article in (outside, unfiled):
        assert not may_edit(account, article)
        assert not may(account, Act.WITHDRAW, article)
    assert not sees_all(account)


def test_what_an_editor_wrote_and_somebody_filed_elsewhere_is_no_longer_theirs():
    account = person("editor", topics=(make.topic("South Caucasus"),))
    moved = make.article(created_by=account, topics=[make.topic("Arctic")])
    assert not may(account, Act.READ_DESK, moved)


@pytest.mark.parametrize(("role", "topics"), [("contributor", 0), ("editor", 1), ("publisher", 0)])
def test_what_is_not_saved_yet_is_nobody_elses(role, topics):
    account = person(role, topics=tuple(make.topic() for _ in range(topics)))
    assert may(account, Act.EDIT_DRAFT, Article())


@pytest.mark.parametrize("role", ["editor", "publisher", "administrator"])
def test_without_a_limit_all_is_seen(role):
    account, article = person(role), make.article()
    assert sees_all(account)
    assert list(visible_to(account, Article.objects.all())) == [article]


def test_a_limit_does_not_hold_a_publisher():
    account = person("publisher", topics=(make.topic(),))
    assert sees_all(account)
    assert may(account, Act.PUBLISH, make.article())


def test_which_act_a_change_is():
    article = make.article()
    assert editing(None, Article) is Act.EDIT_DRAFT
    assert editing(article) is Act.EDIT_DRAFT
    assert editing(make.snapshot()) is Act.ARRANGE
    article.state = "approved"
    assert editing(article) is Act.EDIT_IN_REVIEW
    make.published(article)
    assert editing(article) is Act.CHANGE_LIVE


def test_requiring_raises():
    with pytest.raises(PermissionDenied):
        require(person("editor"), Act.PUBLISH)
    require(person("publisher"), Act.PUBLISH)


def test_a_page_of_an_act_asks_of_the_item_too(rf):
    """A contributor restores revisions of their own drafts, and no longer once the text is in review."""
    request, admins = rf.get("/"), admin.site._registry
    request.user = person("contributor")
    article = make.article(created_by=request.user)
    assert draft_for_act(admins[Article], request, str(article.pk), Act.RESTORE) == article
    Article.objects.update(state="in-review")
    with pytest.raises(PermissionDenied):
        draft_for_act(admins[Article], request, str(article.pk), Act.RESTORE)
    hidden = str(make.article().pk)
    with pytest.raises(Http404):
        draft_for_act(admins[Article], request, hidden, Act.RESTORE)
    with pytest.raises(PermissionDenied):  # what a role never does is refused whatever there is
        draft_for_act(admins[Article], request, hidden, Act.WITHDRAW)
