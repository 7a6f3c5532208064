"""Records who makes a request, for the audit trail."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from audit.trail import Actor, acting


def actor(get_response: Callable) -> Callable:
    """Attribute everything that a request does to the account that is signed in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with acting(Actor(request)):
            return get_response(request)

    return middleware
