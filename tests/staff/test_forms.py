"""What every form of the desk does with what was typed."""

import pytest
from django import forms
from django.contrib import admin
from django.contrib.flatpages.models import FlatPage
from django.test import RequestFactory

from alerts.admin.digest import DigestForm
from articles.models import Article, Category
from people.models import Author
from record.models import Organization
from search.models import Spelling
from snapshot.desk.start_views import StartForm
from snapshot.models import Section, Snapshot
from staff.act_forms import PublishForm, WithdrawForm
from staff.bulk import PublishingForm, WithdrawingForm
from staff.forms import Printable
from tests import make
from tests.accounts import editor, signed_in
from tests.desk_forms import filled

APPS = {"articles", "record", "search", "media", "flatpages", "people", "snapshot", "taggit", "website"}
TYPED = "Po\ufffert \U0001fffe of\u2028Call\x0bE\u0301"
KEPT = "Port of Call É"


def request_of(account):
    request = RequestFactory().get("/admin/")
    request.user = account
    return request


@pytest.mark.django_db
def test_no_form_of_the_desk_keeps_what_no_text_should_hold():
    request = request_of(editor(is_superuser=True))
    found = {PublishForm, WithdrawForm, DigestForm, StartForm, PublishingForm, WithdrawingForm}
    for model, model_admin in admin.site._registry.items():
        if model._meta.app_label in APPS and model_admin.has_change_permission(request):
            found.add(model_admin.get_form(request))
            found |= {inline.get_formset(request).form for inline in model_admin.get_inline_instances(request)}
    unclean = [form for form in found if _has_text(form) and not issubclass(form, Printable)]
    assert unclean == []


def _has_text(form: type[forms.BaseForm]) -> bool:
    return any(isinstance(field, forms.CharField) for field in form.base_fields.values())


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "model", "field", "values"),
    [
        ("articles/article", Article, "title", {}),
        ("snapshot/snapshot", Snapshot, "title", {}),
        ("people/author", Author, "name", {}),
        ("articles/category", Category, "name", {}),
        ("search/spelling", Spelling, "spellings", {}),
        ("record/organization", Organization, "name", {}),
        ("flatpages/flatpage", FlatPage, "title", {"url": "/about/"}),
    ],
)
def test_a_name_is_kept_on_one_line_without_noncharacters(address, model, field, values):
    client, address = signed_in(editor(is_superuser=True)), f"/admin/{address}/add/"
    client.post(address, filled(client, address, **{field: TYPED, **values}))
    kept = getattr(model.objects.get(), field)
    assert "".join(kept.split()) == KEPT.replace(" ", "")
    assert kept == KEPT or model is Spelling  # one spelling a line


@pytest.mark.django_db
def test_a_snapshot_is_started_with_a_title_on_one_line():
    signed_in().post("/admin/snapshot/snapshot/start/", {"title": TYPED})
    assert Snapshot.objects.get().title == KEPT


@pytest.mark.django_db
def test_a_section_is_named_on_one_line():
    snapshot, client = make.snapshot(), signed_in()
    address = f"/admin/snapshot/section/{Section.objects.get().pk}/change/"
    client.post(address, filled(client, address, title=TYPED))
    assert Section.objects.get(snapshot=snapshot).title == KEPT


def test_the_form_that_works_without_scripts_lists_every_choice_and_has_empty_rows(admin_client):
    author = make.author("Ada Abel")
    option = f'<option value="{author.pk}">Ada Abel</option>'
    with_scripts, without = (
        admin_client.get(f"/admin/articles/article/add/{query}").content.decode() for query in ("", "?plain=1")
    )
    assert (with_scripts.count(option), without.count(option)) == (0, 6)  # five rows, and the one that scripts copy
    assert 'name="bylines-4-author"' in without
    assert 'href="?plain=1"' in with_scripts
