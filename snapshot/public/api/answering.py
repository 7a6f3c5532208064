"""What all answers of the API have in common."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from rest_framework.views import APIView

from editorial.public_pages import ask_again, forget_cookies
from snapshot.public.api.errors import OPEN_TO_ALL


class Resource(APIView):
    """Answers GET and HEAD as JSON, to pages of any origin, without cookies; counts its clients."""

    http_method_names = ("get", "head", "options")

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Answer as a public page does: no cookie comes of it, and caches ask again."""
        forget_cookies(request)
        request.rate = None  # an answer refused before it was counted has none
        return super().dispatch(request, *args, **kwargs)

    def options(self, request, *args, **kwargs) -> HttpResponse:
        """Tell a browser that pages of other origins may ask."""
        allowed = {"Access-Control-Allow-Methods": "GET, HEAD, OPTIONS", "Access-Control-Allow-Headers": "*"}
        return HttpResponse(status=204, headers={**allowed, "Access-Control-Max-Age": "86400"})

    def finalize_response(self, request, response: HttpResponse, *args, **kwargs) -> HttpResponse:
        """Give the answer the headers that all have."""
        response = super().finalize_response(request, response, *args, **kwargs)
        rate = request._request.rate
        for name, value in {**OPEN_TO_ALL, **(rate.headers() if rate else {})}.items():
            response[name] = value
        return response if response.has_header("Cache-Control") else ask_again(response)


def only(fields: Iterable[str], answer: dict) -> dict:
    """Return the answer's chosen fields, all of them where none is chosen. `url` is always among them."""
    chosen = {"url", *fields}
    return {name: value for name, value in answer.items() if name in chosen} if fields else answer
