"""The page store: finished pages in front of Django, right within a second, and never anybody's own."""

import gzip
import threading
import time
from urllib.parse import urlsplit

import brotli
import pytest
import time_machine
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import RequestFactory

from record import publishing, record_version
from record.models import RecordVersion
from tests import make
from tests.make import NOON, changed, later, published
from web.page_store import PageStore
from website.models import Front

pytestmark = [pytest.mark.django_db, pytest.mark.postgres("record.prepared")]
PAGE = "/analysis/ferries/"
MEGABYTE = 2**20


class Counted:
    """Django, and what it was asked for."""

    def __init__(self):
        self.django, self.asked = get_wsgi_application(), []

    def __call__(self, environ, start_response):
        self.asked.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}?{environ['QUERY_STRING']}")
        return self.django(environ, start_response)


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = int(status[:3]), dict(headers), body

    def __getitem__(self, name):
        return self.headers[name]


class Reader:
    """Asks the store for addresses at a moment."""

    def __init__(self, most=8 * MEGABYTE):
        self.behind = Counted()
        self.store = PageStore(self.behind, most)
        self.sender = "127.0.0.1"

    def get(self, address=PAGE, at=NOON, method="GET", **headers) -> Answer:
        path, query = urlsplit(address).path, urlsplit(address).query
        environ = RequestFactory().generic(method, path, headers=headers).environ
        said = []
        with time_machine.travel(at, tick=False):
            answer = self.store(
                environ | {"QUERY_STRING": query, "REMOTE_ADDR": self.sender}, lambda *told: said.append(told[:2])
            )
            body = b"".join(answer)
            getattr(answer, "close", lambda: None)()
        return Answer(*said[0], body)

    @property
    def made(self) -> int:
        return len(self.behind.asked)


@pytest.fixture(autouse=True)
def _one_connection():
    """A request's end gives no connection back here: the test's transaction is on it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def article():
    made = make.article("Ferries Wait", slug="ferries", body="<p>They wait.</p>" * 50)
    published(made, later(days=-1))
    return made


@pytest.fixture
def reader(article):
    return Reader()


def test_a_page_is_made_once_and_is_the_page_that_django_gives(reader, look):
    first, second = reader.get(), reader.get()
    assert (reader.made, first.status, first.body, first.headers) == (1, 200, second.body, second.headers)
    django = look(PAGE)
    assert (first.body, first["ETag"]) == (django.content, django["ETag"])
    assert first["Content-Security-Policy"] == django["Content-Security-Policy"]


def test_a_change_shows_at_once_where_it_is_made(reader, article):
    reader.get()
    published(changed(article, title="Ferries Sail"), NOON)
    assert b"Ferries Sail" in reader.get(at=later(seconds=1)).body


def test_a_change_by_another_process_shows_within_a_second_and_costs_one_query_a_second(
    reader, monkeypatch, django_assert_num_queries
):
    clock = [1000.0]
    monkeypatch.setattr(record_version, "REFRESH_SECONDS", 1.0)
    monkeypatch.setattr(record_version.time, "monotonic", lambda: clock[0])
    reader.get()
    RecordVersion.objects.update(number=record_version.current() + 1)
    clock[0] += 0.9
    with django_assert_num_queries(0):
        reader.get()
    assert reader.made == 1
    clock[0] += 0.1
    reader.get()
    assert reader.made == 2


def test_a_withdrawn_article_is_gone_from_every_address(reader, article):
    paths = [
        PAGE,
        "/analysis/ferries.txt",
        "/analysis/ferries.json",
        "/analysis/ferries/editions/1/",
        "/analysis/ferries.pdf",
    ]
    assert [reader.get(path).status for path in paths] == [200] * 5
    publishing.withdraw(article, "An error.", at=NOON)
    assert [reader.get(path, later(seconds=1)).status for path in paths] == [410] * 5
    assert b"They wait" not in reader.get(at=later(seconds=1)).body


def test_a_scheduled_change_shows_exactly_at_its_moment(reader, article):
    with time_machine.travel(NOON, tick=False):
        published(changed(article, title="Ferries Sail"), live_from=later(hours=1))
    assert b"Ferries Sail" not in reader.get(at=later(hours=1, seconds=-1)).body
    assert reader.get(at=later(hours=1, seconds=-1)).body
    assert b"Ferries Sail" in reader.get(at=later(hours=1)).body
    assert reader.made == 2


def test_an_arrangement_of_the_home_page_shows_exactly_at_its_moment(reader):
    with time_machine.travel(NOON, tick=False):
        Front.objects.create(live_from=later(hours=1), notice="We moved to the harbor.")
        make.record_changed()
    assert b"We moved" not in reader.get("/", later(hours=1, seconds=-1)).body
    assert b"We moved" in reader.get("/", later(hours=1)).body


def test_no_cache_may_keep_a_page_past_the_next_scheduled_change(reader, article, settings):
    settings.SHARED_CACHE_SECONDS = 600
    with time_machine.travel(NOON, tick=False):
        published(changed(article), live_from=later(hours=1))
    assert reader.get()["Cache-Control"].endswith("s-maxage=600")
    assert reader.get(at=later(minutes=59, seconds=30))["Cache-Control"].endswith(
        "max-age=0, must-revalidate, s-maxage=30"
    )
    assert reader.get(at=later(minutes=59, seconds=59, milliseconds=500))["Cache-Control"] == "public, no-cache"


def test_browsers_ask_each_time_and_shared_caches_each_second(reader):
    assert reader.get()["Cache-Control"] == "public, max-age=0, must-revalidate, s-maxage=1"


def test_a_page_is_made_again_on_the_next_day(reader):
    reader.get(at=later(hours=11))
    assert b"2027" in reader.get(at=later(days=365)).body
    assert reader.made == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    "headers",
    [
        {"cookie": "sessionid=1"},
        {"cookie": "a=b; csrftoken=1"},
        {"cookie": "messages=x"},
        {"authorization": "Basic eDp5"},
    ],
)
def test_who_brings_a_cookie_of_ours_or_credentials_passes_by(reader, headers):
    reader.get()
    assert [reader.get(**headers).status for _ in range(2)] == [200, 200]
    assert reader.made == 3
    reader = Reader()
    reader.get(**headers)
    reader.get()
    assert reader.made == 2


def test_a_foreign_cookie_makes_no_difference(reader):
    reader.get()
    assert reader.get(cookie="_ga=1").status == 200
    assert reader.made == 1


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/admin/login/", "/alerts/", "/search/?q=ferries", "/analysis/?q=ferries", "/analysis/export.csv",
                                  "/api/v1/articles/", "/sitemap-news.xml", "/analysis/never/", "/analysis/?cursor=bad"])  # fmt: skip
def test_forms_searches_exports_the_api_and_failures_are_not_kept(reader, path):
    first, second = reader.get(path), reader.get(path)
    assert first.status == second.status
    assert reader.made == 2


def test_a_post_passes_by(reader):
    reader.get()
    assert reader.get(method="POST").status == 405


def test_unknown_parameters_are_left_out_and_known_ones_stand_in_one_order(reader):
    assert len({reader.get(f"{PAGE}{query}").body for query in ("", "?utm_source=x", "?b=%C3%A9&utm_source=y")}) == 1
    assert reader.made == 1
    for query in ("from=2026-01-01&language=en", "language=en&from=2026-01-01&utm_source=x"):
        assert reader.get(f"/analysis/?{query}").status == 200
    assert reader.behind.asked[1:] == ["GET /analysis/?from=2026-01-01&language=en"]
    assert reader.get("/analysis/?language=fr").body != reader.get("/analysis/?language=en").body


def test_a_redirect_is_kept_and_carries_the_query_on(reader, article):
    published(changed(article, slug="ships"), NOON)
    assert [reader.get(at=later(seconds=1))["Location"] for _ in range(2)] == ["/analysis/ships/"] * 2
    assert reader.made == 1
    assert reader.get(f"{PAGE}?utm_source=x", later(seconds=1))["Location"] == "/analysis/ships/?utm_source=x"


def test_hosts_are_kept_apart_and_a_foreign_one_is_refused(reader):
    pages = {reader.get(host=host).body for host in ("testserver", "localhost")}
    assert len(pages) == 2
    assert [reader.get(host="evil.example").status for _ in range(2)] == [400, 400]


def test_what_a_stranger_says_of_the_scheme_makes_no_page_for_whom_a_proxy_speaks(reader, settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    secure = {"x-forwarded-proto": "https"}
    reader.sender = "192.0.2.1"
    assert b'rel="canonical" href="http:' in reader.get(**secure).body
    reader.sender = "127.0.0.1"
    assert b'rel="canonical" href="https:' in reader.get(**secure).body
    assert b'rel="canonical" href="http:' in reader.get().body


def test_each_encoding_is_the_same_text_with_an_etag_of_its_own(reader):
    plain, packed, smaller = (reader.get(**{"accept-encoding": each}) for each in ("", "gzip", "gzip, deflate, br"))
    assert (packed["Content-Encoding"], smaller["Content-Encoding"]) == ("gzip", "br")
    assert gzip.decompress(packed.body) == brotli.decompress(smaller.body) == plain.body
    assert len({each["ETag"] for each in (plain, packed, smaller)}) == 3
    assert {each["Vary"] for each in (plain, packed, smaller)} == {"Accept-Encoding"}
    assert reader.made == 1


@pytest.mark.slow
@pytest.mark.parametrize("accepted", ["", "gzip", "br"])
@pytest.mark.parametrize("path", [PAGE, "/analysis/feed.atom", "/analysis/ferries.pdf", "/site.css"])
def test_a_head_has_the_headers_of_the_get_and_who_has_the_bytes_gets_304(reader, path, accepted):
    head = reader.get(path, method="HEAD", **{"accept-encoding": accepted})
    got = reader.get(path, **{"accept-encoding": accepted})
    assert (head.headers, head.body) == (got.headers, b"")
    assert int(got["Content-Length"]) == len(got.body)
    known = reader.get(path, **{"accept-encoding": accepted, "if-none-match": f'"x", W/{got["ETag"]}'})
    assert (known.status, known.body, known["ETag"]) == (304, b"", got["ETag"])
    assert reader.get(path, **{"accept-encoding": accepted, "if-none-match": '"x"'}).status == 200
    assert reader.made == 1


@pytest.mark.parametrize("accepted", ["", "gzip", "br"])
def test_past_the_store_the_validators_are_the_same(reader, accepted):
    stored = reader.get(**{"accept-encoding": accepted})
    past = [
        reader.get(method=method, cookie="sessionid=1", **{"accept-encoding": accepted}) for method in ("GET", "HEAD")
    ]
    assert {each["ETag"] for each in past} == {stored["ETag"]}
    assert {each["Content-Length"] for each in past} == {stored["Content-Length"]}
    known = reader.get(cookie="sessionid=1", **{"accept-encoding": accepted, "if-none-match": stored["ETag"]})
    assert (known.status, known["ETag"]) == (304, stored["ETag"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "part"), [("bytes=0-9", slice(10)), ("bytes=10-", slice(10, None)), ("bytes=-5", slice(-5, None))]
)
def test_a_part_is_given_to_who_asks_for_it(reader, asked, part):
    whole = reader.get("/analysis/ferries.pdf")
    answer = reader.get("/analysis/ferries.pdf", range=asked)
    assert (answer.status, answer.body) == (206, whole.body[part])
    first = range(len(whole.body))[part]
    assert answer["Content-Range"] == f"bytes {first.start}-{first.stop - 1}/{len(whole.body)}"
    assert reader.get("/analysis/ferries.pdf", **{"range": asked, "if-range": '"other"'}).body == whole.body


@pytest.mark.slow
@pytest.mark.parametrize("asked", ["bytes=9-1", "bytes=", "bytes=-", "lines=1-2", "bytes=0-1,3-4", "bytes=x-"])
def test_a_range_that_is_none_is_answered_with_the_whole(reader, asked):
    assert reader.get(range=asked).status == 200


def test_a_part_beyond_the_end_is_refused(reader):
    length = len(reader.get().body)
    answer = reader.get(range=f"bytes={length}-")
    assert (answer.status, answer["Content-Range"], answer.body) == (416, f"bytes */{length}", b"")


@pytest.mark.slow
def test_it_keeps_no_more_than_it_may_and_lets_go_of_what_was_asked_for_longest_ago(article):
    reader = Reader(most=MEGABYTE)
    one = len(reader.get().body)
    for number in range(60):
        reader.get(f"/analysis/?year={1900 + number}")
        reader.get()
    assert reader.store._pages.size <= MEGABYTE
    assert 2 * one * 60 > MEGABYTE  # it keeps room for the compressed forms
    made = reader.made
    reader.get()
    assert reader.made == made
    reader.get("/analysis/?year=1900")
    assert reader.made == made + 1


def test_what_was_made_while_the_record_changed_is_not_kept_for_what_it_is_now(reader, article):
    asked = reader.behind.django

    def slow(environ, start_response):
        answer = asked(environ, start_response)
        published(changed(article, title="Ferries Sail"), NOON)
        reader.behind.django = asked
        return answer

    reader.behind.django = slow
    assert b"Ferries Sail" not in reader.get().body
    assert b"Ferries Sail" in reader.get(at=later(seconds=1)).body


@pytest.mark.parametrize("status", ["200 OK", "404 Not Found", "429 Too Many Requests"])
def test_fifty_readers_at_once_have_a_page_made_once(db, status):
    asked, let_go = [], threading.Event()

    def slow(environ, start_response):
        asked.append(environ["PATH_INFO"])
        let_go.wait(20)
        headers = [("Content-Type", "text/html"), ("Cache-Control", "public, no-cache"), ("ETag", '"a"')]
        start_response(status, headers)
        return [b"x" * 500]

    store, bodies = PageStore(slow, MEGABYTE), []
    period = store._watch.period()
    store._watch._look = lambda: period  # the threads have no database of their own here
    make, entered = store._made, []

    def counted(*told):
        entered.append(told)
        return make(*told)

    store._made = counted
    environ = RequestFactory().get("/analysis/").environ

    def ask():
        bodies.append(b"".join(store(dict(environ), lambda *told: None)))

    threads = [threading.Thread(target=ask) for _ in range(50)]
    for thread in threads:
        thread.start()
    while len(entered) < 50 or not asked:
        time.sleep(0.01)
    time.sleep(0.3)  # from there to the lock
    let_go.set()
    for thread in threads:
        thread.join(20)
    assert bodies == [b"x" * 500] * 50
    if status.startswith("200"):
        assert len(asked) == 1
    if status.startswith("429"):
        assert len(asked) == 50  # a refusal is meant for one client
