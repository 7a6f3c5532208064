"""What is logged of a refused request: one line, and nothing that the reader wrote."""

import logging

import pytest
from django.test import Client

from web.refusals import OneLine

pytestmark = pytest.mark.django_db


@pytest.fixture
def written():
    """Collect what the site's log would hold."""
    lines = []

    class Collector(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    collector = Collector()
    collector.addFilter(OneLine())
    logging.getLogger().addHandler(collector)
    yield lines
    logging.getLogger().removeHandler(collector)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {"host": "evil.example"}),
        ("/analysis/?from=secret-word", {}),
        ("/search/?q=%00secret-word", {}),
        ("/analysis/?page=secret-word", {}),
        ("/no/such/page/", {}),
    ],
)
def test_a_refused_request_is_one_line_without_the_readers_words(written, path, headers):
    answer = Client(raise_request_exception=False).get(path, headers=headers)
    if answer.status_code < 400:
        pytest.skip("not refused")
    assert len(written) == 1, written
    assert "\n" not in written[0]
    assert not any(word in written[0] for word in ("secret-word", "evil.example"))


def test_a_body_that_is_too_large_is_one_line(written, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = Client(raise_request_exception=False).post("/admin/login/", {"username": "x" * 100})
    assert answer.status_code == 400
    assert len(written) == 1
    assert "\n" not in written[0]


def test_the_secret_of_a_link_in_an_email_is_not_logged(written):
    Client(raise_request_exception=False).put("/alerts/confirm/a-secret-token/")
    assert len(written) == 1
    assert "a-secret-token" not in written[0]


def test_a_fault_of_ours_keeps_its_traceback(caplog):
    try:
        raise ValueError("ours")
    except ValueError:
        logging.getLogger("django.request").exception("failed")
    (record,) = caplog.records
    assert OneLine().filter(record)
    assert record.exc_info
