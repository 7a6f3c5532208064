"""Pages that the house writes about itself, and its header and footer links."""

import re

import pytest
from django.contrib.flatpages.models import FlatPage
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from media.pictures import library
from record.models import MenuLink, Organization
from tests import make, uploads
from tests.accounts import editor, signed_in

pytestmark = pytest.mark.django_db
ADD = "/admin/flatpages/flatpage/add/"


def written(staff, **differences):
    return staff.post(ADD, {"url": "/about/", "title": "About us", "content": "<p>Who we are.</p>", **differences})


@pytest.fixture
def staff():
    return signed_in(editor(is_superuser=True))


def test_a_page_stands_at_its_address_at_once(staff, look):
    assert look("/about/").status_code == 404
    assert written(staff).status_code == 302
    page = look("/about/").content.decode()
    assert ">About us</h1>" in page
    assert "<p>Who we are.</p>" in page
    assert look("/about").url == "/about/"


def test_markup_is_sanitized_on_its_way_in_and_out(staff, look):
    written(staff, content="<p onclick=x>In.</p><script>alert(1)</script>")
    assert FlatPage.objects.get().content == "<p>In.</p>"
    FlatPage.objects.update(content="<p>Out.</p><img src=x onerror=alert(1)>")
    make.record_changed()
    assert "onerror" not in look("/about/").content.decode()


@pytest.mark.parametrize("url", ["/analysis/", "/admin/", "/api/v1/", "no-slashes", "/a.b/", "/snapshots/any/"])
def test_an_address_that_is_taken_or_none_is_refused(staff, url):
    assert written(staff, url=url).status_code == 200
    assert not FlatPage.objects.exists()


@pytest.mark.parametrize("path", ["/nowhere/", "/about/more/", "/%00/", "/" + "a" * 200 + "/"])
def test_what_is_no_page_is_not_found(look, path):
    assert look(path).status_code == 404


def test_links_of_the_house_stand_at_the_head_and_the_foot(look):
    house = Organization.objects.create(pk=1, name="House")
    MenuLink.objects.create(organization=house, place="head", label="Events", url="https://events.example/")
    MenuLink.objects.create(organization=house, place="foot", label="Privacy", url="/privacy/")
    make.record_changed()
    page = look("/").content.decode()
    header, footer = page.split("<main", 1)[0], page.split("</main>", 1)[1]
    assert 'href="https://events.example/"' in header
    assert 'href="/privacy/"' in footer
    assert "Privacy" not in header


def test_a_logo_stands_at_the_head_in_place_of_the_name_and_everyone_may_see_it(look):
    logo = library.add(uploads.picture((40, 10)), "logo.png", alternative_text="Our mark")
    Organization.objects.create(pk=1, name="House", logo=logo)
    make.record_changed()
    header = look("/").content.decode().split("<main", 1)[0]
    [address] = re.findall(r'<img class="site-logo" src="([^"]+)"', header)
    assert 'alt="House"' in header
    assert look(address).status_code == 200


def test_a_picture_that_is_the_logo_is_not_deleted():
    logo = library.add(uploads.picture((40, 10)), "logo.png", alternative_text="Our mark")
    Organization.objects.create(pk=1, name="House", logo=logo)
    with pytest.raises(ProtectedError):
        logo.delete()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//evil.example", "/\\evil.example", "ftp://x", "about"])
def test_a_link_leads_to_a_page_or_to_another_site(url):
    link = MenuLink(organization=Organization.objects.create(pk=1, name="House"), label="Link", url=url)
    with pytest.raises(ValidationError):
        link.full_clean()
