"""What the admin offers each role for each model, whatever the ledger says about its routes."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest
from django.test import RequestFactory

from permissions.matrix import Role
from record.models import Organization
from tests.accounts import person, signed_in

pytestmark = pytest.mark.django_db

ACTS = {"v": "view", "a": "add", "c": "change", "d": "delete"}
ROLES = ("contributor", "editor", "publisher", "administrator", "superuser")
MAY = {
    "alerts.Subscription": ("", "", "v", "vd", "vd"),
    "articles.Article": ("vacd", "vacd", "vacd", "vacd", "vacd"),
    "articles.ArticleEdition": ("v", "v", "v", "v", "v"),
    "articles.Category": ("v", "va", "vacd", "vacd", "vacd"),
    "articles.Series": ("v", "va", "vacd", "vacd", "vacd"),
    "audit.AuditEntry": ("v", "v", "v", "v", "v"),
    "auth.User": ("", "", "", "vac", "vac"),
    "flatpages.FlatPage": ("", "", "vacd", "vacd", "vacd"),
    "media.Picture": ("va", "vacd", "vacd", "vacd", "vacd"),
    "media.StoredFile": ("v", "vd", "vd", "vd", "vd"),
    "monitoring.EditionReadings": ("", "", "v", "v", "v"),
    "outbox.OutboxEntry": ("", "", "v", "v", "v"),
    "people.Author": ("v", "vac", "vacd", "vacd", "vacd"),
    "record.Organization": ("", "", "vac", "vac", "vac"),
    "record.PublicationType": ("v", "v", "vacd", "vacd", "vacd"),
    "review.ReviewLink": ("v", "v", "v", "v", "v"),
    "search.MissedSearch": ("", "", "vd", "vd", "vd"),
    "search.Spelling": ("", "", "vacd", "vacd", "vacd"),
    "snapshot.Section": ("v", "vcd", "vcd", "vcd", "vcd"),
    "snapshot.Snapshot": ("v", "vacd", "vacd", "vacd", "vacd"),
    "snapshot.SnapshotEdition": ("v", "v", "v", "v", "v"),
    "taggit.Tag": ("v", "va", "vacd", "vacd", "vacd"),
    "website.Front": ("", "", "vacd", "vacd", "vacd"),
}


def request_by(account) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = account
    return request


def offered(model_admin: admin.ModelAdmin, account) -> str:
    asked = request_by(account)
    return "".join(letter for letter, act in ACTS.items() if getattr(model_admin, f"has_{act}_permission")(asked))


def test_the_admin_offers_each_role_what_it_may_do_and_nothing_else():
    accounts = [person(Role[role.upper()]) for role in ROLES[:-1]] + [User.objects.create_superuser("root")]
    registered = {model._meta.label: model_admin for model, model_admin in admin.site._registry.items()}
    assert {label: tuple(offered(each, who) for who in accounts) for label, each in registered.items()} == MAY


def test_the_admin_offers_nothing_to_those_without_a_role():
    for nobody in (AnonymousUser(), User.objects.create_user("roleless", is_staff=True)):
        assert not any(offered(each, nobody) for each in admin.site._registry.values())
        assert not any(each.get_actions(request_by(nobody)) for each in admin.site._registry.values())


def test_there_is_one_organization_and_no_second_is_added():
    page = "/admin/record/organization/"
    Organization.objects.all().delete()
    assert signed_in(person(Role.ADMINISTRATOR)).get(page).url.endswith("/add/")
    assert signed_in(person(Role.EDITOR)).get(page).status_code == 403
    Organization.objects.create(pk=1)
    assert signed_in(person(Role.ADMINISTRATOR)).get(page).url.endswith("/1/change/")
    assert signed_in(person(Role.EDITOR)).get(page).status_code == 403
    assert offered(admin.site._registry[Organization], person(Role.ADMINISTRATOR)) == "vc"
