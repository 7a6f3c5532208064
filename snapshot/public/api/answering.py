"""What all answers of the API have in common."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils.cache import get_conditional_response, set_response_etag
from rest_framework.views import APIView

from editorial.public_pages import ask_again, forget_cookies
from snapshot.public.api.errors import NOT_KEPT, OPEN_TO_ALL


class Resource(APIView):
    """Answers GET and HEAD as JSON, to pages of any origin, without cookies; counts its clients."""

    http_method_names = ("get", "head", "options")

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Answer as a public page does: no cookie comes of it, and caches ask again."""
        forget_cookies(request)
        request.rate = None  # an answer refused before it was counted has none
        response = _unless_known(request, super().dispatch(request, *args, **kwargs))
        for name, value in {**OPEN_TO_ALL, **(request.rate.headers() if request.rate else {})}.items():
            response[name] = value
        return response if response.get("Cache-Control") == NOT_KEPT else ask_again(response)

    def options(self, request, *args, **kwargs) -> HttpResponse:
        """Tell a browser that pages of other origins may ask."""
        allowed = {"Access-Control-Allow-Methods": "GET, HEAD, OPTIONS", "Access-Control-Allow-Headers": "*"}
        return HttpResponse(status=204, headers={**allowed, "Access-Control-Max-Age": "86400"})


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the answer, or 304 where the client has it. Here, since the middleware's 304 drops the API's headers."""
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    if request.method not in ("GET", "HEAD") or response.status_code != 200:
        return response
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response)


def only(fields: Iterable[str], answer: dict) -> dict:
    """Return the answer's chosen fields, all of them where none is chosen. `url` is always among them."""
    chosen = {"url", *fields}
    return {name: value for name, value in answer.items() if name in chosen} if fields else answer
