"""Choosing and adding at the writing desk: authors, pictures, and anything by a few letters."""

import json

import pytest

from media.models import Picture
from people.models import Author
from permissions.matrix import Role
from tests import make
from tests.accounts import person, signed_in
from tests.uploads import picture, upload

pytestmark = pytest.mark.django_db
ROOT = "/admin/articles/article/write/"


def authors(typed: str, client=None) -> list[dict]:
    return (client or signed_in()).get(f"{ROOT}authors/", {"q": typed}).json()["authors"]


@pytest.mark.parametrize("typed", ["Aigerim Satbayeva", "A. Sätbayeva", "Aigerim Sätbaeva"])
def test_a_variant_of_a_known_name_is_told(typed):
    make.author("Aigerim Sätbayeva")
    make.author("Ada Abel")
    found = authors(typed)
    assert [(each["name"], each["is_variant"]) for each in found] == [("Aigerim Sätbayeva", True)]


def test_another_spelling_in_the_list_is_the_same_author():
    make.author("Aigerim Sätbayeva", aliases=["Aigerim Satbaeva"])
    assert authors("Aigerim Satbaeva")[0]["is_same"]


def test_an_author_merged_into_another_is_not_offered():
    make.author("Ada Abel", merged_into=make.author("Ada Able-Jones"))
    assert [each["name"] for each in authors("Ada")] == ["Ada Able-Jones"]


@pytest.mark.parametrize(("role", "status"), [("contributor", 403), ("editor", 200), ("publisher", 200)])
def test_who_may_add_an_author_adds_one_here(role, status):
    client = signed_in(person(role))
    answer = client.post(f"{ROOT}authors/", json.dumps({"name": "Nina New"}), "application/json")
    assert answer.status_code == status
    assert client.get(ROOT).context["may_add_authors"] == (status == 200)
    assert Author.objects.filter(name="Nina New", slug="nina-new").exists() == (status == 200)


def test_a_dropped_picture_needs_a_description_as_in_the_library():
    sent = {"upload": upload(picture(), "quay.png")}
    answer = signed_in().post(f"{ROOT}pictures/", sent)
    assert (answer.status_code, Picture.objects.count()) == (422, 0)
    sent = {"upload": upload(picture(), "quay.png"), "alternative_text": "A quay."}
    assert signed_in().post(f"{ROOT}pictures/", sent).json()["id"] == Picture.objects.get().pk


def test_a_picture_that_is_no_picture_is_refused():
    sent = {"upload": upload(b"no picture", "quay.png"), "alternative_text": "A quay."}
    assert signed_in().post(f"{ROOT}pictures/", sent).status_code == 422


def test_the_palette_finds_of_each_kind_what_the_person_may_read():
    make.article("Harbor one", topics=[make.topic("Harbors")])
    make.author("Harry Harbor")
    make.snapshot("Harbor snapshot", {})

    def kinds(role: Role) -> set[str]:
        found = signed_in(person(role)).get(f"{ROOT}targets/", {"q": "harbor"}).json()["targets"]
        return {each["kind"] for each in found}

    assert kinds(Role.PUBLISHER) == {"article", "snapshot", "author", "topic"}
    assert kinds(Role.CONTRIBUTOR) <= {"author", "topic"}


def test_a_link_is_offered_only_to_what_a_text_can_link_to():
    make.picture(title="Harbor")
    make.article("Harbor one")
    found = signed_in().get(f"{ROOT}targets/", {"q": "harbor", "of": "links"}).json()["targets"]
    assert [each["href"].split(":")[0] for each in found] == ["article"]


def test_an_address_is_read_and_written_anew_before_it_is_embedded(admin_client):
    told = admin_client.get("/admin/articles/article/write/embeds/", {"address": "https://youtu.be/dQw4w9WgXcQ?t=9"})
    assert told.json() == {"address": "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "provider": "YouTube"}
    refused = admin_client.get("/admin/articles/article/write/embeds/", {"address": "https://example.org/"})
    assert (refused.status_code, "can’t be embedded" in refused.json()["message"]) == (422, True)
