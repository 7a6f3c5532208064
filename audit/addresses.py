"""The client's address of a request, and which proxies we trust to report it (TRUSTED_PROXIES)."""

from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

UNIX = "unix"  # a proxy that connects to a Unix socket has no address


def address_of(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """Return the client's address, or None if it is unknown.

    It is the last address in X-Forwarded-For that is not a trusted proxy, because only trusted proxies can set it.
    Behind an untrusted proxy (web/proxies.py marks the request), all clients would seem to have the same address.
    """
    if getattr(request, "is_behind_unnamed_proxy", False):
        return None
    told = request.META.get("REMOTE_ADDR", "")
    if is_trusted(told):
        hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
        told = next((hop for hop in reversed(hops) if address(hop) is None or not is_trusted(hop)), told)
    return address(told)


def is_trusted(peer: str) -> bool:
    """Return whether the host that connected to us is a trusted proxy."""
    found = address(peer)
    if found is None:
        return UNIX in settings.TRUSTED_PROXIES
    return any(found in network for network in _networks(tuple(settings.TRUSTED_PROXIES)))


def address(text: str) -> IPv4Address | IPv6Address | None:
    """Parse an IP address; IPv4-mapped IPv6 becomes IPv4. Return None if it is not valid."""
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


@cache
def _networks(names: tuple[str, ...]) -> list[IPv4Network | IPv6Network]:
    return [ip_network(name) for name in names if name != UNIX]
