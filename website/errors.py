"""Error pages."""

import errno
import sys

from django.core.exceptions import BadRequest
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render

from web import outage
from web.database_errors import is_away
from web.plain_pages import plain_page
from web.public_pages import forget_cookies
from website.api import errors as api


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Respond with 400 and the message raised by a view. Django's own messages are not shown."""
    if request.path.startswith(api.PREFIX):
        return api.bad_request(exception)
    sentence = str(exception) if isinstance(exception, BadRequest) else ""
    return render(request, "400.html", {"message": sentence}, status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Respond with 404. Django's own handler would use a CSRF token and therefore set a cookie for some readers."""
    forget_cookies(request)
    if request.path.startswith(api.PREFIX):
        return api.not_found()
    return render(request, "404.html", status=404)


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Respond with 403 to a form whose session has changed, with a way to keep the input."""
    return render(request, "403_form.html", status=403)


def failed(request: HttpRequest) -> HttpResponse:
    """Respond with 500, 507 if a disk is full, or 503 if the database is unavailable. Call it in an exception handler.

    A request whose body ended early gets 400, which its client does not read.
    """
    error = sys.exc_info()[1]
    if is_disk_full(error):
        return plain_page(request, "507.html", 507)
    if is_away(error):
        return outage.unavailable(request, error)
    if isinstance(error, UnreadablePostError):
        return render(request, "400.html", {"message": ""}, status=400)
    return plain_page(request, "500.html", 500)


def is_disk_full(error: BaseException | None) -> bool:
    """Return whether a disk or a quota is full, on this machine or the database's."""
    if isinstance(error, DatabaseError):
        cause = error.__cause__
        names = (getattr(cause, "sqlite_errorname", ""), getattr(cause, "sqlstate", ""))
        return "SQLITE_FULL" in names or "53100" in names  # PostgreSQL's disk_full
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
