"""A search for signs alone finds nothing anywhere, and says that there was nothing to search for."""

import re
from urllib.parse import urlencode

import pytest

from tests import make
from tests.make import NOON, later

pytestmark = pytest.mark.django_db
NOW = later(hours=1)
SIGNS = pytest.mark.parametrize("typed", ["???", "🚢", "“ ”", "-", "…*", "ـ"])
SAID = "no letters or digits"


@pytest.fixture(scope="module")
def archive(shared_site):
    shared_site(build)


def build():
    ferries = make.article("Ferries Wait", slug="ferries")
    make.published(make.snapshot("Caspian", {"Ports": [ferries]}, slug="caspian"), NOON)


def said(look, address: str, typed: str, **more) -> str:
    answer = look(f"{address}?{urlencode({'q': typed} | more)}", NOW)
    assert answer.status_code == 200
    return b"".join(answer).decode()


@pytest.mark.slow
@SIGNS
@pytest.mark.parametrize("address", ["/analysis/", "/snapshots/", "/search/"])
def test_a_page_says_so_and_lists_nothing(archive, look, address, typed):
    page = said(look, address, typed)
    assert SAID in page
    assert 'class="article-card' not in page
    assert 'class="snapshot-card' not in page
    assert "feed.atom?" not in page
    assert not re.search(r'/alerts/\?[^"]*\bq=', page)


@pytest.mark.slow
@SIGNS
@pytest.mark.parametrize(
    "address",
    [
        "/analysis/feed.atom", "/analysis/feed.json", "/snapshots/feed.atom", "/analysis/export.csv", "/analysis/export.json",
        "/analysis/export.bib", "/api/v1/articles/", "/api/v1/snapshots/", "/search/suggest/",
    ],
)  # fmt: skip
def test_what_programs_read_is_empty(archive, look, address, typed):
    assert "Ferries" in said(look, "/analysis/export.csv", "ferries")
    answer = said(look, address, typed)
    assert "ferries" not in answer.lower()
    assert "caspian" not in answer.lower()


@pytest.mark.slow
@SIGNS
def test_no_alert_is_taken(archive, look, typed):
    for of in ("articles", "snapshots"):
        answer = look(f"/alerts/?{urlencode({'q': typed, 'of': of})}", NOW)
        assert answer.status_code == 400
        assert SAID in answer.content.decode()


def test_signs_beside_words_and_other_filters_do_no_harm(archive, look):
    assert "/analysis/ferries/" in said(look, "/analysis/", "??? wait")
    assert SAID in said(look, "/analysis/", "???", year="2026")
    assert "/analysis/ferries/" not in said(look, "/analysis/", "???", year="2026")
