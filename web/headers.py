"""Headers that isolate our pages from other sites, and limit browser features to those they need."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# Feed readers on other hosts show pictures and icons; programs read everything else through CORS.
SHOWN_ELSEWHERE = ("/pictures/", "/static/", "/favicon.ico")


class IsolationHeaders:
    """Sets Cross-Origin-Resource-Policy and Permissions-Policy if the view has not."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_shared = request.path.startswith(SHOWN_ELSEWHERE) or request.path.endswith("/card.png")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if is_shared else "same-origin")
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response
