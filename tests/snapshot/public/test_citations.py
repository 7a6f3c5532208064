"""How a snapshot's page and files cite it, and the articles in it."""

import json

import pytest
import rispy
from pybtex.database import parse_string

from record import publishing
from snapshot.models import Placement
from tests import make
from tests.articles.public.test_citations import ENDINGS, linked_data_of, meta_of
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def winter():
    """A snapshot of two articles, one of them in two sections."""
    ice = make.article(
        "Ice", [make.author("Ada Abel")], slug="ice", doi="10.1000/ice", volume="3", series=make.series("Monitor")
    )
    snow = make.article("Snow", [make.author("Otto Ohm")], slug="snow")
    snapshot = make.snapshot(
        "Winter", {"One": [snow, ice], "Two": [ice]}, slug="winter", compilers=[make.author("Cleo Compiler")]
    )
    published(snapshot, NOON)
    return snapshot


def titles_of(look, path: str, at=NOON) -> list[str]:
    return [item["title"] for item in json.loads(look(path, at).content)]


@pytest.mark.usefixtures("winter")
def test_a_snapshot_is_a_report_of_its_series_by_its_compilers(look):
    item = json.loads(look("/snapshots/winter.csl.json").content)[0]
    assert (item["type"], item["collection-title"]) == ("report", "Strategic Snapshot")
    assert item["author"] == [{"family": "Compiler", "given": "Cleo"}]
    assert item["abstract"] == "First paragraph. Second paragraph."
    assert item["URL"] == "http://testserver/snapshots/winter/editions/1/"


@pytest.mark.usefixtures("winter")
def test_its_articles_are_cited_in_the_order_of_the_page_each_once_and_whole(look):
    response = look("/snapshots/winter.csl.json?of=articles")
    items = json.loads(response.content)
    assert [item["title"] for item in items] == ["Snow", "Ice"]
    assert (items[1]["DOI"], items[1]["volume"]) == ("10.1000/ice", "3")
    assert items[1]["URL"] == "http://testserver/analysis/ice/editions/1/"
    assert response["Content-Disposition"] == 'attachment; filename="winter-edition-1-articles.csl.json"'
    assert len(rispy.loads(look("/snapshots/winter.ris?of=articles").content.decode())) == 2
    assert len(parse_string(look("/snapshots/winter.bib?of=articles").content.decode(), "bibtex").entries) == 2


def test_an_article_is_cited_as_frozen_there(look, winter):
    ice = make.articles_of(winter)[0]
    published(changed(ice, title="Melted"), later(hours=1))
    assert "Melted" not in titles_of(look, "/snapshots/winter.csl.json?of=articles", later(hours=2))


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_withdrawn_article_is_left_out_of_files_and_linked_data(look, winter, ending):
    snow = next(article for article in make.articles_of(winter) if article.title == "Snow")
    publishing.withdraw(snow, "Melted.", at=later(hours=1))
    for path in (f"/snapshots/winter.{ending}", f"/snapshots/winter/editions/1.{ending}"):
        cited = look(f"{path}?of=articles", later(hours=1)).content.decode()
        assert "Ice" in cited
        assert "Snow" not in cited
    data = linked_data_of(look("/snapshots/winter/", later(hours=1)).content.decode())
    assert [part["name"] for part in data["hasPart"]] == ["Ice"]


@pytest.mark.parametrize("of", ["", "articles,", "sections", "<b>", "articles&of=x"])
def test_any_other_choice_is_refused_in_a_sentence(look, winter, of):
    answer = look(f"/snapshots/winter.bib?of={of}")
    assert answer.status_code == 400
    assert (
        "Use of=articles to cite the articles of a snapshot, or leave it out to cite the snapshot"
        in answer.content.decode()
    )


def test_a_moved_address_takes_the_choice_along(look, winter):
    published(changed(winter, slug="cold"), later(hours=1))
    assert look("/snapshots/winter.bib?of=articles", later(hours=1))["Location"] == "/snapshots/cold.bib?of=articles"


@pytest.mark.parametrize("ending", ENDINGS)
def test_files_take_three_queries_however_many_articles(look, ending, django_assert_max_num_queries):
    published(make.snapshot(slug="large", sections={"One": make.many_published(60)}), NOON)
    for path in ("/snapshots/large", "/snapshots/large/editions/1"):
        for query in ("", "?of=articles"):
            look(f"{path}.{ending}{query}")
            with django_assert_max_num_queries(3):
                assert look(f"{path}.{ending}{query}").status_code == 200


@pytest.mark.usefixtures("winter")
def test_the_page_cites_the_edition_and_leads_to_its_files_and_its_articles(look):
    page = look("/snapshots/winter/").content.decode()
    assert "Compiler, Cleo. <em>Winter</em>. Strategic Snapshot." in page
    for ending in ENDINGS:
        assert f'href="/snapshots/winter/editions/1.{ending}"' in page
        assert f'href="/snapshots/winter/editions/1.{ending}?of=articles"' in page
    meta = dict(meta_of(page))
    assert meta["citation_technical_report_institution"] == "Strategic Snapshot"
    assert meta["og:url"] == "http://testserver/snapshots/winter/"


def test_the_linked_data_names_the_articles_by_what_the_page_calls_them(look, winter):
    Placement.objects.filter(article__title="Ice").update(title="Ice, here")
    published(winter, later(hours=1))
    data = linked_data_of(look("/snapshots/winter/", later(hours=1)).content.decode())
    assert [part["name"] for part in data["hasPart"]] == ["Snow", "Ice, here"]
    assert data["version"] == 2


def test_a_preview_cites_nothing(winter, admin_client):
    page = admin_client.get(f"/admin/snapshot/snapshot/{winter.pk}/desk/preview/").content.decode()
    assert "First paragraph." in page
    assert "cite-panel" not in page
    assert "citation_" not in page
