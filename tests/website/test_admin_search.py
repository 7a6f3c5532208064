"""The search page of the staff side, and the field that leads to it from every page."""

import re

import pytest

from permissions.matrix import Role
from tests import make
from tests.accounts import editor, person, queries_for, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
SEARCH = "/admin/search/"


def found(typed: str, client=None) -> dict[str, list[str]]:
    """Return the titles found, by kind."""
    groups = (client or signed_in()).get(SEARCH, {"q": typed}).context["groups"]
    return {group["name"]: [row["title"] for row in group["rows"]] for group in groups}


def one_of_each(words: str) -> None:
    make.article(f"{words} article")
    make.snapshot(f"{words} snapshot", {})
    make.author(f"{words} Author")
    make.topic(f"{words} topic")
    make.series(f"{words} series")
    make.picture(title=f"{words} picture")


def test_one_search_finds_every_kind():
    one_of_each("Harbor")
    assert [*found("harbor")] == ["article", "snapshot", "author", "topic", "series", "picture"]


def test_pages_and_actions_are_found_by_their_names():
    assert found("new snap") == {"page": ["New snapshot"]}
    assert "Calendar" in found("calend")["page"]
    assert "Add picture" in found("picture")["page"]


def test_only_what_a_person_may_do_is_offered():
    contributor = signed_in(person("contributor"))
    assert "page" not in found("new snap", contributor)
    assert found("write an", contributor)["page"] == ["Write an article"]


def test_what_a_person_may_not_read_is_not_found():
    account = person("contributor")
    make.article("Harbor of others")
    make.article("Harbor of mine", created_by=account)
    make.snapshot("Harbor snapshot", {})
    assert found("harbor", signed_in(account)) == {"article": ["Harbor of mine"]}


def test_an_editor_of_a_branch_finds_what_is_in_it():
    ports, mines = make.topic("Ports"), make.topic("Mines")
    make.article("Harbor one", topics=[ports])
    make.article("Harbor two", topics=[mines])
    account = person(Role.EDITOR, topics=(ports,))
    assert found("harbor one", signed_in(account))["article"] == ["Harbor one"]
    assert "article" not in found("harbor two", signed_in(account))


def test_a_title_leads_to_the_desk_and_to_the_form_where_the_person_may_not_edit():
    account = person("contributor")
    article = make.article("Harbor", created_by=account)
    make.published(article)
    address = f"/admin/articles/article/{article.pk}/"
    assert f'href="{address}write/"' in signed_in().get(SEARCH, {"q": "harbor"}).text
    assert f'href="{address}change/"' in signed_in(account).get(SEARCH, {"q": "harbor"}).text


def test_of_many_the_first_twenty_are_shown_and_the_list_has_the_rest():
    for n in range(21):
        make.picture(title=f"Harbor {n}")
    page = signed_in().get(SEARCH, {"q": "harbor"})
    assert len(page.context["groups"][0]["rows"]) == 20
    assert 'href="/admin/media/picture/?q=harbor"' in page.text


def test_the_page_asks_as_many_queries_for_ten_of_each_as_for_one():
    client = signed_in()
    one_of_each("Harbor")
    one = queries_for(client, f"{SEARCH}?q=harbor")
    for n in range(10):
        one_of_each(f"Harbor {n}")
    assert queries_for(client, f"{SEARCH}?q=harbor") == one <= 16


def test_the_palette_asks_as_many_queries_for_six_of_each_as_for_one():
    client, address = signed_in(), "/admin/articles/article/write/targets/?q=harbor"
    one_of_each("Harbor")
    one = queries_for(client, address)
    for n in range(6):
        one_of_each(f"Harbor {n}")
    assert queries_for(client, address) == one <= 14


@pytest.mark.parametrize("typed", ["", " ", "\u00a0", "%", "x" * 500, "<script>"])
def test_odd_words_are_answered_with_a_page(typed):
    page = signed_in().get(SEARCH, {"q": typed})
    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_visitors_are_asked_to_sign_in(client):
    assert client.get(SEARCH).status_code == 302


@pytest.mark.parametrize(
    "page",
    ["/admin/", "/admin/people/author/", "/admin/articles/article/add/", "/admin/snapshot/snapshot/start/", SEARCH],
)
def test_every_page_has_the_field_and_the_palette(page):
    text = signed_in(editor()).get(page).text
    assert re.search(r'<form id="header-search" role="search" action="/admin/search/">', text)
    assert text.count('id="palette-dialog"') == 1


def test_a_pop_up_has_neither():
    assert "header-search" not in signed_in().get("/admin/people/author/add/?_popup=1").text
