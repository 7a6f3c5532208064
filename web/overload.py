"""Refuses the most expensive, least important requests first when the server is overloaded.

The order: combined filters, search, exports and PDF files, the API, all other pages. Articles and snapshots stay.
"""

import os

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

RETRY_AFTER_SECONDS = 30
# Multiples of OVERLOAD_PER_CPU for the load. Kinds not listed here are refused at OTHERS_AT.
SHED_AT = {"search": 1.25, "export": 1.5, "edition-log": 1.5, "pdf": 1.5, "api": 2.0}
OTHERS_AT = 3.0
KEPT = ("article", "snapshot", "home", "form", "sign-in", "alerts", "admin:", "picture", "file", "site-css", "robots")


def is_overloaded() -> bool:
    """Return whether the load average of the last minute exceeds OVERLOAD_PER_CPU per processor."""
    return load() > 1


def load() -> float:
    """Return the load average of the last minute as a multiple of OVERLOAD_PER_CPU per processor."""
    try:
        return os.getloadavg()[0] / (settings.OVERLOAD_PER_CPU * (os.cpu_count() or 1))
    except OSError:  # this system has no load average
        return 0.0


def is_shed(name: str) -> bool:
    """Return whether requests of this kind, or for this view, are refused now."""
    group = "api" if name.startswith("api") else name
    if group in SHED_AT:
        return load() > SHED_AT[group]
    return not name.startswith(KEPT) and load() > OTHERS_AT


def refusal(request: HttpRequest) -> HttpResponse:
    """Return a 503 response that asks the client to try again in RETRY_AFTER_SECONDS."""
    response = render(request, "503.html", status=503)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    response["Cache-Control"] = "no-store"
    return response
