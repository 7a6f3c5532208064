"""Every kind of public page is HTML as it is written down, and its parts refer to what is there."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.template.loader import render_to_string
from django.urls import URLResolver, resolve

from articles.public import urls as article_urls
from snapshot.public import urls as snapshot_urls
from tests import odd_site, public_site
from tests.html_rules import faults
from tests.make import NOON, later

pytestmark = [pytest.mark.slow, pytest.mark.rehearsed]

UNEVEN = NOON.replace(microsecond=123456)  # as a clock gives it
TEMPLATES = Path(__file__).parents[1] / "templates"
EMPTY = [
    "/",
    "/snapshots/",
    "/analysis/",
    "/authors/",
    "/topics/",
    "/corrections/",
    "/search/",
    "/alerts/",
    "/nowhere/",
]
FILES = re.compile(r"[^/]$")
ANSWERED_IN_JSON = re.compile(r"suggest|api-.+")
PAGE_TEMPLATE = re.compile(r'{% extends "(base|base_plain|archive|snapshot/house_page)\.html" %}')


@pytest.fixture
def site(db):
    """The addresses of a site that shows whatever a public page may show."""
    return public_site.build(UNEVEN)


@pytest.mark.django_db
@pytest.mark.parametrize("path", EMPTY)
def test_a_page_of_an_empty_site_is_valid(look, path):
    assert faults(look(path).content.decode()) == []


def test_every_kind_of_page_is_valid_and_none_is_left_out(look, site):
    pages = {name: look(path, later(days=1)) for name, path in site.items()}
    assert {name: found for name, page in pages.items() if (found := faults(page.content.decode()))} == {}
    assert {page.status_code for page in pages.values()} == {200, 400, 404, 410}
    shown = {template.name for page in pages.values() for template in page.templates}
    assert page_templates() - shown == set(public_site.ALONE.values()), "A page on no list: tests/public_site.py."


def page_templates() -> set[str]:
    """Return the name of every template that is a page of the public site."""
    files = (file for file in TEMPLATES.rglob("*.html") if "admin" not in file.parts)
    return {str(f.relative_to(TEMPLATES)) for f in files if PAGE_TEMPLATE.match(f.read_text(encoding="utf-8"))}


def test_every_address_of_a_page_is_on_the_list(site):
    listed = {resolve(urlsplit(path).path).url_name for name, path in site.items() if name != "not found"}
    routes = [each for module in (article_urls, snapshot_urls) for each in walked(module.urlpatterns)]
    pages = {name for name, route in routes if not FILES.search(route) and not ANSWERED_IN_JSON.fullmatch(name)}
    assert pages - listed == set(), "A page on no list: tests/public_site.py."


def walked(patterns, before: str = ""):
    """Yield the name and the route of every address."""
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from walked(each.url_patterns, before + str(each.pattern))
        else:
            yield each.name, before + str(each.pattern)


@pytest.mark.django_db
@pytest.mark.parametrize("name", public_site.ALONE)
def test_a_page_that_stands_in_for_another_is_valid(name):
    assert faults(public_site.alone(name)) == []


@pytest.mark.parametrize("template", ["500.html", "503_database.html", "507.html"])
def test_a_page_for_our_own_faults_is_valid_without_the_header(template):
    assert faults(render_to_string(template)) == []


PAGE = '<!doctype html><html lang="en"><head><title>T</title></head><body><h1>A</h1>{}</body></html>'


def test_a_page_without_a_fault_has_none():
    assert faults(PAGE.format("<p>Words</p>")) == []


@pytest.mark.parametrize("wrong", [
    "<p>one</div>", "<p id=a></p><p id=a></p>", "<label for=b>B</label>", '<a href="#nowhere">x</a>', "<h3>Skipped</h3>", "<h1>B</h1>",
    "<span><div>x</div></span>", "<ul><p>x</p></ul>", "<img src=x>", "<table border=1></table>", '<p lang="english!">x</p>',
    '<p dir="up">x</p>', '<span aria-label="x">y</span>', "<a href=x><button>y</button></a>", "<p>&nosuch;</p>", "<b><i>x</b></i>",
])  # fmt: skip
def test_a_fault_is_found(wrong):
    assert faults(PAGE.format(wrong)) != []


@pytest.mark.django_db
def test_pages_of_odd_content_are_valid_and_hold_no_script_of_a_text(look):
    pages = {name: look(path, later(days=1)) for name, path in odd_site.build(NOON).items()}
    assert {name: found for name, page in pages.items() if (found := faults(page.content.decode()))} == {}
    assert {name: page.status_code for name, page in pages.items() if page.status_code != 200} == {}
    assert {name for name, page in pages.items() if "<script>document" in page.content.decode()} == set()
