"""The outermost layer of the application: gives each request an id, counts and times it, and optionally logs it."""

import logging
import re
import secrets
import time
from collections.abc import Callable, Iterable
from functools import cache

from prometheus_client import Counter, Histogram

from audit.addresses import is_trusted
from monitoring import metrics, readings
from monitoring.logs import begin_request

GIVEN_ID = re.compile(r"[A-Za-z0-9_.-]{8,64}")
PAGES = frozenset((
    "admin", "alerts", "analysis", "api", "authors", "corrections", "favicon.ico", "files", "healthz", "metrics",
    "pictures", "readyz", "robots.txt", "schemas", "search", "series", "site.css", "sitemap.xml", "snapshots", "static",
    "tags", "topics",
))  # fmt: skip
METHODS = frozenset(("GET", "HEAD", "POST", "OPTIONS"))

log = logging.getLogger(__name__)


class Watched:
    """A WSGI application that wraps `application` and adds X-Request-ID, which is also in the request's log lines."""

    def __init__(self, application: Callable):
        self._application = application

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        identity = request_id_of(environ)
        begin_request(identity)
        statuses = ["500"]

        def start(status: str, headers: list, exc_info: tuple | None = None) -> Callable:
            statuses[0] = status[:3]
            return start_response(status, [*headers, ("X-Request-ID", identity)], exc_info)

        began = time.perf_counter()
        try:
            return self._application(environ, start)
        finally:
            note(environ, statuses[0], time.perf_counter() - began)
            begin_request("")


def request_id_of(environ: dict) -> str:
    """Return the id that a trusted proxy gave the request, or a new one."""
    given = environ.get("HTTP_X_REQUEST_ID", "")
    if GIVEN_ID.fullmatch(given) and is_trusted(environ.get("REMOTE_ADDR", "")):
        return given
    return secrets.token_hex(8)


def note(environ: dict, status: str, seconds: float) -> None:
    """Count and log a finished request. `seconds` is the time until the response began."""
    method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "/")
    page = page_of(path)
    count, duration = _metrics_of(method if method in METHODS else "other", page, status)
    count.inc()
    duration.observe(seconds)
    if status in ("429", "503"):
        metrics.refused.labels("asked too often" if status == "429" else "unavailable").inc()
    if status in ("200", "304"):
        readings.note(environ)
    if log.isEnabledFor(logging.INFO):
        facts = {"method": method, "page": page, "status": int(status), "ms": round(seconds * 1000, 1)}
        log.info("%s %s %s", method, page, status, extra={"facts": facts})


@cache
def _metrics_of(method: str, page: str, status: str) -> tuple[Counter, Histogram]:
    """Return the metrics for these labels. Looking them up takes longer than answering from the page store."""
    return metrics.requests.labels(method, page, status), metrics.durations.labels(page)


def page_of(path: str) -> str:
    """Return the kind of page: one of PAGES, “home” or “other”, so the number of metrics labels is limited."""
    first = path.strip("/").partition("/")[0]
    return first if first in PAGES else "other" if first else "home"
