"""The page store: finished pages for anonymous readers, cached in front of Django.

A page is stored under its address without irrelevant parameters, and is valid for one period of the record: until
anything public changes, which each process notices within a second, or exactly until a scheduled change. Concurrent
requests for a missing page make it only once. If the database is unavailable, the last known valid page is still
served, marked as stale.

Only pages of views marked `stored` (web/public_pages.py) are stored. Requests with one of our cookies or with
credentials bypass the store.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import lru_cache
from threading import Event, Lock
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.db import Error
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.http import http_date

from record import record_version
from record.organization import site_time_zone
from web.bounded import Bounded
from web.program import program_changed_at
from web.record_watch import RecordWatch, release_connection
from web.stored_page import StoredPage, page_from

STORED = ("200", "301", "410")  # 404 is excluded, because any number of addresses can return it
SHARED = (*STORED, "404")  # given to all requests that wait for one page; a refusal (429) is meant for one client
PASSES_BY = ("HTTP_AUTHORIZATION", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
NOT_ASKED = (  # headers removed before asking Django, so that the page does not depend on the client
    "HTTP_ACCEPT_ENCODING", "HTTP_COOKIE", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_NONE_MATCH", "HTTP_IF_RANGE",
    "HTTP_RANGE",
)  # fmt: skip
FORWARDED = ("HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "REMOTE_ADDR")
SEARCHED = "q"  # free text: rarely repeated, and searches without results must be counted
MOST_PARAMETERS = 30
PATIENCE = 30  # seconds that other requests wait for a page being made
SETTLING = 3.0  # seconds for which a replica may still show the earlier state

Address = tuple[str, str, str, str, str]


class Making:
    """A page that is being made, for other requests to wait for."""

    def __init__(self) -> None:
        self.done = Event()
        self.page: StoredPage | None = None


class PageStore:
    """A WSGI application that wraps another. `most` is the limit for stored pages in bytes."""

    def __init__(self, application: Callable, most: int):
        self._application = application
        self._pages = Bounded(most)
        self._making: dict[tuple[Address, int], Making] = {}
        self._lock = Lock()
        self._watch = RecordWatch()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or _is_personal(environ):
            return self._application(environ, start_response)
        period = self._watch.period()
        address = _address(environ, period)
        page = self._kept(address, period) if address else None
        if page is None:
            if period is None or address is None or _parameters(address[3], period) is None:
                return self._application(environ, start_response)
            page = self._made(address, period, environ)
        if page.status.startswith("301") and address[4] != environ.get("QUERY_STRING", ""):
            return self._application(environ, start_response)  # a redirect keeps the query unchanged
        return page.answer(environ, start_response, *self._said(page, period))

    def _kept(self, address: Address, period: int | None) -> StoredPage | None:
        """Return the stored page if it is valid; if the database is unavailable, if it was at the last check."""
        page = self._pages.get(address)
        if page is None or page.period != (period or self._watch.last_period):
            return None
        return page if period is None or time.time() < page.fresh_until else None

    def _said(self, page: StoredPage, period: int | None) -> tuple[str, int | None]:
        """Return the Cache-Control of a response, and its age if the database is unavailable."""
        if period is None:
            return "public, no-cache", int(time.time() - max(page.made_at, self._watch.known_at))
        if not page.period or "immutable" in page.cache_control:
            return page.cache_control, None
        return shared_life(), None

    def _made(self, address: Address, period: int, environ: dict) -> StoredPage:
        """Have the page made, or wait for the request that is making it."""
        with self._lock:
            making = self._making.get((address, period))
            is_first = making is None
            if is_first:
                making = self._making[address, period] = Making()
        if not is_first:
            if making.done.wait(PATIENCE) and making.page:
                return making.page
            return self._asked(address, environ)
        try:
            page = self._asked(address, environ)
            making.page = page if page.status[:3] in SHARED else None
            if _is_storable(page) and not self._watch.is_settling(SETTLING):
                with suppress(Error):  # the database failed meanwhile: the page is valid for this response
                    self._keep(address, page, period)
            return page
        finally:
            with self._lock:
                del self._making[address, period]
            making.done.set()

    def _keep(self, address: Address, page: StoredPage, period: int) -> None:
        try:
            page.last_modified = page.last_modified or _last_modified()
            page.fresh_until = _midnight()
        finally:
            release_connection()
        page.period = period
        self._pages.put(address, page, 2 * page.size)  # including its compressed forms

    def _asked(self, address: Address, environ: dict) -> StoredPage:
        """Get the page from Django, complete and uncompressed."""
        plain = {name: value for name, value in environ.items() if name not in NOT_ASKED}
        plain |= {"REQUEST_METHOD": "GET", "QUERY_STRING": address[4]}
        said: list = []
        answer = self._application(plain, lambda status, headers, failure=None: said.extend((status, headers)))
        try:
            content = b"".join(answer)
        finally:
            getattr(answer, "close", lambda: None)()
        return page_from(said[0], said[1], content)


def shared_life() -> str:
    """Return the Cache-Control of a stored page: browsers revalidate always, shared caches after SHARED_CACHE_SECONDS.

    No cache keeps a page past the next scheduled change. If SHARED_CACHE_SECONDS is more than a second, set PURGE_URL
    so that caches are purged.
    """
    seconds, ends = settings.SHARED_CACHE_SECONDS, record_version.period_ends()
    if ends is not None:
        seconds = max(0, min(seconds, int((ends - timezone.now()).total_seconds())))
    return f"public, max-age=0, must-revalidate, s-maxage={seconds}" if seconds else "public, no-cache"


def _is_personal(environ: dict) -> bool:
    if any(name in environ for name in PASSES_BY):
        return True
    cookies = environ.get("HTTP_COOKIE")
    ours = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages") if cookies else ()
    return any(f"{name}=" in cookies for name in ours)


def _is_storable(page: StoredPage) -> bool:
    """Return whether the response is the same for everybody. A nonce or a cookie is for one reader."""
    said = {name.lower(): value for name, value in page.headers}
    return (
        page.status[:3] in STORED
        and "public" in page.cache_control
        and "set-cookie" not in said
        and "'nonce-" not in said.get("content-security-policy", "")
    )


def _address(environ: dict, period: int | None) -> Address | None:
    """Return the canonical address: scheme, host, proxy headers about these, path, and known parameters in order.

    Return None if pages with this query are not stored.
    """
    query = environ.get("QUERY_STRING", "")
    path = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")
    if query:
        query = _canonical(path, query, period)
        if query is None:
            return None
    forwarded = ""
    if "HTTP_X_FORWARDED_PROTO" in environ or "HTTP_X_FORWARDED_HOST" in environ:
        # Django decides by the sender whether to trust these headers, so each combination is stored separately.
        forwarded = " ".join(environ.get(name, "") for name in FORWARDED)
    return environ["wsgi.url_scheme"], environ.get("HTTP_HOST", ""), forwarded, path, query


@lru_cache(maxsize=2000)
def _canonical(path: str, query: str, period: int | None) -> str | None:
    known = _parameters(path, period)
    if known is None or not query.isascii():
        return None
    try:
        pairs = parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return None
    kept = sorted((pair for pair in pairs if pair[0] in known), key=lambda pair: pair[0])
    return None if any(name == SEARCHED for name, _value in kept) else urlencode(kept)


@lru_cache(maxsize=5000)
def _parameters(path: str, period: int | None) -> frozenset[str] | None:
    """Return the parameters of the view at `path`, or None if its pages are not stored.

    Cached for a period, because the organization's own pages have addresses from the database.
    """
    try:
        view = resolve(path.encode("latin-1").decode()).func
    except (Resolver404, UnicodeDecodeError, Error):
        return None
    finally:
        release_connection()
    return getattr(view, "stored_parameters", None)


def _last_modified() -> str:
    """Return when anything public, or the program, last changed, or "" if that is too recent. No page is newer."""
    moment = record_version.changed_at()
    # Rounded up, because HTTP dates have no fraction of a second.
    return http_date(max(moment, program_changed_at()).timestamp() + 1) if moment else ""


def _midnight() -> float:
    """Return the POSIX time of the next midnight in the organization's zone: pages print the year, some the day."""
    today = timezone.localtime(timezone=site_time_zone()).date()
    return datetime.combine(today + timedelta(days=1), datetime.min.time(), site_time_zone()).timestamp()
