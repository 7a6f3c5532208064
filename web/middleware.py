"""One timestamp per request, and responses for addresses that have moved or are gone."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from record.addresses import Gone, Moved
from record.organization import site_time_zone
from web.languages import site_language
from web.public_pages import require_revalidation

ENGLISH_PATHS = ("/admin/", "/api/")


def moment(get_response: Callable) -> Callable:
    """Set `request.moment`, so that everything in one request uses the same time.

    The time zone and language are the organization's, except that some paths are always in English.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.moment = timezone.now()
        is_english = request.path.startswith(ENGLISH_PATHS)
        with timezone.override(site_time_zone()), override(settings.LANGUAGE_CODE if is_english else site_language()):
            return get_response(request)

    return middleware


class addresses:  # noqa: N801 - named as the settings read it
    """Respond with 301 if a view finds that a slug has moved, and with 410 if the item was withdrawn.

    Something may be published at any moment, so caches must revalidate after a 404, too.
    """

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 404 and not response.has_header("Cache-Control"):
            require_revalidation(response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the redirect or the withdrawal notice, or None for any other exception."""
        if isinstance(exception, Moved):
            return require_revalidation(HttpResponsePermanentRedirect(moved_to(request, exception)))
        if isinstance(exception, Gone):
            context = {"title": exception.title, "notice": exception.notice}
            return require_revalidation(render(request, "410.html", context, status=410))
        return None


def moved_to(request: HttpRequest, moved: Moved) -> str:
    """Return the same address with the current slug and query string, or the main page of the replacement."""
    name, kwargs = request.resolver_match.view_name, {**request.resolver_match.kwargs, "slug": moved.slug}
    if moved.is_another:
        name = name.replace("-edition", "").replace("-comparison", "")
        kwargs = {key: value for key, value in kwargs.items() if key not in ("number", "other")}
    path, query = reverse(name, kwargs=kwargs), request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path
