"""Signing in and out leads to a page that is there, whatever address was asked for."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

pytestmark = pytest.mark.django_db

REFUSED = ["", "?next=", "?next=//evil.example/", "?next=https://evil.example/", "?next=javascript:alert(1)"]


@pytest.fixture
def reader():
    """A browser that nobody has signed in with, and the account that may."""
    User.objects.create_superuser("vera", "vera@house.example", "a long word")
    return Client()


@pytest.mark.parametrize("query", REFUSED)
def test_signing_in_without_an_address_of_ours_leads_to_the_desk(reader, query):
    answer = reader.post(f"/admin/login/{query}", {"login": "vera", "password": "a long word"}, follow=True)
    assert (answer.status_code, answer.request["PATH_INFO"]) == (200, "/admin/")


@pytest.mark.parametrize("query", REFUSED)
def test_signing_in_with_a_refused_address_in_the_form_leads_to_the_desk(reader, query):
    form = {"login": "vera", "password": "a long word", "next": query.removeprefix("?next=")}
    answer = reader.post("/admin/login/", form, follow=True)
    assert (answer.status_code, answer.request["PATH_INFO"]) == (200, "/admin/")


def test_signing_in_leads_on_to_a_page_of_ours(reader):
    form = {"login": "vera", "password": "a long word"}
    answer = reader.post("/admin/login/?next=/admin/articles/article/", form, follow=True)
    assert (answer.status_code, answer.request["PATH_INFO"]) == (200, "/admin/articles/article/")


@pytest.mark.parametrize("query", REFUSED)
def test_signing_out_leads_to_a_page_that_is_there(reader, query):
    reader.force_login(User.objects.get(username="vera"))
    answer = reader.post(f"/admin/logout/{query}", follow=True)
    assert answer.status_code == 200
    assert reader.get("/admin/").status_code == 302


@pytest.mark.parametrize("query", REFUSED)
def test_changing_the_password_leads_to_a_page_that_is_there(reader, query):
    reader.force_login(User.objects.get(username="vera"))
    form = {"old_password": "a long word", "new_password1": "another long word", "new_password2": "another long word"}
    answer = reader.post(f"/admin/password_change/{query}", form, follow=True)
    assert (answer.status_code, answer.request["PATH_INFO"]) == (200, "/admin/password_change/done/")
