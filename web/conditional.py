"""Validators: an ETag for every response, and 304 if the client already has it."""

from csp.constants import HEADER
from django.http import HttpRequest, HttpResponse
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import get_conditional_response, set_response_etag


class Conditional(ConditionalGetMiddleware):
    """Django's middleware extended to HEAD, with the same ETag and length as GET. The server omits the body."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = self._answer(request, response)
        if HEADER in response:  # a page's own content policy; without it, a 304 would bring the policy of other pages
            answer.headers[HEADER] = response.headers[HEADER]
        return answer

    def _answer(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.method != "HEAD":
            return super().process_response(request, response)
        if self.needs_etag(response) and not response.has_header("ETag"):
            set_response_etag(response)
        if not response.has_header("ETag"):
            return response
        return get_conditional_response(request, etag=response["ETag"], response=response)
