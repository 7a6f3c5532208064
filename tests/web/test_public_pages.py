"""What every public answer has in common: no cookie, nothing but reading, caches that ask again."""

import json
import re
from hashlib import md5

import pytest
import time_machine
from django.test import Client

from record import publishing
from tests import make
from tests.make import NOON, changed, later, published
from web.public_pages import in_language

pytestmark = pytest.mark.django_db

PAGES = [
    "/", "/site.css", "/analysis/", "/analysis/article/", "/analysis/article.txt", "/analysis/article.json",
    "/analysis/article/editions/1/", "/snapshots/", "/snapshots/snapshot/", "/snapshots/snapshot.txt", "/snapshots/snapshot.json",
    "/snapshots/snapshot/editions/1/", "/authors/", "/authors/author/", "/topics/", "/topics/topic/",
]  # fmt: skip
OTHERS = [
    "/analysis/moved/",
    "/analysis/gone/",
    "/analysis/never/",
    "/none/such/",
    "/analysis/?cursor=bad",
]  # 301, 410, 404, 400


@pytest.fixture(scope="module", autouse=True)
def site(shared_site):
    shared_site(build)


def build():
    topic, author = make.topic(slug="topic"), make.author(slug="author")
    article, gone = make.article(slug="moved", authors=[author], topics=[topic]), make.article(slug="gone")
    published(gone, later(days=-2))
    published(article, later(days=-2))
    published(changed(article, slug="article"), later(days=-2))
    published(make.snapshot(slug="snapshot", sections={"One": [article]}), later(days=-1))
    publishing.withdraw(gone, "Gone.", at=later(days=-1))


@pytest.mark.parametrize("path", [*PAGES, *OTHERS])
@pytest.mark.parametrize("cookie", ["", "sessionid=short", "sessionid=0123456789abcdef0123456789abcdef; csrftoken=x"])
def test_no_answer_sets_a_cookie_or_varies_by_one(look, path, cookie):
    response = look(path, cookie=cookie)
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").casefold()


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_only_reading_is_answered(path, method):
    response = Client(enforce_csrf_checks=True).generic(method, path)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


@pytest.mark.slow
@pytest.mark.parametrize("path", [*PAGES, *OTHERS])
def test_asking_for_the_head_gives_the_same_status_and_no_body(look, path):
    with time_machine.travel(NOON, tick=False):
        head = Client().head(path)
    got = look(path)
    assert (head.status_code, head.content, head["Content-Type"]) == (got.status_code, b"", got["Content-Type"])


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES)
def test_the_etag_is_of_the_bytes_sent_and_who_has_them_gets_304(look, path):
    response = look(path)
    assert response["ETag"] == f'"{md5(response.content, usedforsecurity=False).hexdigest()}"'
    again = look(path, **{"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", [path for path in PAGES if "editions" not in path and path not in ("/site.css", "/authors/", "/topics/")]
)
def test_after_a_change_the_old_etag_is_answered_in_full(look, path):
    etag = look(path)["ETag"]
    [article, *_] = type(make.article()).objects.filter(slug="article")
    published(changed(article, title="New words"), later(hours=1))
    snapshot = make.placements_of_article(article)[0].section.snapshot
    published(changed(snapshot, title="New words"), later(hours=1))
    assert look(path, later(hours=2), **{"if-none-match": etag}).status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("path", [*PAGES, *OTHERS[:4]])
def test_caches_may_keep_it_but_ask_again_each_time(look, path):
    assert set(look(path)["Cache-Control"].split(", ")) >= {"no-cache", "public"}


@pytest.mark.parametrize("path", [*PAGES, *OTHERS])
def test_the_content_policy_is_sent_and_allows_nothing_unsafe(look, path):
    policy = look(path)["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http:" not in policy
    assert "*" not in policy


@pytest.mark.slow
@pytest.mark.parametrize("path", [path for path in PAGES if path.endswith("/")])
def test_unknown_parameters_are_ignored_and_left_out_of_the_canonical_link(look, path):
    plain, asked = look(path).content.decode(), look(f"{path}?utm_source=mail&x[]=%00&page=2").content.decode()
    assert plain == asked
    [canonical] = re.findall(r'<link rel="canonical" href="([^"]*)">', plain)
    assert "?" not in canonical
    assert canonical.startswith("http://testserver/")


def test_the_canonical_link_has_the_sites_address_where_one_is_set(look, settings):
    settings.SITE_URL = "https://think.example"
    assert '<link rel="canonical" href="https://think.example/analysis/">' in look("/analysis/").content.decode()


HOSTILE = [
    "%00", "one%00", "%ff", "%ff%fe", "%ed%a0%80", "%c0%af", "..", "...", "%2e%2e", "a.b.c", "a.pdf", "%0a", "article%0a", "article%0d%0a",
    "%7f", "%20", "%2f", "%5c", "é" * 500, "a" * 5000, "%f0%9f%8c%8d", "%e2%80%ae", "e%cc%81", "-1", "1e9", "{{7*7}}", "' OR 1=1 --", "%25",
]  # fmt: skip
HOSTILE_NUMBERS = [
    "-1",
    "0",
    "1.5",
    "1e3",
    "٣",
    "%00",
    "9" * 18,
    "9" * 19,
    "1" + "0" * 30,
    "9" * 6000,
    "+1",
    "0x1",
    "%ff",
]


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.parametrize("collection", ["analysis", "snapshots", "authors", "topics"])
@pytest.mark.parametrize("ending", ["/", ".txt", ".json", "/editions/1/", "/editions/1.txt"])
def test_hostile_slugs_are_not_found(look, collection, ending):
    for slug in HOSTILE:
        assert look(f"/{collection}/{slug}{ending}").status_code in {400, 404}, slug


@pytest.mark.postgres
@pytest.mark.parametrize("ending", ["/", ".txt", ".json"])
def test_hostile_numbers_are_not_found(look, ending):
    for number in HOSTILE_NUMBERS:
        path = f"/snapshots/snapshot/editions/{number}{ending}"
        assert look(path).status_code in {400, 404}, number


@pytest.mark.postgres
def test_hostile_queries_and_cookies_change_nothing(look):
    for query in (
        "%00",
        "cursor",
        "cursor=%00",
        "cursor=%ff",
        "a=" + "x" * 9000,
        "&&&",
        "cursor=1&cursor=2026-03-01.5",
        "%ed%a0%80=1",
    ):
        assert look(f"/analysis/?{query}", cookie="sessionid=\xff\x00").status_code in {200, 400}, query


def test_a_redirect_stays_on_this_host_whatever_the_query_says(look):
    response = look("/analysis/moved/?next=//evil.example/%0d%0aSet-Cookie:x")
    assert response["Location"].startswith("/analysis/article/?next=")
    assert "\n" not in response["Location"]


def test_a_foreign_host_is_refused(look):
    assert look("/", host="evil.example").status_code == 400


def test_the_json_is_json_with_letters_as_they_are(look):
    response = look("/analysis/article.json")
    assert json.loads(response.content)["work"]["slug"] == "article"
    assert b"\\u" not in response.content


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        *((tag, "ltr") for tag in ("en", "az", "az-Latn-AZ", "hy", "tr-TR", "ru", "", "no language")),
        *((tag, "rtl") for tag in ("ar", "fa-IR", "FA", "he", "ur", "az-Arab")),
    ],
)
def test_a_language_is_written_the_way_its_script_is(tag, direction):
    assert in_language(tag) == {"language": tag, "direction": direction}
