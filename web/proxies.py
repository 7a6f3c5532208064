"""Trusted proxies (TRUSTED_PROXIES), and removal of forwarding headers from everybody else."""

import logging
from collections.abc import Callable
from functools import cache
from ipaddress import IPv6Address, ip_network

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

from audit.addresses import UNIX, address, address_of, is_trusted

FORWARDED = (
    "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_PORT",
    "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_X_REQUEST_ID",
)  # fmt: skip

log = logging.getLogger(__name__)


def read(names: list[str]) -> list[str]:
    """Return the names unchanged. Raises ImproperlyConfigured unless each is an address, a network or “unix”."""
    for name in names:
        if name == UNIX:
            continue
        try:
            if name.isdigit():  # a plain number would be parsed as an address
                raise ValueError(name)
            ip_network(name)
        except ValueError:
            raise ImproperlyConfigured(
                f"TRUSTED_PROXIES: “{name}” is not an address. Name your proxies, separated by commas: IP addresses, "
                "networks such as 10.0.0.0/8, or “unix” for a proxy that connects to a Unix socket."
            ) from None
    return names


class ForwardedHeaders:
    """Removes headers about client, host and scheme unless a trusted proxy sent them."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        peer = request.META.get("REMOTE_ADDR", "")
        if not is_trusted(peer):
            forwarded = [name for name in FORWARDED if request.META.pop(name, None) is not None]
            if forwarded and _is_here(peer):
                request.is_behind_unnamed_proxy = True
                _warn_once()
        return self.get_response(request)


def client_of(request: HttpRequest) -> str | None:
    """Return the client's address (for IPv6 the /64, which one household or machine has), or None if it is unknown."""
    found = address_of(request)
    if isinstance(found, IPv6Address):
        return str(ip_network((int(found), 64), strict=False))
    return str(found) if found else None


def _is_here(peer: str) -> bool:
    """Return whether the peer is on this machine. A Unix socket has no address."""
    found = address(peer)
    return found is None or found.is_loopback


@cache
def _warn_once() -> None:
    log.warning("A proxy on this machine is not named in TRUSTED_PROXIES: limits by client are off.")
