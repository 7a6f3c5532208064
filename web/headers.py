"""Headers that isolate our pages from other sites, and limit browser features to those they need."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# Feed readers on other hosts show pictures and icons; programs read everything else through CORS.
OF_DOCUMENTS = ("Cross-Origin-Opener-Policy", "Referrer-Policy")  # and Permissions-Policy; static files are none
SHOWN_ELSEWHERE = ("/pictures/", "/static/", "/favicon.ico")


class IsolationHeaders:
    """Sets Cross-Origin-Resource-Policy and, for documents, Permissions-Policy if the view has not."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_shared = request.path.startswith(SHOWN_ELSEWHERE) or request.path.endswith("/card.png")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if is_shared else "same-origin")
        if request.path.startswith(settings.STATIC_URL) and response.status_code < 400:
            for name in OF_DOCUMENTS:  # some 400 bytes for each of a page's files
                response.headers.pop(name, None)
        else:
            response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response
