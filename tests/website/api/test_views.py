import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import ArticleEdition
from record import record_version
from tests import make
from tests.make import NOON, later, published
from tests.website.api.conftest import route_of, shape_at
from website.api.document import document

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

ADDRESSES = [
    "/articles/", "/articles/ferries/", "/articles/ferries/editions/", "/articles/ferries/editions/1/", "/snapshots/",
    "/snapshots/caspian/", "/snapshots/caspian/editions/", "/snapshots/caspian/editions/1/", "/authors/", "/authors/ada/",
    "/topics/", "/topics/sea/",
]  # fmt: skip
WITH_FIELDS = [each for each in ADDRESSES if not each.startswith("/topics/") and not each.endswith("/editions/")]
TOLD_OF_WITHDRAWN = {"notice"}  # on a placed article alone, instead of all else


def test_every_address_of_the_document_is_asked_here(ask):
    assert {route_of(ask(path)) for path in ADDRESSES} == set(document()["paths"])


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_answer_has_every_field_that_the_document_knows(ask, path):
    answer = ask(path)
    assert answer.status_code == 200
    assert missing(shape_at(route_of(answer), 200), answer.data) == set()


def missing(schema: dict, value, at: str = "") -> set[str]:
    """Return the properties that the schema knows and the value lacks, however deep."""
    schemas = document()["components"]["schemas"]
    schema = schema.get("oneOf", [schema])[0]
    [schema] = schema.get("allOf", [schema])
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rpartition("/")[2]]
    if isinstance(value, list):
        found = [missing(schema["items"], each, f"{at}[]") for each in value]
        return set().union(*found)
    if not isinstance(value, dict):
        return set()
    known = set(schema["properties"])
    known -= TOLD_OF_WITHDRAWN if "is_withdrawn" in known else set()
    if value.get("is_withdrawn"):
        known = {"key", "anchor", "title", "edition", "digest", "is_withdrawn", "notice"}
    found = {f"{at}.{name}" for name in known - set(value)}
    return found.union(*(missing(schema["properties"][name], value[name], f"{at}.{name}") for name in value))


def test_a_list_is_the_archive_newest_first_without_what_was_withdrawn(ask):
    assert [each["slug"] for each in ask("/articles/").data["results"]] == ["seals-travel", "ferries"]
    assert [each["slug"] for each in ask("/snapshots/").data["results"]] == ["autumn", "caspian"]


def test_the_filter_is_the_archives(ask):
    assert [each["slug"] for each in ask("/articles/?topic=sea&q=wait").data["results"]] == ["ferries"]
    assert [each["slug"] for each in ask("/snapshots/?author=ada").data["results"]] == ["caspian"]
    found = ask("/articles/?topic=ports&utm_source=x&order=date").data
    assert found["url"] == "http://testserver/api/v1/articles/?topic=ports"
    assert found["page"] == "http://testserver/analysis/?topic=ports"
    assert (found["total"], found["is_total_exact"], found["next"]) == (1, True, None)


@pytest.mark.parametrize("name", ["articles", "snapshots", "authors"])
def test_pages_follow_each_other_to_the_end_with_everything_once(ask, name):
    everything = [each["url"] for each in ask(f"/{name}/").data["results"]]
    seen, path = [], f"/{name}/?page_size=1&fields=slug"
    while path:
        page = ask(path).data
        seen += [each["url"] for each in page["results"]]
        assert [set(each) for each in page["results"]] == [{"slug", "url"}]
        path = (page["next"] or "").removeprefix("http://testserver/api/v1")
    assert seen == everything
    assert len(seen) > 1


def test_an_article_is_answered_whole(ask):
    found = ask("/articles/ferries/").data
    assert found["url"] == "http://testserver/api/v1/articles/ferries/"
    assert found["page"] == "http://testserver/analysis/ferries/"
    assert found["permanent"] == "http://testserver/analysis/ferries/editions/2/"
    assert found["edition_url"] == "http://testserver/api/v1/articles/ferries/editions/2/"
    assert (found["title"], found["standfirst"], found["kind"]) == ("Ferries <Wait>", "Three ports.", "correction")
    assert found["body_html"] == "<p>They wait.</p>"
    assert found["points"][0]["html"] == "Ferries wait <em>long</em>."
    assert found["points"][0]["text"] == "Ferries wait long."
    assert found["authors"][0]["name"] == "Ada Writer"
    assert [each["edition"] for each in found["editions"] if each["is_current"]] == [2]
    assert [each["title"] for each in found["selected_in"]] == ["Caspian"]


def test_a_digest_is_that_of_the_frozen_json_it_leads_to(ask, look):
    for path in ("/articles/ferries/", "/articles/ferries/editions/1/", "/snapshots/autumn/"):
        found = ask(path).data
        frozen = look(found["files"]["json"].removeprefix("http://testserver"), later(hours=3))
        digest = ArticleEdition.content.field.related_model.objects.get(text=frozen.content.decode()).digest
        assert found["digest"] == digest


def test_what_an_answer_leads_to_is_there(ask, look):
    for path in ADDRESSES:
        for address in sorted(addresses_in(ask(path).data)):
            answer = look(address.removeprefix("http://testserver"), later(hours=3))
            # What is frozen leads to the address that a thing had, and from there on.
            assert answer.status_code in {200, 301}, (path, address)


def addresses_in(value) -> set[str]:
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return set().union(*(addresses_in(each) for each in inner))
    return {value} if isinstance(value, str) and value.startswith("http://testserver/") else set()


def test_a_numbered_edition_says_what_it_said_and_is_its_own_address(ask):
    found = ask("/articles/ferries/editions/1/").data
    assert (found["standfirst"], found["is_current"]) == ("Two ports.", False)
    assert found["url"] == found["edition_url"] == "http://testserver/api/v1/articles/ferries/editions/1/"
    assert found["page"] == found["permanent"]


def test_an_article_withdrawn_from_a_snapshot_is_its_title_and_the_notice(ask):
    placed = ask("/snapshots/caspian/").data["sections"][1]["articles"][0]
    assert (placed["title"], placed["is_withdrawn"], placed["notice"]) == ("Otters", True, "Not ours.")
    assert "url" not in placed


def test_what_was_withdrawn_is_gone_with_its_notice(ask):
    for path in ("/articles/otters/", "/articles/otters/editions/", "/articles/otters/editions/1/"):
        answer = ask(path)
        assert answer.status_code == 410
        assert answer.data["error"] == {
            "code": "withdrawn", "message": "This was withdrawn by its publisher.", "title": "Otters", "notice": "Not ours.",
        }  # fmt: skip


@pytest.mark.parametrize("rest", ["", "editions/", "editions/1/"])
def test_a_slug_that_moved_leads_on_within_the_api(ask, rest):
    answer = ask(f"/articles/seals/{rest}?fields=title")
    assert (answer.status_code, answer["Location"]) == (301, f"/api/v1/articles/seals-travel/{rest}?fields=title")
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_tree_of_topics_has_what_is_public(ask):
    make.topic("Unused", slug="unused")
    [sea] = ask("/topics/").data["results"]
    assert (sea["slug"], [each["slug"] for each in sea["children"]]) == ("sea", ["ports"])
    assert ask("/topics/unused/").status_code == 404
    assert [each["slug"] for each in ask("/topics/ports/").data["ancestors"]] == ["sea"]


def test_an_author_without_anything_public_is_not_there(ask):
    make.author(slug="nobody")
    assert ask("/authors/nobody/").status_code == 404
    assert "nobody" not in [each["slug"] for each in ask("/authors/").data["results"]]


def test_authors_stand_in_order_of_their_sort_names(ask):
    names = [each["sort_name"] for each in ask("/authors/").data["results"]]
    assert names == sorted(names, key=str.casefold)


@pytest.mark.parametrize("path", WITH_FIELDS)
def test_fields_are_chosen_and_the_address_always_comes_with_them(ask, path):
    found = ask(f"{path}?fields=slug").data
    for each in found.get("results", [found]):
        assert set(each) == {"url", "slug"}


def count_queries(look, path: str) -> int:
    look(path, later(days=2))  # what is held per record version is held from here on
    with CaptureQueriesContext(connection) as queries:
        assert look(path, later(days=2)).status_code == 200
    return len(queries)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["articles", "snapshots", "authors"])
def test_a_long_page_costs_the_queries_of_a_short_one(look, name, monkeypatch):
    monkeypatch.setattr(record_version, "REFRESH_SECONDS", 3600)
    topics, tags = [make.topic() for _ in range(3)], [make.tag() for _ in range(3)]
    for n in range(12):
        article = make.article(authors=[make.author(), make.author()], topics=topics[: n % 3 + 1], tags=tags)
        published(make.snapshot(sections={"x": [article]}, compilers=[make.author()], topics=topics), NOON)
    for query in ("", "q=first&"):
        if query and name == "authors":
            continue
        short, long = (count_queries(look, f"/api/v1/{name}/?{query}page_size={size}") for size in (2, 12))
        assert short == long <= 7, (query, short, long)


def test_a_whole_article_or_snapshot_costs_few_queries(ask, look, monkeypatch):
    monkeypatch.setattr(record_version, "REFRESH_SECONDS", 3600)
    assert count_queries(look, "/api/v1/articles/ferries/") <= 4
    assert count_queries(look, "/api/v1/snapshots/caspian/") <= 4
