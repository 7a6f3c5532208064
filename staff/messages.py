"""Messages of a desk's script to the server: JSON, and the refusals that both desks share."""

import json
from typing import Any

from django.http import HttpRequest

MOST_DEPTH = 12


class Malformed(Exception):
    """A message that is not valid: respond with 400 and this text."""


class WrongUser(Exception):
    """A change made by one user but sent after another signed in: respond with 403; the client keeps it."""


def read_json(request: HttpRequest) -> dict:
    """Return the JSON object in the request's body. Raises Malformed."""
    try:
        message = json.loads(request.body)
        depth = _depth(message)
        json.dumps(message, ensure_ascii=False, allow_nan=False).encode()  # no lone surrogate or 1e999 can be stored
    except (ValueError, RecursionError, UnicodeError):
        raise Malformed("The message is not JSON.") from None
    if not isinstance(message, dict) or depth > MOST_DEPTH:
        raise Malformed("The message is not one of ours.")
    return message


def check_user(request: HttpRequest, message: dict) -> None:
    """Raise WrongUser if another user made the change in this message."""
    if message.get("person") not in (None, request.user.pk):
        raise WrongUser("Someone else has signed in since. Nothing was saved under that name.")


def session_ends_at(request: HttpRequest) -> str:
    """Return when the session ends, from the stored value. `stay` in the query extends it first."""
    if request.GET.get("stay"):
        request.session.modified = True
        return request.session.get_expiry_date().isoformat()
    rows = request.session.model.objects.filter(session_key=request.session.session_key)
    ends_at = rows.values_list("expire_date", flat=True).first()
    return (ends_at or request.moment).isoformat()


def _depth(value: Any, level: int = 1) -> int:
    if level > MOST_DEPTH + 1:
        return level
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return max((_depth(each, level + 1) for each in inner), default=level)
