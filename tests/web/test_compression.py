"""Texts are compressed for whoever takes them so; what is compressed already is not."""

import gzip

import brotli
import pytest
import time_machine
from django.test import Client

from tests import make
from tests.make import NOON, published
from web.encodings import chosen

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


@pytest.mark.slow
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


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_who_has_the_compressed_page_gets_304(get, encoding):
    takes = {"HTTP_ACCEPT_ENCODING": encoding}
    etag = get("/analysis/ferries/", **takes)["ETag"]
    assert etag.endswith(f'-{encoding}"')
    known = get("/analysis/ferries/", **takes, HTTP_IF_NONE_MATCH=etag)
    assert (known.status_code, known["ETag"]) == (304, etag)
    assert get("/analysis/ferries/", HTTP_IF_NONE_MATCH=etag).status_code == 200


def test_brotli_is_sent_where_it_is_taken(get):
    packed = get("/analysis/ferries/", HTTP_ACCEPT_ENCODING="gzip, deflate, br")
    assert packed["Content-Encoding"] == "br"
    assert brotli.decompress(packed.content) == get("/analysis/ferries/").content


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""), ("identity", ""), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("gzip;q=0.5, br;q=0.4", "gzip"), ("*", "br"),
        ("GZIP", "gzip"), ("br;q=x", ""), ("gzip;q=0", ""), ("identity;q=1, br;q=0.5", ""), ("deflate", ""), (";;,=", ""),
    ],
)  # fmt: skip
def test_the_encoding_is_the_one_that_the_client_likes_best(accepted, encoding):
    assert chosen(accepted) == encoding


def test_a_page_of_ones_own_is_made_longer_at_random(client, admin_user):
    """Its length would tell what is in it (BREACH)."""
    client.force_login(admin_user)
    lengths = {len(client.get("/admin/password_change/", **TAKES).content) for _ in range(8)}
    assert len(lengths) > 1
