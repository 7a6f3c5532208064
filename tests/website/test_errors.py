"""Pages for requests that cannot be answered."""

import re

import pytest
from django.db import connection
from django.shortcuts import render
from django.test import Client, RequestFactory
from django.urls import get_resolver
from django.views.defaults import server_error

from web.plain_pages import plain_page

HEADER = re.compile(r'<header class="site-header">.*?</header>', re.DOTALL)
COLORS = re.compile(r'"[^"]*site\.css[^"]*"')


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so_and_leads_on(look):
    response = look("/no/such/page/")
    assert response.status_code == 404
    assert "There is no page at this address" in response.content.decode()
    assert 'href="/analysis/"' in response.content.decode()


def refuse(*args, **kwargs):
    raise ConnectionError("the database is away")


@pytest.mark.django_db
def test_the_page_for_our_own_faults_needs_no_database():
    handler = get_resolver().resolve_error_handler(500)
    with connection.execute_wrapper(refuse):
        response = handler(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "The error is on our side and has been recorded. Please try again in a minute" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/analysis/", "/snapshots/x/", "/no/such/page/"])
def test_with_the_database_away_every_address_answers_with_that_page(path):
    with connection.execute_wrapper(refuse):
        response = Client(raise_request_exception=False).get(path)
    assert response.status_code == 500
    assert "The error is on our side and has been recorded. Please try again in a minute" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("template", ["400.html", "403.html", "403_form.html", "429.html", "503.html"])
def test_a_refusal_looks_like_the_page_for_unknown_addresses(look, rf, template):
    usual = look("/no/such/page/").content.decode()
    refusal = render(rf.get("/"), template).content.decode()
    assert HEADER.search(refusal)[0] == HEADER.search(usual)[0]
    assert COLORS.search(refusal)[0] == COLORS.search(usual)[0]


@pytest.mark.django_db
def test_the_page_for_our_own_faults_has_the_sites_header_and_colors_once_they_are_in_memory(look):
    usual = look("/no/such/page/").content.decode()
    with connection.execute_wrapper(refuse):
        failure = plain_page(RequestFactory().get("/"), "500.html", 500).content.decode()
    assert HEADER.search(failure)[0] == HEADER.search(usual)[0]
    assert COLORS.search(failure)[0] == COLORS.search(usual)[0]


@pytest.mark.django_db
def test_the_page_for_our_own_faults_appears_even_if_the_header_is_what_failed(look, monkeypatch):
    look("/no/such/page/")
    monkeypatch.setattr("web.context.shown_picture", refuse)
    response = plain_page(RequestFactory().get("/"), "503_database.html", 503)
    assert response.status_code == 503
    assert "site-header" not in response.content.decode()
    assert "<h1" in response.content.decode()


def test_a_server_error_tells_nothing_of_the_fault():
    assert b"Traceback" not in server_error(RequestFactory().get("/")).content


@pytest.mark.django_db
def test_a_refusal_of_django_itself_is_not_repeated_to_the_reader(look):
    response = look("/", host="evil.example")
    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()
