"""Log lines for refused requests: one line each, without a traceback and without the reader's input."""

import logging

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from web.database_errors import is_away

REFUSALS = (BadRequest, SuspiciousOperation, PermissionDenied, Http404, UnreadablePostError, MultiPartParserError)
SECRET = ("/alerts/", "/review/")  # beginnings of addresses with a token


class OneLine(logging.Filter):
    """Shortens records of refused requests and an unavailable database, and drops a second record of a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        if error is not None and not (isinstance(error, REFUSALS) or is_away(error)):
            return True
        if request is None or not record.name.startswith(("django.request", "django.security")):
            return True
        reported = getattr(request, "refusal", None)
        if reported is not None:
            return reported is record  # shortened by another handler
        request.refusal = record
        reason = f" ({_reason(error)})" if error else ""
        record.msg, record.args = "%s: %s%s", (_status(record), _path(request), reason)
        record.exc_info = record.exc_text = None
        return True


def _reason(error: BaseException) -> str:
    reported = f": {str(error).strip().partition(chr(10))[0]}" if is_away(error) else ""
    return type(error).__name__ + reported


def _status(record: logging.LogRecord) -> str:
    return f"Refused with {code}" if (code := getattr(record, "status_code", None)) else "Refused"


def _path(request: HttpRequest) -> str:
    """Return the path without the secret tokens of email and review links."""
    secret = next((first for first in SECRET if request.path.startswith(first)), "")
    path = f"{secret}..." if secret else request.path[:200]
    return path.encode("unicode_escape").decode("ascii")  # the path may contain line breaks
