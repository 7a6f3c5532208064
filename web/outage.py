"""Responses while the database is unavailable: at once, a plain page that says when to try again.

The first request to find it unavailable waits for DATABASE_WAIT_SECONDS. For a second after that, all others are
answered without trying the database.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse

from record import replica
from web.database_errors import is_unreachable
from web.plain_pages import plain_page

AGAIN_AFTER_SECONDS = 1.0
RETRY_AFTER_SECONDS = 5
UNAVAILABLE = "The database is not available. Please try again in a few seconds."
NOT_READERS = ("/admin/", "/alerts/")

log = logging.getLogger(__name__)
_away_until: dict[str, float] = {}


def unavailable(request: HttpRequest, error: BaseException | None = None) -> HttpResponse:
    """Return 503 with a page that needs no database. `error` is the exception that showed the outage."""
    request.is_database_away = True
    if error is not None and is_unreachable(error):
        _away_until[replica.alias()] = time.monotonic() + AGAIN_AFTER_SECONDS
    if request.path.startswith("/api/"):
        response = JsonResponse({"error": {"code": "unavailable", "message": UNAVAILABLE}}, status=503)
        response["Access-Control-Allow-Origin"] = "*"
    else:
        response = plain_page(request, "503_database.html", 503)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


def is_of_a_reader(request: HttpRequest) -> bool:
    """Return whether the request only reads public data."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not request.path.startswith(NOT_READERS)
    )


def forget() -> None:
    """Use the database again at once."""
    _away_until.clear()


class DatabaseOutage:
    """Chooses the database for a request, and answers at once while it is known to be unavailable."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_of_a_reader(request):
            return self._answer(request)
        with replica.for_readers():
            response, asked = self._answer(request), replica.alias()
        if asked == replica.REPLICA and response.streaming and not isinstance(response, FileResponse):
            response.streaming_content = read_from(asked, response.streaming_content)
        if asked == replica.REPLICA and getattr(request, "is_database_away", False):
            # The replica failed during this request: the primary answers, and the replica is not used until it works
            # again.
            replica.watch.leave_out()
            request.is_database_away = False
            return self._answer(request)
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        alias = replica.alias()
        until = _away_until.get(alias)
        if until is not None:
            now = time.monotonic()
            if now < until:
                return unavailable(request)
            _away_until[alias] = now + AGAIN_AFTER_SECONDS  # this request tries; concurrent ones do not wait for it
        response = self.get_response(request)
        if until is not None and not getattr(request, "is_database_away", False):
            _away_until.pop(alias, None)
        return response


def read_from(alias: str, content: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the content of a streamed response, which reads this database while it is sent."""
    parts = iter(content)
    while True:
        with replica.read_from(alias):
            part = next(parts, None)
        if part is None:
            return
        yield part
