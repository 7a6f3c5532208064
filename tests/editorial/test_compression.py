"""Texts are compressed for whoever takes them so; what is compressed already is not."""

import gzip

import pytest
import time_machine
from django.test import Client

from tests import make
from tests.make import NOON, published

pytestmark = pytest.mark.django_db
TAKES = {"HTTP_ACCEPT_ENCODING": "gzip"}


@pytest.fixture
def get():
    """Return get(path, **more): a reader's request for something of a site with one article."""
    published(make.article("Ferries Wait", slug="ferries", body="<p>They wait.</p>" * 50), NOON)

    def ask(path: str, **more):
        with time_machine.travel(NOON, tick=False):
            return Client().get(path, **more)

    return ask


@pytest.mark.parametrize("path", ["/", "/analysis/ferries/", "/analysis/ferries.txt", "/analysis/ferries.json", "/site.css",
                                  "/analysis/feed.atom", "/analysis/feed.json", "/sitemap.xml", "/api/v1/articles/"])  # fmt: skip
def test_a_text_is_compressed_and_is_the_same_text(get, path):
    packed, plain = get(path, **TAKES), get(path)
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content)
    assert "Accept-Encoding" in packed["Vary"]
    assert not plain.has_header("Content-Encoding")


def test_a_pdf_is_sent_as_it_is(get):
    answer = get("/analysis/ferries.pdf", **TAKES)
    assert (answer["Content-Type"], answer.has_header("Content-Encoding")) == ("application/pdf", False)


def test_who_has_the_compressed_page_gets_304(get):
    etag = get("/analysis/ferries/", **TAKES)["ETag"]
    assert etag.startswith("W/")
    assert get("/analysis/ferries/", **TAKES, HTTP_IF_NONE_MATCH=etag).status_code == 304
