"""How an article's page and files cite the edition shown."""

import json
import re

import pytest
import rispy
from pybtex.database import parse_string

from record import publishing
from record.models import Organization
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = pytest.mark.django_db

ADDRESS = "http://testserver/analysis/ferries/editions/1/"
ENDINGS = ["bib", "ris", "csl.json"]
NASTY = '</script><script>alert(1)</script> & "quoted" \u2028 {x} \\ ER  - '


@pytest.fixture
def ferries():
    Organization.objects.create(pk=1, name="Caspian Institute")
    article = make.article(
        "Ferries Wait", [make.author("Ada Abel", slug="ada"), make.author("Kees van der Berg")], slug="ferries",
        points=["First <em>point</em>.", "Second."], topics=[make.topic("Ports", slug="ports")], tags=[make.tag("sea")],
        doi="10.1000/182",
    )  # fmt: skip
    published(article, NOON)
    return article


def csl_of(look, path: str, at=NOON) -> dict:
    return json.loads(look(path, at).content)[0]


def linked_data_of(page: str) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])


def meta_of(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page)


@pytest.mark.usefixtures("ferries")
def test_the_files_cite_the_edition_at_its_permanent_address(look):
    item = csl_of(look, "/analysis/ferries.csl.json")
    assert item["URL"] == ADDRESS
    assert item["DOI"] == "10.1000/182"
    assert item["author"] == [{"family": "Abel", "given": "Ada"}, {"family": "van der Berg", "given": "Kees"}]
    assert item["abstract"] == "First point. Second."
    assert item["keyword"] == "Ports, sea"
    assert item["publisher"] == "Caspian Institute"
    assert "edition" not in item
    assert rispy.loads(look("/analysis/ferries.ris").content.decode())[0]["urls"] == [ADDRESS]
    assert list(parse_string(look("/analysis/ferries.bib").content.decode(), "bibtex").entries) == ["abel2026ferries"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_of_a_numbered_edition_stays_as_it_was(look, ferries, ending):
    before = look(f"/analysis/ferries/editions/1.{ending}").content
    published(changed(ferries, title="Ferries Sail"), later(hours=1))
    after = look(f"/analysis/ferries/editions/1.{ending}", later(days=90))
    assert after.content == before
    assert after["Content-Disposition"] == f'attachment; filename="ferries-edition-1.{ending}"'
    assert b"Ferries Sail" in look(f"/analysis/ferries.{ending}", later(hours=1)).content


def test_a_second_edition_says_so_and_a_correction_that_it_is_one(look, ferries):
    published(changed(ferries, title="Ferries Sail"), later(hours=1))
    published(changed(ferries, title="Ferries Sailed"), later(hours=2), kind="correction", note="They sailed.")
    assert csl_of(look, "/analysis/ferries/editions/2.csl.json", later(hours=3))["edition"] == "2"
    page = look("/analysis/ferries/", later(hours=3)).content.decode()
    assert "Edition 3, corrected." in page
    assert "/analysis/ferries/editions/3/" in page
    assert linked_data_of(page)["correction"] == "They sailed."


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_withdrawn_article_is_cited_no_more_and_a_moved_one_leads_on(look, ferries, ending):
    published(changed(ferries, slug="boats"), later(hours=1))
    moved = look(f"/analysis/ferries.{ending}", later(hours=1))
    assert (moved.status_code, moved["Location"]) == (301, f"/analysis/boats.{ending}")
    moved = look(f"/analysis/ferries/editions/2.{ending}", later(hours=1))
    assert (moved.status_code, moved["Location"]) == (301, f"/analysis/boats/editions/2.{ending}")
    publishing.withdraw(ferries, "No.", at=later(hours=2))
    for path in (f"/analysis/boats.{ending}", f"/analysis/boats/editions/2.{ending}"):
        assert look(path, later(hours=2)).status_code == 410


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_takes_three_queries_at_most(look, ferries, ending, django_assert_max_num_queries):
    for path in (f"/analysis/ferries.{ending}", f"/analysis/ferries/editions/1.{ending}"):
        look(path)
        with django_assert_max_num_queries(3):
            assert look(path).status_code == 200


def test_without_a_byline_the_house_is_the_author(look):
    Organization.objects.create(pk=1, name="Caspian Institute")
    published(make.article(slug="ferries", authors=[]), NOON)
    assert csl_of(look, "/analysis/ferries.csl.json")["author"] == [{"literal": "Caspian Institute"}]
    page = look("/analysis/ferries/").content.decode()
    assert linked_data_of(page)["author"][0]["@type"] == "Organization"


def test_an_article_of_a_numbered_series_is_one_in_a_periodical(look):
    published(make.article(slug="ferries", series=make.series("Caspian Monitor"), volume="22", issue="5"), NOON)
    item = csl_of(look, "/analysis/ferries.csl.json")
    assert (item["type"], item["container-title"]) == ("article-journal", "Caspian Monitor")
    data = linked_data_of(look("/analysis/ferries/").content.decode())
    assert data["@type"] == "Article"
    assert data["isPartOf"]["isPartOf"]["isPartOf"]["name"] == "Caspian Monitor"


@pytest.mark.usefixtures("ferries")
def test_the_panel_shows_every_style_and_leads_to_the_files_of_the_edition_shown(look):
    page = look("/analysis/ferries/").content.decode()
    assert 'Cite <span class="visually-hidden">edition 1</span>' in page
    assert "Abel, A., &amp; van der Berg, K. (2026, March 1). <em>Ferries Wait</em>. Caspian Institute." in page
    for ending in ENDINGS:
        assert f'href="/analysis/ferries/editions/1.{ending}"' in page


@pytest.mark.usefixtures("ferries")
def test_the_head_speaks_to_scholars_and_to_whoever_shares(look):
    meta = meta_of(look("/analysis/ferries/").content.decode())
    assert ("citation_title", "Ferries Wait") in meta
    assert [content for name, content in meta if name == "citation_author"] == ["Abel, Ada", "van der Berg, Kees"]
    assert ("citation_abstract_html_url", ADDRESS) in meta
    assert ("citation_doi", "10.1000/182") in meta
    assert ("og:url", "http://testserver/analysis/ferries/") in meta
    assert ("og:description", "First point. Second.") in meta
    assert ("og:locale", "en_US") in meta
    assert "article:modified_time" not in {name for name, _ in meta}


@pytest.mark.usefixtures("ferries")
def test_a_pdf_and_a_card_picture_are_named_by_absolute_addresses(look):
    page = look("/analysis/ferries/").content.decode()
    meta = meta_of(page)
    assert ("citation_pdf_url", f"{ADDRESS[:-1]}.pdf") in meta
    assert ("og:image", f"{ADDRESS}card.png") in meta
    assert ("og:image:alt", "Ferries Wait. Caspian Institute") in meta
    assert ("twitter:card", "summary_large_image") in meta
    assert linked_data_of(page)["encoding"]["contentUrl"] == f"{ADDRESS[:-1]}.pdf"


@pytest.mark.usefixtures("ferries")
def test_the_linked_data_says_who_what_and_when(look):
    data = linked_data_of(look("/analysis/ferries/").content.decode())
    assert data["@type"] == "Report"
    assert data["@id"] == ADDRESS
    assert data["author"][0] == {"@type": "Person", "name": "Ada Abel", "url": "http://testserver/authors/ada/"}
    assert data["version"] == 1
    assert data["about"] == [{"@type": "Thing", "name": "Ports", "url": "http://testserver/topics/ports/"}]
    assert data["identifier"]["value"] == "10.1000/182"
    assert "isBasedOn" not in data


def test_what_is_told_here_in_short_is_based_on_its_source(look):
    published(make.article(slug="ferries", source_url="https://example.org/whole"), NOON)
    assert linked_data_of(look("/analysis/ferries/").content.decode())["isBasedOn"] == "https://example.org/whole"


def test_a_hostile_title_breaks_out_of_nothing(look):
    published(make.article(NASTY, slug="ferries"), NOON)
    page = look("/analysis/ferries/").content.decode()
    assert "<script>alert" not in page
    assert (
        linked_data_of(page)["headline"] == NASTY.replace("\u2028", " ").replace("   ", " ").replace("  ", " ").strip()
    )
    assert len(rispy.loads(look("/analysis/ferries.ris").content.decode())) == 1
    assert len(parse_string(look("/analysis/ferries.bib").content.decode(), "bibtex").entries) == 1
