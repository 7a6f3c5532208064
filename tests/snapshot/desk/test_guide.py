"""The guide for editors, within the admin."""

import pytest

from tests.staff import signed_in

pytestmark = pytest.mark.django_db


def test_the_guide_is_linked_from_each_screen_and_shows_its_pictures():
    staff = signed_in()
    assert b'href="/admin/snapshot/snapshot/guide/"' in staff.get("/admin/").content
    page = staff.get("/admin/snapshot/snapshot/guide/").content.decode()
    assert 'src="/static/guide/desk.png"' in page
    assert "<li><strong>Desk</strong>" in page
