"""What house pages tell machines of themselves."""

import json
import re

import pytest

from editorial.models import Organization
from tests import make
from tests.make import published

pytestmark = pytest.mark.django_db


def linked(page: str) -> dict:
    [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    return json.loads(found)


@pytest.fixture(autouse=True)
def site():
    """Name the house; publish an article with everything that has a page."""
    Organization.objects.create(pk=1, name="House </script>", tagline="Straits & routes")
    ada = make.author("Ada </script>", slug="ada", role="Fellow", orcid="0000-0002-1825-0097")
    series = make.series("Notes", slug="notes")
    published(make.article("Ferries", [ada], topics=[make.topic("Coast", slug="coast")], series=series), make.NOON)


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/", "WebSite", "House </script>"), ("/analysis/", "CollectionPage", "Articles"),
        ("/snapshots/", "CollectionPage", "Snapshots"), ("/authors/ada/", "ProfilePage", "Ada </script>"),
        ("/topics/coast/", "CollectionPage", "Analysis on Coast"), ("/series/notes/", "CollectionPage", "Notes"),
    ],
)  # fmt: skip
def test_each_page_says_what_it_is_and_nothing_ends_the_script(look, path, kind, name):
    page = look(path).content.decode()
    data = linked(page)
    assert (data["@type"], data["name"], data["url"]) == (kind, name, f"http://testserver{path}")
    assert '<meta property="og:type" content="website">' in page
    assert page.count('property="og:title"') == 1


def test_the_home_page_names_the_house_and_how_to_search(look):
    data = linked(look("/").content.decode())
    assert data["publisher"]["slogan"] == "Straits & routes"
    assert data["potentialAction"]["target"] == "http://testserver/search/?q={q}"


def test_an_author_is_a_person_known_elsewhere(look):
    person = linked(look("/authors/ada/").content.decode())["mainEntity"]
    assert (person["@type"], person["jobTitle"]) == ("Person", "Fellow")
    assert person["sameAs"] == ["https://orcid.org/0000-0002-1825-0097"]
