"""One moment a request, and the answers that an address alone decides."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from editorial.addresses import Gone, Moved
from editorial.languages import house_language
from editorial.organization import house_zone
from editorial.public_pages import ask_again

ENGLISH_PATHS = ("/admin/", "/api/")


def moment(get_response: Callable) -> Callable:
    """Give each request one `moment`: every question put to the clock while answering it gets the same answer.

    Times are the house's, and so is the language, but for what speaks English whatever the house does.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.moment = timezone.now()
        is_english = request.path.startswith(ENGLISH_PATHS)
        with timezone.override(house_zone()), override(settings.LANGUAGE_CODE if is_english else house_language()):
            return get_response(request)

    return middleware


class addresses:  # noqa: N801 - named as the settings read it
    """Answer 301 where a view found that a slug has moved, 410 where what stood there was withdrawn.

    Where nothing is yet, something may be in a second: caches ask again after a 404, too.
    """

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 404 and not response.has_header("Cache-Control"):
            ask_again(response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the redirect or the notice; None for any other exception."""
        if isinstance(exception, Moved):
            return ask_again(HttpResponsePermanentRedirect(moved_to(request, exception)))
        if isinstance(exception, Gone):
            context = {"title": exception.title, "notice": exception.notice}
            return ask_again(render(request, "410.html", context, status=410))
        return None


def moved_to(request: HttpRequest, moved: Moved) -> str:
    """Return the same address with the slug it has now, query and all; of something else, its current page."""
    name, kwargs = request.resolver_match.view_name, {**request.resolver_match.kwargs, "slug": moved.slug}
    if moved.is_another:
        name = name.replace("-edition", "").replace("-comparison", "")
        kwargs = {key: value for key, value in kwargs.items() if key not in ("number", "other")}
    path, query = reverse(name, kwargs=kwargs), request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path
