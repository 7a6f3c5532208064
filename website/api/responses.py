"""Shared behavior of all API responses."""

from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils.cache import get_conditional_response, set_response_etag
from rest_framework.views import APIView

from web.public_pages import forget_cookies, require_revalidation
from website.api.errors import NOT_KEPT, OPEN_TO_ALL


class Resource(APIView):
    """Answers GET and HEAD as JSON, for pages of any origin, without cookies, and counts requests by client."""

    http_method_names = ("get", "head", "options")

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Respond as a public page does: without cookies, and caches must revalidate."""
        forget_cookies(request)
        request.rate = None  # a response refused before counting has no rate
        response = _unless_known(request, super().dispatch(request, *args, **kwargs))
        for name, value in {**OPEN_TO_ALL, **(request.rate.headers() if request.rate else {})}.items():
            response[name] = value
        return response if response.get("Cache-Control") == NOT_KEPT else require_revalidation(response)

    def options(self, request, *args, **kwargs) -> HttpResponse:
        """Allow pages of other origins in a CORS preflight."""
        allowed = {"Access-Control-Allow-Methods": "GET, HEAD, OPTIONS", "Access-Control-Allow-Headers": "*"}
        return HttpResponse(status=204, headers={**allowed, "Access-Control-Max-Age": "86400"})


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the response, or 304 if the client has it.

    Done here, because the middleware's 304 drops the API's headers.
    """
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    if request.method not in ("GET", "HEAD") or response.status_code != 200:
        return response
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response)
