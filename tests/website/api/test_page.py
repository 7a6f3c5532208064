import html
import re
from pathlib import Path

import pytest

from website.api.document import document

DOCS = Path(__file__).parents[3] / "docs" / "api.md"

pytestmark = pytest.mark.django_db


def test_the_page_shows_every_address_parameter_and_field_of_the_document(look):
    page = html.unescape(look("/api/v1/").content.decode())
    for path, operations in document()["paths"].items():
        assert f"GET {path}" in page
        for parameter in operations["get"].get("parameters", []):
            assert parameter["description"] in page
    for shape in ("ArticleLine", "Snapshot", "Author", "Topic"):
        for name, field in document()["components"]["schemas"][shape]["properties"].items():
            assert f"<code>{name}</code>" in page or f".{name}</code>" in page, (shape, name)
            assert field["description"] in page


def test_each_address_has_a_request_to_try_and_an_answer(look):
    page = html.unescape(look("/api/v1/").content.decode())
    count = len(document()["paths"])
    assert len(re.findall(r'curl "https://analysis\.example\.org/api/v1/', page)) == count
    assert page.count("Example answer<") == count


def test_it_tells_the_limit_there_is(look, settings):
    settings.API_REQUESTS_A_MINUTE = 77
    assert "Up to 77 requests a minute" in look("/api/v1/").content.decode()


def test_every_request_on_it_is_one_that_the_api_understands(look):
    page = html.unescape(look("/api/v1/").content.decode())
    for path in re.findall(r'curl "https://analysis\.example\.org([^"]+)"', page):
        assert look(path).status_code in {200, 404}, path


def test_no_two_parts_have_the_same_anchor(look):
    anchors = re.findall(r'\bid="([^"]+)"', look("/api/v1/").content.decode())
    assert len(anchors) == len(set(anchors))


def test_every_request_in_the_documentation_is_one_that_the_api_understands(look):
    paths = re.findall(r"'https://analysis\.example\.org([^']+)'", DOCS.read_text(encoding="utf-8"))
    assert len(paths) >= 5
    for path in paths:
        assert look(path).status_code in {200, 404}, path
