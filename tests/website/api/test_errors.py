import json

import pytest
from django.test import Client

pytestmark = pytest.mark.postgres

READER = Client(raise_request_exception=True)
LISTS = ["articles", "snapshots"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("page_size=-1", "“page_size” is a number from 1 to 100."),
        ("page_size=0", "“page_size” is a number from 1 to 100."),
        ("page_size=101", "“page_size” is a number from 1 to 100."),
        ("page_size=" + "1" * 31, "“page_size” is a number from 1 to 100."),
        ("page_size=%D9%A5", "“page_size” is a number from 1 to 100."),
        ("page_size=", "“page_size” is a number from 1 to 100."),
        ("q=%00", "“q” contains characters that are not text."),
        ("q=%ED%A0%80", "“q” contains characters that are not text."),
        ("q=%FF", "“q” contains characters that are not text."),
        ("author=%00", "“author” contains characters that are not text."),
        ("from=2026-13-01", "“from” is not a valid date. Use the form 2026-03-01."),
        ("from=2026-02-01&until=2026-01-01", "“from” must not be later than “until”."),
        ("year=1" + "0" * 30, "“year” takes a four-digit year, for example 2026."),
        ("&".join(f"topic=t{n}" for n in range(1000)), "“topic” takes up to 20 values."),
        ("q=" + "x" * 301, "“q” takes up to 300 characters."),
        ("order=title", "“order” must be one of: date, relevance."),
    ],
)
@pytest.mark.parametrize("name", LISTS)
def test_a_bad_value_is_refused_with_a_plain_sentence(ask, name, query, sentence):
    answer = ask(f"/{name}/?{query}")
    assert answer.status_code == 400
    assert answer.data == {"error": {"code": "bad_request", "message": sentence}}


@pytest.mark.slow
@pytest.mark.parametrize(
    "cursor",
    ["", "x", "%00", "2026-03-01", "2026-03-01.1.1", "9.2026-03-01.1", "2026-99-01.1", "2026-03-01.1" + "0" * 30, "%FF",
     "W10", "WyJhIl0", "bnVsbA", "e30", "WzEsMl0", "W" * 2000, "Ww"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["articles", "snapshots", "authors"])
def test_a_cursor_that_was_never_given_out_is_refused(ask, name, cursor):
    answer = ask(f"/{name}/?cursor={cursor}")
    assert answer.status_code == 400
    assert "The “cursor” in this address is not valid. Start from the first page" in answer.data["error"]["message"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", ["/articles/", "/articles/ferries/", "/articles/ferries/editions/1/", "/snapshots/", "/snapshots/caspian/", "/authors/", "/authors/ada/"]
)  # fmt: skip
@pytest.mark.parametrize("fields", ["", "title,", "titel", "title,parent__id", "title,%00", "title;url", "__class__"])
def test_a_field_that_is_not_on_the_list_is_refused_and_those_that_are_told(ask, path, fields):
    answer = ask(f"{path}?fields={fields}")
    assert answer.status_code == 400
    assert answer.data["error"]["message"].startswith("“fields” takes, separated by commas: url, page")
    assert "parent__id" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/articles/no-such/", "/articles/ferries/editions/9/", f"/articles/ferries/editions/{10**30}/", "/authors/no-such/", "/topics/no-such/"])  # fmt: skip
def test_what_is_not_there_is_not_found_in_json(ask, path):
    answer = ask(path)
    assert answer.status_code == 404
    assert answer.data == {"error": {"code": "not_found", "message": "Nothing is at this address."}}


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    ["/api/v1/nothing/", "/api/", "/api/v2/articles/", "/api/v1/articles/%00/", "/api/v1/articles/a%00b/editions/1/",
     "/api/v1/articles/x/editions/-1/", "/api/v1/articles/x/editions/" + "9" * 5000 + "/"],
)  # fmt: skip
def test_an_address_that_no_pattern_knows_answers_in_json_too(site, path):
    answer = READER.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")
    assert json.loads(answer.content)["error"]["code"] == "not_found"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "no-cache" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "path", ["/api/v1/articles/%FF/", "/api/v1/topics/%ED%A0%80/", "/api/v1/authors/" + "x" * 3000 + "/"]
)
def test_a_path_that_is_no_text_is_not_found(site, path):
    assert READER.get(path).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", ["articles/", "articles/ferries/", "topics/", "schema/"])
def test_nothing_is_taken(site, method, path):
    answer = getattr(READER, method)(f"/api/v1/{path}")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert json.loads(answer.content)["error"]["code"] == "method_not_allowed"


def test_a_host_that_is_not_ours_is_refused_in_json(site):
    answer = READER.get("/api/v1/articles/", headers={"host": "evil.example"})
    assert (answer.status_code, json.loads(answer.content)["error"]["code"]) == (400, "bad_request")
    assert "evil" not in answer.content.decode()


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*;q=0.5", "nonsense"])
def test_a_reader_who_takes_no_json_is_told_that_there_is_nothing_else(ask, accept):
    answer = ask("/articles/", accept=accept)
    assert answer.status_code == 406
    assert answer.data["error"]["code"] == "not_acceptable"


@pytest.mark.parametrize("accept", ["*/*", "application/*", "text/html, application/json;q=0.1", "application/json; indent=8"])  # fmt: skip
def test_whoever_takes_json_gets_the_same_bytes(ask, accept):
    assert ask("/articles/", accept=accept).content == ask("/articles/").content


def test_an_answer_sets_no_cookie_and_may_be_read_from_anywhere(ask):
    answer = ask("/articles/", cookie="sessionid=x; csrftoken=malformed", origin="https://elsewhere.example")
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert "no-cache" in answer["Cache-Control"]


def test_a_browser_that_asks_first_is_told_that_it_may(site):
    answer = READER.options("/api/v1/articles/", headers={"origin": "https://elsewhere.example"})
    assert (answer.status_code, answer["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")


def test_what_has_not_changed_is_not_sent_again(ask):
    first = ask("/articles/ferries/")
    again = ask("/articles/ferries/", if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"


def test_head_is_get_without_a_body(ask):
    answer = READER.head("/api/v1/articles/")
    assert (answer.status_code, answer.content) == (200, b"")


def test_answers_are_utf_8_as_it_is(ask):
    assert "“page_size”".encode() in ask("/articles/?page_size=x").content
