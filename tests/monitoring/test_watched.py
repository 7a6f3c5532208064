"""The outermost layer: ids, figures, log lines."""

import json
import logging

import pytest

from monitoring import metrics, readings
from monitoring.logs import JsonLines, request_id
from monitoring.watched import Watched, page_of


def ask(path: str = "/analysis/x/", status: str = "200 OK", **environ) -> dict:
    """Return the response's headers; “seen” is the id inside."""
    seen, told = [], {}

    def application(environ, start_response):
        seen.append(request_id())
        start_response(status, [("A", "b")])
        return [b""]

    Watched(application)(
        {"REQUEST_METHOD": "GET", "PATH_INFO": path, "REMOTE_ADDR": "192.0.2.1", **environ},
        lambda status, headers, exc_info=None: told.update(headers),
    )
    readings.pending.clear()
    return {**told, "seen": seen[0]}


def test_each_request_has_an_id_inside_and_outside():
    first, second = ask(), ask()
    assert first["X-Request-ID"] == first["seen"] != second["seen"]
    assert request_id() == ""


def test_only_a_named_proxy_gives_the_id(settings):
    assert ask(HTTP_X_REQUEST_ID="given-by-proxy")["seen"] != "given-by-proxy"
    settings.TRUSTED_PROXIES = ["192.0.2.1"]
    assert ask(HTTP_X_REQUEST_ID="given-by-proxy")["seen"] == "given-by-proxy"
    assert ask(HTTP_X_REQUEST_ID="line\nbreak")["seen"] != "line\nbreak"


def test_requests_are_counted_by_kind_of_page_and_status():
    def counted() -> float:
        return metrics.requests.labels("GET", "analysis", "503")._value.get()

    before = counted()
    ask(status="503 Service Unavailable")
    assert counted() == before + 1
    assert b'http_requests_total{method="GET",page="analysis",status="503"}' in metrics.exposition()


@pytest.mark.parametrize(("path", "page"), [("/", "home"), ("/analysis/x/", "analysis"), ("/wp-login.php", "other")])
def test_there_are_never_more_kinds_of_pages_than_known(path, page):
    assert page_of(path) == page


def test_a_log_line_is_json_with_the_id_and_without_query_and_addresses(caplog):
    with caplog.at_level(logging.INFO, "monitoring.watched"):
        ask(QUERY_STRING="q=secret-word", HTTP_USER_AGENT="somebody")
    line = json.loads(JsonLines().format(caplog.records[0]))
    assert (line["method"], line["page"], line["status"]) == ("GET", "analysis", 200)
    assert not any(word in json.dumps(line) for word in ("secret-word", "192.0.2.1", "somebody"))


def test_email_addresses_are_left_out_of_messages_and_traces():
    try:
        raise ValueError("refused: ada@reader.example")
    except ValueError as error:
        record = logging.LogRecord(
            "a", logging.ERROR, "", 1, "to <%s>", ("ada@reader.example",), (ValueError, error, error.__traceback__)
        )
    written = JsonLines().format(record)
    assert "reader.example" not in written
    assert "ValueError" in json.loads(written)["trace"]
