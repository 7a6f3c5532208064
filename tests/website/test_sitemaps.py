"""Sitemaps: what is public at the moment, and nothing else."""

import xml.etree.ElementTree as ET

import pytest
from django.contrib.flatpages.models import FlatPage

from record import publishing
from tests import make
from tests.make import NOON, later, published
from website import sitemaps

pytestmark = pytest.mark.django_db
NOW = later(hours=1)
S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
N = "{http://www.google.com/schemas/sitemap-news/0.9}"


def locations(look, path: str, at=NOW) -> list[str]:
    answer = look(path, at)
    assert answer["Content-Type"].startswith("application/xml")
    return [each.text for each in ET.fromstring(answer.content).iter(f"{S}loc")]


@pytest.fixture(scope="module")
def site(shared_site):
    """Publish an article and a snapshot, schedule one, withdraw one."""
    shared_site(build)


def build():
    ferries = make.article(
        "Ferries", [make.author("Ada", slug="ada")], topics=[make.topic(slug="coast")], slug="ferries"
    )
    published(ferries, NOON)
    published(make.snapshot("Caspian", {"One": [ferries]}, slug="caspian"), NOON)
    published(make.article("Tomorrow", slug="tomorrow"), NOON, live_from=later(days=1))
    gone = make.article("Gone", slug="gone")
    published(gone, NOON)
    publishing.withdraw(gone, "Gone.", at=later(minutes=1))


@pytest.mark.slow
def test_the_index_leads_to_every_part_and_page(site, look, monkeypatch):
    monkeypatch.setattr(sitemaps.Articles, "limit", 1)
    published(make.article(slug="second"), NOON)
    pages = locations(look, "/sitemap.xml")
    assert [page.removeprefix("http://testserver") for page in pages] == [
        "/sitemap-snapshots.xml", "/sitemap-articles.xml", "/sitemap-articles.xml?p=2", "/sitemap-pages.xml",
    ]  # fmt: skip
    found = [each for page in pages for each in locations(look, page.removeprefix("http://testserver"))]
    assert len(found) == len(set(found))
    assert {
        f"http://testserver{path}" for path in ("/", "/analysis/ferries/", "/analysis/second/", "/authors/ada/")
    } < set(found)
    for address in found:
        assert look(address.removeprefix("http://testserver"), NOW).status_code == 200
    assert not any("tomorrow" in each or "gone" in each for each in found)


def test_what_is_scheduled_is_there_from_its_moment_on(site, look):
    assert not any("tomorrow" in each for each in locations(look, "/sitemap-articles.xml", later(days=1, seconds=-1)))
    assert any("tomorrow" in each for each in locations(look, "/sitemap-articles.xml", later(days=1, seconds=1)))


def test_news_are_of_two_days(site, look):
    assert [each.rpartition("/analysis/")[2] for each in locations(look, "/sitemap-news.xml")] == ["ferries/"]
    entry = ET.fromstring(look("/sitemap-news.xml", NOW).content)
    assert [each.text for each in entry.iter(f"{N}title")] == ["Ferries"]
    assert locations(look, "/sitemap-news.xml", later(days=2, hours=1)) == ["http://testserver/analysis/tomorrow/"]


def test_pages_about_the_house_are_in_it_and_robots_lead_to_it(look, settings):
    settings.SITE_URL = "https://house.example"
    FlatPage.objects.create(url="/about/", title="About us", content="<p>Who we are.</p>").sites.set([1])
    make.record_changed()
    assert "https://house.example/about/" in locations(look, "/sitemap-pages.xml")
    assert "Sitemap: https://house.example/sitemap.xml" in look("/robots.txt").content.decode()


def test_no_other_part_is_known(look):
    assert look("/sitemap-nothing.xml").status_code == 404
