"""How often one client may ask: so many times a minute, counted in Django's cache.

A client is an address (of IPv6 the /64 that one household or machine has). Each answer says how many are left and when
the minute ends, as draft-ietf-httpapi-ratelimit-headers has it.
"""

import logging
import time
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from rest_framework.throttling import BaseThrottle

WINDOW = 60  # seconds
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Standing:
    """How a client stands: the requests allowed a minute, those left, and the seconds until all are given again."""

    most: int
    left: int
    seconds: int

    def headers(self) -> dict[str, str]:
        """Return what each answer says of it."""
        return {
            "RateLimit-Policy": f'"minute";q={self.most};w={WINDOW}',
            "RateLimit": f'"minute";r={max(self.left, 0)};t={self.seconds}',
        }


def client_of(request: HttpRequest) -> str:
    """Return who asks. X-Forwarded-For is believed as far as TRUSTED_PROXIES stand before us, counted from its end."""
    hops = [*request.META.get("HTTP_X_FORWARDED_FOR", "").split(","), request.META.get("REMOTE_ADDR", "")]
    told = hops[-1 - min(settings.TRUSTED_PROXIES, len(hops) - 1)].strip()
    try:
        address = ip_address(told)
    except ValueError:
        return "unknown"
    address = getattr(address, "ipv4_mapped", None) or address
    if isinstance(address, IPv6Address):
        return str(ip_network((int(address), 64), strict=False))
    return str(address)


def count(request: HttpRequest) -> Standing | None:
    """Count a request; return how its client stands. None where there is no limit, or no cache to count in."""
    most, now = settings.API_REQUESTS_A_MINUTE, time.time()
    if not most:
        return None
    window = int(now // WINDOW)
    key = f"api:{window}:{client_of(request)}"
    try:
        cache.add(key, 0, timeout=2 * WINDOW)
        asked = cache.incr(key)
    except ValueError:  # dropped between the two: a full cache
        return None
    except Exception:  # each kind of cache has exceptions of its own; a reader is not to suffer for any of them
        log.warning("The cache is away: API requests are not counted.", exc_info=True)
        return None
    return Standing(most, most - asked, max(1, int((window + 1) * WINDOW - now)))


class ByAddress(BaseThrottle):
    """Refuses a client that has asked too often this minute; leaves how it stands on the request."""

    standing: Standing | None = None

    def allow_request(self, request, view) -> bool:
        """Count the request; return whether it may be answered."""
        self.standing = request._request.rate = count(request)
        return self.standing is None or self.standing.left >= 0

    def wait(self) -> int | None:
        """Return the seconds until it may come back."""
        return self.standing.seconds if self.standing else None
