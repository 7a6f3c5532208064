"""Tags have addresses like all else."""

from urllib.parse import quote

import pytest
from django.contrib import admin
from taggit.models import Tag

from tests import make
from tests.accounts import signed_in
from tests.desk_forms import filled

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Rail–Road Links", "rail-road-links"), ("बन्दरगाह", "बन्दरगाह"), ("…", "tag"), ("ﷺ" * 99, None)],
)
def test_a_tag_typed_for_the_first_time_gets_an_address(name, slug):
    make.article().tags.add(name)
    made = Tag.objects.get()
    assert made.slug == slug or slug is None
    assert 0 < len(made.slug) <= 100
    make.article().tags.add(f"{name}!")
    assert Tag.objects.exclude(pk=made.pk).get().slug == f"{made.slug}-2"


def test_an_address_with_vowel_signs_is_taken_from_the_form():
    client, address = signed_in(), "/admin/taggit/tag/add/"
    assert client.post(address, filled(client, address, name="Ports", slug="बन्दरगाह")).status_code == 302
    tag = Tag.objects.get()
    address = f"/admin/taggit/tag/{tag.pk}/change/"
    assert client.post(address, filled(client, address, name="Harbors")).status_code == 302
    assert "letters, digits and hyphens" in client.post(address, filled(client, address, slug="a/b")).content.decode()


def test_what_has_an_address_with_vowel_signs_is_read_listed_and_filtered(client):
    article = make.article("बन्दरगाह", slug="बन्दरगाह-में", topics=[make.topic(slug="हिन्दी")])
    article.tags.add("बन्दरगाह")
    make.published(article)
    for address in ("/analysis/बन्दरगाह-में/", "/topics/हिन्दी/", "/tags/बन्दरगाह/"):
        assert client.get(address).status_code == 200, address
    for query in ({"topic": "हिन्दी"}, {"tag": "बन्दरगाह"}):
        assert quote("बन्दरगाह-में") in client.get("/analysis/", query).content.decode()


def test_no_script_makes_an_address_while_one_types():
    # Django's would leave out what it does not know: “and/or” would be “andor” for ever.
    assert not [kind for kind in admin.site._registry.values() if kind.prepopulated_fields]
