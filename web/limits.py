"""Limits on how often a client may send expensive requests, and on how many of them one process handles at once.

Counts are in Django's cache, by client and minute; forms and sign-ins are also counted for all clients together. If the
cache is unavailable, nothing is counted. Under overload the most expensive requests are refused first.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from web import overload
from web.hashing import Busy
from web.proxies import client_of
from web.query_time import QueryTime

WINDOW = 60  # seconds
CACHE_REST = 5.0  # seconds without using an unavailable cache

log = logging.getLogger(__name__)
_cache_asked_again_at = 0.0


@dataclass(frozen=True)
class Kind:
    """A kind of request, and the names of the settings with its limits: per client and, for some, in total."""

    name: str
    by_client: str
    in_all: str = ""


SEARCH = Kind("search", "SEARCHES_A_MINUTE")
EXPORT = Kind("export", "EXPORTS_A_MINUTE")
PDF = Kind("pdf", "PDFS_A_MINUTE")
FORM = Kind("form", "FORMS_A_MINUTE", "FORMS_A_MINUTE_IN_ALL")
SIGN_IN = Kind("sign-in", "SIGN_INS_A_MINUTE", "SIGN_INS_A_MINUTE_IN_ALL")
AT_ONCE = (SEARCH, EXPORT, PDF)  # at most EXPENSIVE_AT_ONCE of these per process
SIGN_INS = (
    "admin:login",
    "admin:password_change",
    "account_login",
    "account_reauthenticate",
    "account_change_password",
)
LISTS = ("archive", "snapshots")  # with a query, these count as searches


def kind_of(request: HttpRequest) -> Kind | None:
    """Return the kind of request for its limits, or None for an ordinary page."""
    name = request.resolver_match.view_name or ""
    if request.method == "POST":
        if name in SIGN_INS or name.startswith("mfa_"):
            return SIGN_IN
        # Confirming and unsubscribing need a token, and many readers share the address of an email program.
        return FORM if name in ("alerts", "review") else None
    if name in ("search", "suggest") or (name in LISTS and request.GET):
        return SEARCH
    if name.startswith("archive-export"):
        return EXPORT
    return PDF if name.endswith(("-pdf", "-card")) else None


@dataclass(frozen=True)
class Count:
    """The requests allowed per minute, those left, and the seconds until the count restarts."""

    most: int
    left: int
    seconds: int


def count(name: str, who: str, most: int) -> Count | None:
    """Count a request. Return None if there is no limit or the cache is unavailable."""
    global _cache_asked_again_at  # noqa: PLW0603 - one for the process
    now = time.time()
    if not most or time.monotonic() < _cache_asked_again_at:
        return None
    window = int(now // WINDOW)
    key = f"{name}:{window}:{who}"
    try:
        cache.add(key, 0, timeout=2 * WINDOW)
        asked = cache.incr(key)
    except ValueError:  # the key was dropped between the two calls because the cache is full
        return None
    except Exception as error:  # each cache backend has its own exceptions, and none of them may affect readers
        _cache_asked_again_at = time.monotonic() + CACHE_REST
        log.warning("The cache is away: requests are not counted. %s", type(error).__name__)
        return None
    return Count(most, most - asked, max(1, int((window + 1) * WINDOW - now)))


def forget() -> None:
    """Use the cache again at once."""
    global _cache_asked_again_at  # noqa: PLW0603 - as above
    _cache_asked_again_at = 0.0


class Limits:
    """Refuses clients that send too many requests with 429, and work that cannot be done now with 503."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response
        self._lock = Lock()
        self._running = 0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = None
        try:
            response = self.get_response(request)
            return response
        finally:
            if (query_time := getattr(request, "query_time", None)) is not None:
                query_time.end()
            if getattr(request, "is_expensive", False):
                if getattr(response, "streaming", False):
                    response._resource_closers.append(self._leave)  # an export counts until its last line is sent
                else:
                    self._leave()

    def process_view(self, request: HttpRequest, view: Callable, args: list, kwargs: dict) -> HttpResponse | None:
        kind = kind_of(request)
        if overload.is_shed(kind.name if kind else request.resolver_match.view_name or ""):
            return overload.refusal(request)
        if kind is None:
            return None
        seconds = self._seconds_to_wait(request, kind)
        if seconds:
            return too_many(request, seconds)
        if kind not in AT_ONCE:
            return None
        if not self._enter(request):
            return overload.refusal(request)
        request.query_time = QueryTime()
        request.query_time.begin()
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return 503 if another password is being checked, or None for any other exception."""
        return too_many(request, 1, status=503) if isinstance(exception, Busy) else None

    def _seconds_to_wait(self, request: HttpRequest, kind: Kind) -> int:
        """Return 0 if the request may continue. A refused client does not use up the total for all clients."""
        client = client_of(request)
        counted = count(kind.name, client, getattr(settings, kind.by_client)) if client else None
        if kind.in_all and (counted is None or counted.left >= 0):
            counted = count(kind.name, "all", getattr(settings, kind.in_all))
        return counted.seconds if counted and counted.left < 0 else 0

    def _enter(self, request: HttpRequest) -> bool:
        if not settings.EXPENSIVE_AT_ONCE:
            return True
        with self._lock:
            if self._running >= settings.EXPENSIVE_AT_ONCE:
                return False
            self._running += 1
        request.is_expensive = True
        return True

    def _leave(self) -> None:
        with self._lock:
            self._running -= 1


def too_many(request: HttpRequest, seconds: int, status: int = 429) -> HttpResponse:
    """Return a refusal (429 by default): this client, or all together, sent too many requests.

    `seconds` is for Retry-After.
    """
    response = render(request, "429.html", status=status)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response
