"""Lists and forms at the desk, asked for what no page of ours asks."""

import re

import pytest
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteMixin, RelatedFieldWidgetWrapper
from django.contrib.auth.models import User
from django.contrib.flatpages.models import FlatPage
from django.db import connection
from django.test import RequestFactory

from audit.models import AuditEntry
from audit.trail import note
from staff.choosers import OnlyKeys, key_of
from tests import make
from tests.accounts import signed_in
from tests.make import NOON, published
from website.model_admins import RefusesWhatCannotBe

pytestmark = pytest.mark.django_db
ARTICLES, SNAPSHOTS = "/admin/articles/article/", "/admin/snapshot/snapshot/"


@pytest.fixture
def root(django_user_model) -> User:
    return django_user_model.objects.create_superuser("root")


@pytest.fixture
def desk(root):
    return signed_in(root)


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        "/admin/auth/user/?e=1&nosuch=1",
        "/admin/taggit/tag/?e=1&nosuch=1",
        "/admin/snapshot/snapshotedition/?live_from__year=9223372036854775808",
        "/admin/snapshot/snapshotedition/?live_from__year=9999&live_from__month=12&live_from__day=31",
        "/admin/snapshot/snapshotedition/?live_from__year=9999",
        "/admin/snapshot/snapshot/?published_on__year=9223372036854775808",
        "/admin/search/missedsearch/?words__range=x",
    ],
)
def test_a_list_that_cannot_be_filtered_so_leads_to_the_whole_list(desk, path):
    published(make.snapshot(), NOON)
    answer = desk.get(path)
    if answer.status_code == 302:
        assert answer["Location"].endswith("/?e=1")
        answer = desk.get(path + "&e=1")
    assert "This list cannot be filtered that way" in answer.content.decode()
    assert 'href="?"' in answer.content.decode()


def test_a_number_that_no_column_has_room_for_is_none_that_is_there(desk):
    """SQLite has no room for it in the question, either; PostgreSQL finds nothing."""
    answer = desk.get("/admin/search/missedsearch/?count__in=99999999999999999999")
    assert answer.status_code == (302 if connection.vendor == "sqlite" else 200)


@pytest.mark.slow
@pytest.mark.parametrize("value", ["x", "²", "1.5", "9" * 30, "-1", "\0", "-9223372036854775809"])
@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/admin/website/front/add/", "lead"), (f"{ARTICLES}add/", "series"), (f"{ARTICLES}add/", "categories"),
        (f"{ARTICLES}add/", "picture"), (f"{SNAPSHOTS}add/", "categories"), ("/admin/articles/category/add/", "parent"),
        ("/admin/people/author/add/", "photo"),
    ],
)  # fmt: skip
def test_a_chooser_sent_what_is_no_key_says_so_in_the_form(desk, path, field, value):
    answer = desk.post(path, {field: value})
    assert answer.status_code == 200
    assert field in answer.context["adminform"].form.errors


@pytest.mark.parametrize("value", ["x", "²", "9" * 30])
def test_what_replaces_a_withdrawn_text_is_asked_for_again_where_it_is_no_key(desk, value):
    made = make.article()
    published(made, NOON)
    answer = desk.post(f"{ARTICLES}{made.pk}/withdraw/", {"notice": "Gone.", "replaced_by": value})
    assert "replaced_by" in answer.context["form"].errors


def test_every_chooser_by_words_shows_only_what_can_be(root):
    request = RequestFactory().get("/")
    request.user = root
    of_models = admin.site._registry.values()
    fields = [
        (f"{type(each).__name__}.{name}", field)
        for owner in of_models
        for each in (owner, *owner.get_inline_instances(request))
        for name in each.get_autocomplete_fields(request)
        if (field := each.formfield_for_dbfield(each.model._meta.get_field(name), request))
    ]
    assert len(fields) > 10
    for name, field in fields:
        widget = field.widget.widget if isinstance(field.widget, RelatedFieldWidgetWrapper) else field.widget
        assert isinstance(widget, OnlyKeys), name
        assert isinstance(widget, AutocompleteMixin), name


def test_every_list_is_one_that_refuses(root):
    assert {
        type(each).__name__ for each in admin.site._registry.values() if not isinstance(each, RefusesWhatCannotBe)
    } == set()


@pytest.mark.parametrize(
    "path",
    [
        f"{ARTICLES}?q=%00", f"{ARTICLES}?language=a%00b", f"{ARTICLES}?%00=1", f"{SNAPSHOTS}start/?title=%00",
        "/admin/autocomplete/?app_label=articles&model_name=article&field_name=series&term=%00",
    ],
)  # fmt: skip
def test_an_address_that_holds_no_text_is_refused_in_words(desk, path):
    answer = desk.get(path)
    assert answer.status_code == 400
    assert "contains characters that are not text" in answer.content.decode()


@pytest.mark.parametrize("chosen", ["x", "9" * 30, ""])
def test_rows_that_cannot_be_are_not_acted_on(desk, chosen):
    answer = desk.post(ARTICLES, {"action": "delete_selected", "_selected_action": chosen, "post": "yes"})
    assert answer.status_code == 400
    assert "do not exist" in answer.content.decode()


def test_a_field_that_is_named_nothing_refers_by_key(desk):
    assert desk.get(f"/admin/taggit/tag/{make.tag().pk}/delete/?_to_field=").status_code == 200


@pytest.mark.parametrize(
    ("value", "expected"), [(1, 1), ("12", 12), ("١٢", 12), (None, None), ("", None), ("0", None), ("1 OR 1=1", None)]
)
def test_a_key_is_what_a_row_could_have(value, expected):
    assert key_of(User, value) == expected


def test_a_page_without_a_recorded_change_says_so(desk):
    history = desk.get(f"/admin/taggit/tag/{make.tag().pk}/history/").content.decode()
    assert "No changes have been recorded here." in history


def test_the_history_of_a_tag_says_who_changed_what(desk):
    tag = make.tag("ice")
    for values in ({"name": "Sea ice", "slug": tag.slug}, {"name": "Sea ice", "slug": "sea-ice"}):
        desk.post(f"/admin/taggit/tag/{tag.pk}/change/", values)
    history = desk.get(f"/admin/taggit/tag/{tag.pk}/history/").content.decode()
    assert "<h1>History of “Sea ice”</h1>" in history
    assert re.findall(r"Changed (\w+)", history) == ["Address", "Name"]


def test_what_nobody_can_change_offers_no_history(desk):
    note("published", make.tag())
    entry = AuditEntry.objects.get()
    assert "historylink" not in desk.get(f"/admin/audit/auditentry/{entry.pk}/change/").content.decode()
    assert "historylink" in desk.get(f"/admin/taggit/tag/{make.tag('b').pk}/change/").content.decode()


@pytest.mark.parametrize("kind", ["articles/article", "snapshot/snapshot"])
def test_an_article_and_a_snapshot_have_one_history(desk, kind):
    draft = make.article() if kind == "articles/article" else make.snapshot()
    answer = desk.get(f"/admin/{kind}/{draft.pk}/history/")
    assert (answer.status_code, answer.url) == (302, f"/admin/{kind}/{draft.pk}/revisions/")


def test_a_page_of_the_organization_is_called_by_its_title(desk):
    page = FlatPage.objects.create(url="/privacy/", title="Privacy")
    assert "<h1>Privacy</h1>" in desk.get(f"/admin/flatpages/flatpage/{page.pk}/change/").content.decode()
