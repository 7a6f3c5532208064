"""The imprint of an edition: defaults, checks, and every rendition of it."""

import json

import pytest
import rispy
from django.core.exceptions import ValidationError
from django.test import Client
from pybtex.database import parse_string
from pyld import jsonld

from articles.freezing import freeze, thaw
from articles.models import Article, Series
from people.models import Author
from record.models import Organization, PublicationType
from record.organization import organization
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.postgres("search.counts", "search.query", "search.index")]
ROR, FUND = "https://ror.org/03yrm5c26", "https://ror.org/021nxhr62"


def kind(slug: str) -> PublicationType:
    return PublicationType.objects.get_or_create(slug=slug, defaults={"name": slug.title(), "cited_as": "report"})[0]


def house(**differences) -> Organization:
    Organization.objects.update_or_create(pk=1, defaults={"name": "Caspian Institute", **differences})
    make.record_changed()
    return organization()


def report(**differences) -> Article:
    """Return an article with everything that an imprint can say."""
    author = make.author(
        "Ada Writer", slug="ada", orcid="0000-0002-1825-0097", role="Fellow", affiliation="Harbor University",
        affiliation_ror=ROR,
    )  # fmt: skip
    values = {
        "publication_type": kind("report"), "license": "CC-BY-4.0", "funding": f"Harbor Fund; {FUND}; HF-17, HF-18",
        "disclosure": "Ada Writer owns a ferry.", "ai_statement": "No AI was used.", "issue": "12",
        "series": make.series("Harbor Papers"), "body": "<p>Ferries wait.</p>",
    }  # fmt: skip
    return make.article("Ferries Wait", authors=[author], slug="ferries", **{**values, **differences})


def test_own_values_come_before_the_series_and_the_organization():
    house(license="CC0-1.0", disclosure="Of the house.", ai_statement="None.", publication_type=kind("brief"))
    series = make.series("Papers", disclosure="Of the series.", funding="Series Fund; SF-1")
    article = make.article(series=series, license="cc by 4.0")
    imprint = freeze(article)["imprint"]
    assert (imprint["license"], imprint["disclosure"], imprint["ai_statement"]) == (
        "CC-BY-4.0",
        "Of the series.",
        "None.",
    )
    assert imprint["type"]["slug"] == "brief"
    assert imprint["funders"] == [{"name": "Series Fund", "identifier": "", "grants": ["SF-1"]}]
    assert imprint["own"] == ["license"]


def test_a_dash_prints_nothing_in_spite_of_a_default():
    house(disclosure="Of the house.", funding="House Fund")
    imprint = freeze(make.article(disclosure="–", funding="-"))["imprint"]
    assert (imprint["disclosure"], imprint["funders"], imprint["own"]) == ("", [], ["funders", "disclosure"])


def test_a_type_is_named_in_the_language_of_the_text():
    rapport = PublicationType.objects.create(name="Study", slug="study", names={"fr": "Étude"})
    named = {tag: freeze(make.article(publication_type=rapport, language=tag))["imprint"]["type"]["name"]
             for tag in ("fr-CA", "en", "hy")}  # fmt: skip
    assert named == {"fr-CA": "Étude", "en": "Study", "hy": "Study"}


def test_thawing_restores_own_values_and_leaves_defaults_to_their_source():
    house(ai_statement="None.")
    article = report()
    work = freeze(article)
    Article.objects.filter(pk=article.pk).update(license="", funding="", disclosure="", publication_type=None)
    article.refresh_from_db()
    assert thaw(work, article).is_exact
    assert freeze(article) == work
    inherited = make.article()
    work = freeze(inherited)
    house(ai_statement="Everything.")
    assert thaw(work, inherited).renamed == ["The default for the statement on the use of AI has changed since."]
    assert inherited.ai_statement == ""


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("license", "CC-BY-5.0", "“CC-BY-5.0” is not in the SPDX license list. Did you mean CC-BY-"),
        ("funding", "Harbor Fund; https://ror.org/03yrm5c27", "is not a ROR or Crossref Funder ID"),
        ("funding", "https://ror.org/03yrm5c26; HF-1", "Start the line"),
        ("funding", "Harbor Fund; the second half", "“the second half” is not a grant number"),
        ("funding", f"Harbor Fund; {ROR}; {FUND}", "Enter one identifier for “Harbor Fund”."),
    ],
)
def test_a_wrong_value_is_refused_with_a_sentence(field, typed, words):
    with pytest.raises(ValidationError) as refused:
        Article(title="T", slug="t", **{field: typed}).full_clean()
    assert words in refused.value.message_dict[field][0]


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        ("orcid", "https://orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("orcid", "0000-0002-1825-0098", None),
        ("affiliation_ror", "03yrm5c26", ROR),
        ("affiliation_ror", "https://ror.org/13yrm5c26", None),
    ],
)
def test_identifiers_of_authors_are_checked_and_kept_in_one_form(field, typed, stored):
    author = Author(name="Ada", sort_name="Ada", slug="ada", **{field: typed})
    if stored:
        author.full_clean()
        assert getattr(author, field) == stored
    else:
        with pytest.raises(ValidationError, match="is not a"):
            author.full_clean()


@pytest.fixture
def site(client):
    house()
    published(report(), NOON)
    published(make.article("Cranes", slug="cranes", publication_type=kind("brief")), NOON)
    return client


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code == 200, address
    return body.decode()


def test_page_text_json_api_and_exports_show_it(site, time_machine):
    time_machine.move_to(later(hours=1))
    places = ["ferries/", "ferries.txt", "ferries.json", "export.json?type=report", "export.csv?type=report"]
    for address in [*(f"/analysis/{each}" for each in places), "/api/v1/articles/ferries/"]:
        words = shown(site, address)
        for said in ("Report", "Harbor Fund", "HF-17", "Ada Writer owns a ferry.", "No AI was used."):
            assert said in words, (address, said)
        assert "Commons Attribution 4.0" in words or "CC-BY-4.0" in words
        assert "0000-0002-1825-0097" in words or "export" in address
        assert "Cranes" not in words or address.endswith("/")


def test_linked_data_names_license_funders_genre_and_identifiers(site, time_machine):
    """Read by a JSON-LD processor, with a context that stands for schema.org's."""
    time_machine.move_to(later(hours=1))
    page = shown(site, "/analysis/ferries/")
    data = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    links = {name: {"@type": "@id"} for name in ("sameAs", "license")}
    context = {
        "@vocab": "https://schema.org/",
        **{name: {"@id": f"https://schema.org/{name}", **how} for name, how in links.items()},
    }

    def load(url: str, options: dict) -> dict:
        assert url == "https://schema.org"
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": {"@context": context},
        }

    [node] = jsonld.expand(data, {"documentLoader": load})

    def of(found: dict, name: str) -> list:
        return found.get(f"https://schema.org/{name}", [])

    assert node["@type"] == ["https://schema.org/Report"]
    assert of(node, "license") == [{"@id": "https://creativecommons.org/licenses/by/4.0/"}]
    assert of(node, "genre") == [{"@value": "Report"}]
    assert of(node, "creditText") == [{"@value": "Ada Writer, Caspian Institute"}]
    assert [of(each, "sameAs") for each in of(node, "funder")] == [[{"@id": FUND}]]
    assert [of(each, "identifier")[0]["@value"] for each in of(node, "funding")] == ["HF-17", "HF-18"]
    [author] = of(node, "author")
    assert of(author, "sameAs") == [{"@id": "https://orcid.org/0000-0002-1825-0097"}]
    assert of(of(author, "affiliation")[0], "sameAs") == [{"@id": ROR}]


def test_reference_managers_read_type_institution_number_and_funders(site, time_machine):
    time_machine.move_to(later(hours=1))
    [entry] = parse_string(shown(site, "/analysis/ferries.bib"), "bibtex").entries.values()
    fields = {name: entry.fields[name] for name in ("type", "institution", "number", "series", "copyright")}
    assert entry.type == "techreport"
    assert list(fields.values()) == ["Report", "Caspian Institute", "12", "Harbor Papers", "CC-BY-4.0"]
    assert entry.fields["funding"] == f"Harbor Fund ({FUND}), HF-17, HF-18"
    [record] = rispy.loads(shown(site, "/analysis/ferries.ris"))
    assert (record["type_of_reference"], record["type_of_work"], record["publisher"], record["issn"]) == (
        "RPRT", "Report", "Caspian Institute", "12",
    )  # fmt: skip
    assert record["notes"] == [f"Funding: Harbor Fund ({FUND}), HF-17, HF-18", "License: CC-BY-4.0"]
    [item] = json.loads(shown(site, "/analysis/ferries.csl.json"))
    assert (item["type"], item["genre"], item["publisher"], item["number"]) == (
        "report",
        "Report",
        "Caspian Institute",
        "12",
    )
    assert item["custom"]["funders"] == [f"Harbor Fund ({FUND}), HF-17, HF-18"]


def test_a_comparison_says_what_changed_in_it(site, time_machine):
    article = Article.objects.get(slug="ferries")
    Author.objects.update(role="Senior Fellow")
    published(changed(article, license="CC0-1.0", funding="", publication_type=kind("brief")), later(hours=1))
    time_machine.move_to(later(hours=2))
    page = shown(site, "/analysis/ferries/editions/1/to/2/")
    for words in ("Changed the license", "Removed the funders", "Changed the type of publication",
                  "Changed what is printed about the author Ada Writer"):  # fmt: skip
        assert words in page


def test_the_archive_is_narrowed_by_type(site, time_machine):
    time_machine.move_to(later(hours=1))
    page = shown(site, "/analysis/?type=brief")
    assert "Cranes" in page
    assert "Ferries Wait" not in page
    assert "type=report" in page  # offered beside it
    assert "of the type Brief" in page or "Brief" in page
    assert "Cranes" not in shown(site, "/analysis/?type=nothing")


def test_an_administrator_adds_a_type_with_its_names(admin_client):
    page = "/admin/record/publicationtype/add/"
    assert 'name="name_fr"' in shown(admin_client, page)
    typed = {"name": "Atlas", "name_fr": "Atlas illustré", "name_ar": "", "slug": "", "cited_as": "report"}
    assert admin_client.post(page, typed).status_code == 302
    made = PublicationType.objects.get(slug="atlas")
    assert (made.name_in("fr"), made.name_in("ar")) == ("Atlas illustré", "Atlas")


def test_series_show_the_default_in_the_empty_fields_of_the_form(admin_client):
    house(license="CC-BY-4.0", publication_type=kind("brief"))
    page = shown(admin_client, "/admin/articles/series/add/")
    assert 'placeholder="CC-BY-4.0"' in page
    assert "(default)" in page
    assert Series.objects.filter(license="CC-BY-4.0").count() == 0
