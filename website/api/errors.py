"""Errors of the API, {"error": {"code", "message"}}, and the notice for a withdrawn item."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from rest_framework.exceptions import APIException, MethodNotAllowed, NotAcceptable, Throttled

from record.addresses import Gone, Moved
from web.middleware import moved_to
from web.public_pages import require_revalidation

PREFIX = "/api/"
NOT_KEPT = "no-store"
OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, RateLimit, RateLimit-Policy, Retry-After",
}


def error(status: int, code: str, message: str, **more: str) -> HttpResponse:
    """Return an error as JSON. `message` is one plain sentence."""
    answer = JsonResponse(
        {"error": {"code": code, "message": message, **more}},
        status=status,
        json_dumps_params={"ensure_ascii": False},
        headers=OPEN_TO_ALL,
    )
    return require_revalidation(answer)


def bad_request(exception: Exception) -> HttpResponse:
    """Return 400 with the message raised by a view. Django's own messages are not shown."""
    sentence = str(exception) if isinstance(exception, BadRequest) else ""
    return error(400, "bad_request", sentence or "This request could not be understood.")


def not_found() -> HttpResponse:
    """Return 404, the same for missing and unpublished items."""
    return error(404, "not_found", "Nothing is at this address.")


def answer_to(exception: Exception, context: dict) -> HttpResponse | None:
    """Return the response to an exception of a view, or None if it is unexpected. Used by REST_FRAMEWORK."""
    if isinstance(exception, Moved):
        return require_revalidation(
            HttpResponsePermanentRedirect(moved_to(context["request"], exception), headers=OPEN_TO_ALL)
        )
    if isinstance(exception, Gone):
        told = {"title": exception.title, "notice": exception.notice}
        return error(410, "withdrawn", "This was withdrawn by its publisher.", **told)
    if isinstance(exception, Http404):
        return not_found()
    if isinstance(exception, BadRequest):
        return bad_request(exception)
    return _refused(exception) if isinstance(exception, APIException) else None


def _refused(exception: APIException) -> HttpResponse:
    """Return the response to an exception of the framework."""
    if isinstance(exception, Throttled):
        message = f"Too many requests from one address: come back in {exception.wait} seconds."
        answer = error(429, "too_many_requests", message)
        answer["Retry-After"] = exception.wait
        answer["Cache-Control"] = NOT_KEPT  # it concerns this client only
        return answer
    if isinstance(exception, MethodNotAllowed):
        return error(405, "method_not_allowed", "This API is read only: ask with GET or HEAD.")
    if isinstance(exception, NotAcceptable):
        return error(406, "not_acceptable", "This API answers in JSON alone: accept application/json.")
    return bad_request(exception)
