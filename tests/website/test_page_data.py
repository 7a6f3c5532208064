"""What house pages tell machines of themselves."""

import html
import io
import json
import re

import pytest
from PIL import Image

from articles.models import Article, Category, Series
from people.models import Author
from record.models import Organization
from tests import make
from tests.make import published

pytestmark = pytest.mark.django_db


def linked(page: str) -> dict:
    [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    return json.loads(found)


@pytest.fixture(scope="module", autouse=True)
def site(shared_site):
    """Name the house; publish an article with everything that has a page."""
    shared_site(build)


def build():
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


def described(look, path: str) -> str:
    """Return what a page's head says of it, which is the same in both places."""
    heads = re.findall(
        r'<meta (?:name="description"|property="og:description") content="([^"]*)">', look(path).content.decode()
    )
    assert len(heads) == 2
    assert heads[0] == heads[1]
    return html.unescape(heads[0])


LONG = (
    "The straits narrow every summer, and the room for agreement with them. Then it rains. "
    + "It goes on and on. " * 20
)


def test_a_snapshots_head_says_what_the_snapshot_says(look):
    ferries = Article.objects.get()
    for slug, texts in {
        "standfirst": {"standfirst": LONG},
        "introduction": {"introduction": f"<p>{LONG[:30]}<em>{LONG[30:]}</em></p><p>More.</p>"},
    }.items():
        published(make.snapshot("Winter", {"One": [ferries]}, slug=slug, **texts), make.NOON)
        said = described(look, f"/snapshots/{slug}/")
        assert said.startswith("The straits narrow every summer, and the room for agreement with them. Then it rains.")
        assert said.endswith("on.")
        assert len(said) <= 160
    published(make.snapshot("Bare", {"One": [ferries]}, slug="bare", introduction=""), make.NOON)
    assert described(look, "/snapshots/bare/") == "Ferries"


@pytest.mark.parametrize(("texts", "said"), [
    ({"standfirst": "In short."}, "In short."), ({}, "First point. Second point."),
    ({"points": [], "body": "<p>It <em>froze</em>.</p>"}, "It froze."), ({"points": []}, "Tolls"),
])  # fmt: skip
def test_an_articles_head_says_what_the_article_says(look, texts, said):
    published(make.article("Tolls", slug="tolls", **texts), make.NOON)
    assert described(look, "/analysis/tolls/") == said


def test_heads_of_topics_series_and_authors_end_with_a_sentence_or_a_word(look):
    Category.objects.update(description=LONG)
    Series.objects.filter(slug="notes").update(description=LONG)
    Author.objects.update(bio=f"<p>{LONG}</p>")
    make.record_changed()
    for path in ("/topics/coast/", "/series/notes/", "/authors/ada/"):
        said = described(look, path)
        assert said.startswith("The straits narrow every summer")
        assert said.endswith("on.")


def test_a_page_names_its_authors_orcid_and_that_of_whom_they_were_merged_into(look):
    Author.objects.update(bio="")
    known = Author.objects.get(slug="ada")
    same = make.author("A. D. A.", slug="a-d-a", merged_into=known)
    published(make.article("Tolls", [same, make.author("Boris Unknown")], slug="tolls"), make.NOON)
    authors = linked(look("/analysis/tolls/").content.decode())["author"]
    assert [each.get("sameAs") for each in authors] == ["https://orcid.org/0000-0002-1825-0097", None]


def test_a_snapshot_without_compilers_names_the_house_as_its_author(look):
    published(make.snapshot("Winter", {"One": [Article.objects.get()]}, slug="winter"), make.NOON)
    page = look("/snapshots/winter/").content.decode()
    assert re.findall(r'<meta name="citation_author" content="([^"]*)">', page) == ["House &lt;/script&gt;"]
    assert linked(page)["author"][0]["name"] == "House </script>"


def test_the_icon_is_at_its_old_address_too(look):
    answer = look("/favicon.ico")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/vnd.microsoft.icon")
    with Image.open(io.BytesIO(answer.content)) as icon:
        assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
