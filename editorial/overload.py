"""Refusing what costs most and matters least, first, when the machine has too much to do."""

import os

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

RETRY_AFTER_SECONDS = 30


def is_overloaded() -> bool:
    """Return whether more work waits for each processor than OVERLOAD_PER_CPU says (the load of the last minute)."""
    try:
        return os.getloadavg()[0] > settings.OVERLOAD_PER_CPU * (os.cpu_count() or 1)
    except OSError:  # no such figure on this system
        return False


def refusal(request: HttpRequest) -> HttpResponse:
    """Return the answer that asks to come back a little later."""
    response = render(request, "503.html", status=503)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response
