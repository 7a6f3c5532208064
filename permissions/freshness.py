"""How long ago someone proved their identity, by signing in or by confirming it later."""

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils import timezone

SIGNED_IN_AT = "signed_in_at"


def note_sign_in(sender: type, request: HttpRequest, user: AbstractBaseUser, **_signal) -> None:
    """Store the time of sign-in in the session. Called by Django after every sign-in."""
    request.session[SIGNED_IN_AT] = timezone.now().timestamp()


def is_fresh(request: HttpRequest) -> bool:
    """Return whether the last proof is less than REAUTHENTICATE_AFTER seconds old."""
    moments = [request.session.get(SIGNED_IN_AT, 0)]
    moments += [record.get("at", 0) for record in get_authentication_records(request, request.user)]
    return timezone.now().timestamp() - max(moments) < settings.REAUTHENTICATE_AFTER
