"""Pages for requests that cannot be answered."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from editorial.public_pages import forget_cookies
from snapshot.public.api import errors as api


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400 with the sentence a view gave; of Django's own refusals nothing is repeated."""
    if request.path.startswith(api.PREFIX):
        return api.bad_request(exception)
    sentence = str(exception) if isinstance(exception, BadRequest) else ""
    return render(request, "400.html", {"message": sentence}, status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404. Django's own handler would ask for a form's token, and so answer some readers with a cookie."""
    forget_cookies(request)
    if request.path.startswith(api.PREFIX):
        return api.not_found()
    return render(request, "404.html", status=404)


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form whose sign-in has changed meanwhile, with a way to keep what was typed."""
    return render(request, "403_form.html", status=403)
