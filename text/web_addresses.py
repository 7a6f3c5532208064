"""Checks for addresses that readers can follow: public web, email, or a path on this site."""

import ipaddress
import re
import socket
import unicodedata
from urllib.parse import unquote, urlsplit

WEB = ("http", "https")
# RFC 6761, 6762 and 8375; “internal” was reserved by ICANN in 2024
LOCAL = ("localhost", "local", "internal", "home.arpa")
NAME = re.compile(r"[\w-]+(\.[\w-]+)+")
NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
IGNORED = re.compile("[\t\n\r]")  # browsers drop these anywhere in an address (WHATWG URL, 4.4)
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Accept only a complete http or https address without a user name or password, on a public host.

    The host is read as browsers read it, so unusual spellings of local addresses are rejected, too.
    """
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - raises ValueError for what is no port
        is_whole = parts.scheme in WEB and address.lower().startswith(f"{parts.scheme}://")
        return is_whole and not set("\\@") & set(parts.netloc) and _is_public_host(parts.hostname or "")
    except ValueError:
        return False


def stored_link(href: str) -> str | None:
    """Return the link as we store it, or None if readers should not follow it.

    Without a scheme, it is a path on this site; if it starts with // and a host, it gets https.
    """
    href = IGNORED.sub("", href).strip()
    if href[:2].replace("\\", "/") == "//":
        href = f"https://{href[2:]}"
    scheme = SCHEME.match(href)
    return href if not scheme or scheme[1].lower() not in WEB or is_public(href) else None


def _is_public_host(written: str) -> bool:
    """Read the host as browsers do: percent-decoded, full-width letters narrowed, IP addresses in any notation."""
    host = unicodedata.normalize("NFKC", unquote(written)).replace("。", ".").lower().removesuffix(".")
    if ":" in host:
        return _is_public_ip(_behind(ipaddress.IPv6Address(host)))
    if NUMBER.fullmatch(host.rpartition(".")[2]):
        try:
            return _is_public_ip(ipaddress.IPv4Address(socket.inet_aton(host)))
        except OSError:
            return False
    return bool(NAME.fullmatch(host)) and not any(f".{host}".endswith(f".{name}") for name in LOCAL)


def _behind(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Return the IPv4 address embedded in an IPv6 address (NAT64, mapped, 6to4), else the address itself."""
    if ip in NAT64:
        return ipaddress.IPv4Address(ip.packed[-4:])
    return ip.ipv4_mapped or ip.sixtofour or ip


def _is_public_ip(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return ip.is_global and not ip.is_multicast
