"""One moment a request, and the answers that an address alone decides."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from editorial.addresses import Gone, Moved
from editorial.organization import house_zone


def moment(get_response: Callable) -> Callable:
    """Give each request one `moment`: every question put to the clock while answering it gets the same answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.moment = timezone.now()
        with timezone.override(house_zone()):
            return get_response(request)

    return middleware


class addresses:  # noqa: N801 - named as the settings read it
    """Answer 301 where a view found that a slug has moved, 410 where what stood there was withdrawn."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the redirect or the notice; None for any other exception."""
        if isinstance(exception, Moved):
            match = request.resolver_match
            path = reverse(match.view_name, kwargs={**match.kwargs, "slug": exception.slug})
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)
        if isinstance(exception, Gone):
            return render(request, "410.html", {"title": exception.title, "notice": exception.notice}, status=410)
        return None
