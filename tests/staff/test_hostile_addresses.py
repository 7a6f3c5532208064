"""Addresses of the desk that hostile requests have found to fail."""

import pytest
from django.test import Client

from tests import make
from tests.accounts import signed_in
from tests.desk_forms import filled

pytestmark = pytest.mark.django_db


def test_a_lookup_of_a_range_is_refused(admin_client: Client):
    answer = admin_client.get("/admin/search/spelling/?spellings__range=author")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/search/spelling/?e=1")


def test_the_list_of_security_keys_is_a_page():
    assert signed_in().get("/admin/account/2fa/webauthn/").status_code == 200


def test_markup_in_the_summary_of_a_new_placement_is_refused_in_words():
    section = make.snapshot(sections={"One": [make.article()]}).sections.get()
    client, page = signed_in(), f"/admin/snapshot/section/{section.pk}/change/"
    row = {"article": make.article().pk, "summary": "<script>x</script>", "initial-placements-1-summary": ""}
    sent = filled(client, page) | {f"placements-1-{name}": value for name, value in row.items()}
    answer = client.post(page, sent | {"placements-TOTAL_FORMS": "2"})
    assert answer.status_code == 200
    assert "would be removed" in answer.content.decode()
