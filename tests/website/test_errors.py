"""Pages for requests that cannot be answered."""

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import get_resolver
from django.views.defaults import server_error


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


def test_a_server_error_tells_nothing_of_the_fault():
    assert b"Traceback" not in server_error(RequestFactory().get("/")).content


@pytest.mark.django_db
def test_a_refusal_of_django_itself_is_not_repeated_to_the_reader(look):
    response = look("/", host="evil.example")
    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()
