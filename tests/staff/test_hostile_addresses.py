"""Addresses of the desk that hostile requests have found to fail."""

import pytest
from django.test import Client

from tests.accounts import signed_in

pytestmark = pytest.mark.django_db


def test_a_lookup_of_a_range_is_refused(admin_client: Client):
    answer = admin_client.get("/admin/search/spelling/?spellings__range=author")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/search/spelling/?e=1")


def test_the_list_of_security_keys_is_a_page():
    assert signed_in().get("/admin/account/2fa/webauthn/").status_code == 200
