"""Limits on API requests per client and minute (web/limits.py).

Each response says how many are left and when the minute ends (draft-ietf-httpapi-ratelimit-headers).
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from rest_framework.throttling import BaseThrottle

from web import limits
from web.limits import WINDOW
from web.proxies import client_of


@dataclass(frozen=True)
class RateState:
    """A client's rate: the requests allowed per minute, those left, and the seconds until the count restarts."""

    most: int
    left: int
    seconds: int

    def headers(self) -> dict[str, str]:
        """Return the rate limit headers of a response."""
        return {
            "RateLimit-Policy": f'"minute";q={self.most};w={WINDOW}',
            "RateLimit": f'"minute";r={max(self.left, 0)};t={self.seconds}',
        }


def count(request: HttpRequest) -> RateState | None:
    """Count a request and return the client's rate. None without a limit, a client address or a cache."""
    client = client_of(request)
    counted = limits.count("api", client, settings.API_REQUESTS_A_MINUTE) if client else None
    return RateState(counted.most, counted.left, counted.seconds) if counted else None


class ByAddress(BaseThrottle):
    """Refuses a client that sent too many requests this minute, and sets its rate on the request."""

    rate: RateState | None = None

    def allow_request(self, request, view) -> bool:
        self.rate = request._request.rate = count(request)
        return self.rate is None or self.rate.left >= 0

    def wait(self) -> int | None:
        return self.rate.seconds if self.rate else None
