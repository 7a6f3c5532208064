"""Responses cached in memory for one period of the record (record/record_version.py), limited in bytes.

The page store answers before Django and needs no query. This cache is for requests that bypass it, and for pages that
it has just dropped.
"""

from collections.abc import Callable, Hashable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import set_response_etag

from record.addresses import current_id, numbered_id
from record.models import Edition
from record.record_version import cached
from web.bounded import Bounded
from web.public_pages import absolute

MOST = 16 * 2**20  # bytes per process


def cached_by_edition(edition: type[Edition], *parameters: str) -> Callable[[Callable], Callable]:
    """Cache the responses of a view of an edition: the current one of `slug`, or the one with `number`.

    One query finds out which edition it is. `parameters` are those that the view reads from the query string.
    """

    def keep(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, slug: str, number: int | None = None, **more) -> HttpResponse:
            given = {"slug": slug, **({} if number is None else {"number": number}), **more}
            pk = (
                current_id(edition, slug, request.moment)
                if number is None
                else numbered_id(edition, slug, number, request.moment)
            )
            name = None if pk is None else (pk, *map(request.GET.get, parameters))
            return _cached_answer(request, name, lambda: view(request, **given))

        return answer

    return keep


def cached_by_query(*parameters: str) -> Callable[[Callable], Callable]:
    """Cache the responses of a view of the whole record that reads these parameters from the query string."""

    def keep(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, **given) -> HttpResponse:
            name = tuple((each, *request.GET.getlist(each)) for each in sorted(parameters) if each in request.GET)
            return _cached_answer(request, name, lambda: view(request, **given))

        return answer

    return keep


def _cached_answer(request: HttpRequest, name: Hashable, make: Callable[[], HttpResponse]) -> HttpResponse:
    """Return the response cached for this address under `name`, or make it; with None as name, nothing is cached."""
    if name is None or settings.DEBUG:
        return make()
    kept = cached("answers", lambda: Bounded(MOST))
    key = (absolute(request, request.path), name, timezone.localtime(request.moment).date())  # pages print the year
    found = kept.get(key)
    if found is None:
        response = make()
        if response.status_code != 200:
            return response
        if not response.has_header("ETag"):
            set_response_etag(response)
        found = response.content, dict(response.items())
        kept.put(key, found, 2 * len(found[0]) + 1000)
    content, headers = found
    return HttpResponse(content, headers=headers)
