"""The guide for editors, within the admin."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.urls import get_resolver

from snapshot.desk.guide import CHAPTERS, chapters
from tests.accounts import signed_in

pytestmark = pytest.mark.django_db


def test_the_guide_is_linked_from_each_screen_and_shows_its_pictures():
    staff = signed_in()
    assert b'href="/admin/snapshot/snapshot/guide/"' in staff.get("/admin/").content
    page = staff.get("/admin/snapshot/snapshot/guide/").content.decode()
    shown = re.findall(r'src="/static/(guide/[^"]+)"', page)
    assert len(shown) == 3
    assert all(finders.find(name) for name in shown)
    assert "<li><strong>Desk</strong>" in page


def test_a_table_of_the_guide_scrolls_in_a_frame_of_its_own():
    roles = next(chapter for chapter in chapters() if chapter.anchor == "roles")
    assert '<div class="desk-table" role="group" tabindex="0" aria-label="Roles"><table>' in roles.html
    assert "</table></div>" in roles.html


def test_a_page_links_to_the_chapter_about_it():
    staff = signed_in()
    assert "guide/#monday-import-a-document" in staff.get("/admin/snapshot/snapshot/import/").content.decode()
    assert "guide/#pictures-and-attachments" in staff.get("/admin/media/picture/").content.decode()


def test_every_chapter_that_a_page_links_to_is_in_the_guide():
    assert {*CHAPTERS.values()} <= {chapter.anchor for chapter in chapters()}


def test_every_route_that_has_a_chapter_is_there():
    admin = next(each for each in get_resolver().url_patterns if getattr(each, "namespace", "") == "admin")
    routes = {f"admin:{pattern.name}" for pattern in admin.url_patterns if getattr(pattern, "name", None)}
    routes |= {f"admin:{pattern.name}" for each in admin.url_patterns for pattern in getattr(each, "url_patterns", [])}
    assert not [begins for begins in CHAPTERS if not any(route.startswith(begins) for route in routes)]


def test_the_contents_name_every_chapter_in_its_order():
    page = signed_in().get("/admin/snapshot/snapshot/guide/").content.decode()
    listed = re.findall(r'<li><a href="#([^"]+)"', page)
    assert listed == re.findall(r'<h2 id="([^"]+)"', page) == [chapter.anchor for chapter in chapters()]
