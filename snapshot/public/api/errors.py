"""Errors as the API tells them: {"error": {"code", "message"}}, and the notice of what was withdrawn."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from rest_framework.exceptions import APIException, MethodNotAllowed, NotAcceptable, Throttled

from editorial.addresses import Gone, Moved
from editorial.middleware import moved_to
from editorial.public_pages import ask_again

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
    return ask_again(answer)


def bad_request(exception: Exception) -> HttpResponse:
    """Return 400 with the sentence a view gave; of Django's own refusals nothing is repeated."""
    sentence = str(exception) if isinstance(exception, BadRequest) else ""
    return error(400, "bad_request", sentence or "This request could not be understood.")


def not_found() -> HttpResponse:
    """Return 404: the same for what never was and what is not public."""
    return error(404, "not_found", "Nothing is at this address.")


def answer_to(exception: Exception, context: dict) -> HttpResponse | None:
    """Return the answer to what a view raised; None for what nobody expected. Named in REST_FRAMEWORK."""
    if isinstance(exception, Moved):
        return ask_again(HttpResponsePermanentRedirect(moved_to(context["request"], exception), headers=OPEN_TO_ALL))
    if isinstance(exception, Gone):
        told = {"title": exception.title, "notice": exception.notice}
        return error(410, "withdrawn", "This was withdrawn by its publisher.", **told)
    if isinstance(exception, Http404):
        return not_found()
    if isinstance(exception, BadRequest):
        return bad_request(exception)
    return _refused(exception) if isinstance(exception, APIException) else None


def _refused(exception: APIException) -> HttpResponse:
    """Return the answer to what the framework refused."""
    if isinstance(exception, Throttled):
        message = f"Too many requests from one address: come back in {exception.wait} seconds."
        answer = error(429, "too_many_requests", message)
        answer["Retry-After"] = exception.wait
        answer["Cache-Control"] = NOT_KEPT  # it is about this client, and no other
        return answer
    if isinstance(exception, MethodNotAllowed):
        return error(405, "method_not_allowed", "This API is read only: ask with GET or HEAD.")
    if isinstance(exception, NotAcceptable):
        return error(406, "not_acceptable", "This API answers in JSON alone: accept application/json.")
    return bad_request(exception)
