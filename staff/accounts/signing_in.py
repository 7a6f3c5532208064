"""Audit entries for sign-ins, and notices of sign-ins from a new device."""

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext as _

from audit.alarms import sound
from audit.models import AuditEntry
from audit.trail import note
from permissions.matrix import Act

LONGEST = 300


def note_device(sender: type, request: HttpRequest, user: AbstractBaseUser, **_signal) -> None:
    """Record who signed in and from which device. Send a notice for a new device, except for an account's first one.

    Called by Django after every sign-in. Sign-ins without a request, as in tests, are ignored.
    """
    if "REQUEST_METHOD" not in request.META:
        return
    device = request.headers.get("User-Agent", "")[:LONGEST]
    before = AuditEntry.objects.filter(actor=user, act=Act.SIGN_IN)
    is_new = before.exists() and not before.filter(words=device).exists()
    entry = note(Act.SIGN_IN, user, device, by=user)
    if is_new:
        sound(entry, _("Sign-in from a new device"), device, also=[user.email])
