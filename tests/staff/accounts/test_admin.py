"""The page of people: roles, limits, and that nobody is deleted."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from articles.models import Article
from audit.alarms import ALARM
from audit.models import AuditEntry
from outbox.models import OutboxEntry
from permissions.matrix import Act, Role
from permissions.models import Assignment
from permissions.roles import role_of
from permissions.rules import visible_to
from tests import make
from tests.accounts import person, signed_in
from tests.desk_forms import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return signed_in(person("administrator", username="ada"))


def page(account: User, name: str = "change") -> str:
    return reverse(f"admin:auth_user_{name}", args=[account.pk])


def test_a_role_is_changed_noted_and_told(client):
    account = person("editor")
    person("administrator", email="other@house.example")
    client.post(page(account), filled(client, page(account), role="PUBLISHER", is_active="on"))
    assert role_of(User.objects.get(pk=account.pk)) is Role.PUBLISHER
    assert AuditEntry.objects.filter(act=Act.MANAGE_PEOPLE, words__contains="editor → publisher").exists()
    assert [entry.payload["to"] for entry in OutboxEntry.objects.filter(kind=ALARM)] == ["other@house.example"]


def test_without_a_role_nobody_enters_the_desk(client):
    account = person("editor")
    client.post(page(account), filled(client, page(account), role="ANONYMOUS", is_active="on"))
    assert not User.objects.get(pk=account.pk).is_staff


def test_nobody_changes_their_own_role(client):
    own = User.objects.get(username="ada")
    answer = client.post(page(own), filled(client, page(own), role="EDITOR", is_active="on"))
    assert b"change your own role" in answer.content
    assert role_of(User.objects.get(pk=own.pk)) is Role.ADMINISTRATOR


def test_a_forged_field_makes_nobody_a_superuser(client):
    account = person("editor")
    client.post(page(account), {**filled(client, page(account)), "is_superuser": "on", "user_permissions": ["1"]})
    account = User.objects.get(pk=account.pk)
    assert not account.is_superuser
    assert not account.user_permissions.exists()


def test_an_account_is_made_with_a_role(client):
    add = reverse("admin:auth_user_add")
    values = {"username": "new", "usable_password": "true", "password1": "a long word 7", "password2": "a long word 7"}
    client.post(add, filled(client, add, **values, role="CONTRIBUTOR"))
    assert role_of(User.objects.get(username="new")) is Role.CONTRIBUTOR


def test_nobody_is_deleted(client):
    account = person("editor")
    assert client.post(page(account, "delete"), {"post": "yes"}).status_code == 403
    client.post(reverse("admin:auth_user_changelist"), {"action": "delete_selected", "_selected_action": [account.pk]})
    assert User.objects.filter(pk=account.pk).exists()


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher"])
def test_only_administrators_see_people(role):
    client = signed_in(person(role))
    for address in (reverse("admin:auth_user_changelist"), page(person("editor")), reverse("admin:auth_user_add")):
        assert client.get(address).status_code == 403
        assert client.post(address, {"role": "ADMINISTRATOR"}).status_code == 403


def test_an_editor_is_limited_to_a_topic(client):
    account, topic = person("editor"), make.topic("Caucasus")
    sent = filled(client, page(account))
    sent |= {"branches-TOTAL_FORMS": "1", "branches-0-topic": topic.pk, "branches-0-account": account.pk}
    client.post(page(account), sent)
    assert [branch.topic for branch in account.branches.all()] == [topic]


def test_drafts_and_assignments_are_handed_over_and_the_account_disabled(client):
    leaver, heir = person("contributor"), person("contributor", email="heir@house.example")
    draft, live, assigned = make.article(created_by=leaver), make.article(created_by=leaver), make.article()
    make.published(live)
    Assignment.objects.create(kind="article", parent_id=assigned.pk, account=leaver)
    anothers = Assignment.objects.create(kind="article", parent_id=make.article().pk, account=person("contributor"))
    shown = client.get(page(leaver, "hand_over"))
    assert (shown.context["drafts"], shown.context["assignments"]) == (1, 1)
    client.post(page(leaver, "hand_over"), {"to": heir.pk, "is_leaving": "on"})
    assert set(visible_to(heir, Article.objects.all())) == {draft, assigned}
    assert set(User.objects.filter(is_active=False)) == {leaver}
    assert Assignment.objects.get(pk=anothers.pk).account == anothers.account
    assert AuditEntry.objects.filter(act=Act.MANAGE_PEOPLE, object_id=str(leaver.pk)).exists()
    assert OutboxEntry.objects.filter(payload__to="heir@house.example").exists()


def test_nobody_hands_over_to_themselves_or_disables_themselves(client):
    own, other = User.objects.get(username="ada"), person("editor")
    assert client.post(page(own, "hand_over"), {"to": own.pk}).status_code == 422
    assert client.post(page(own, "hand_over"), {"to": other.pk, "is_leaving": "on"}).status_code == 422
    assert User.objects.get(pk=own.pk).is_active


def test_a_limit_is_added_as_a_topic(client):
    assert "Add another Topic" in client.get(page(person("editor"))).content.decode()
