"""Link targets: absolute web and mail addresses, without redirect services."""

import re
from urllib.parse import parse_qs, urljoin, urlsplit

from text.web_addresses import is_public

BARE = re.compile(r"""https?://[^\s<>"“”«»\\^`{|}]{3,2000}""", re.I)
# Services that wrap a link. The real URL is in the query string.
REDIRECTS = {
    ("www.google.com", "/url"): ("q", "url"),
    ("l.facebook.com", "/l.php"): ("u",),
    (".safelinks.protection.outlook.com", "/"): ("url",),
}
IGNORED_BY_BROWSERS = re.compile("[\x00-\x20\x7f\u200b\ufeff]+")


def address(href: str, base: str = "") -> str | None:
    """Return `href` as an absolute http, https or mailto URL, or None if it is not one.

    `base` is the page's own `<base href>`, for relative URLs. Only https is accepted.
    """
    href = re.sub("[\t\r\n\x00]", "", href).strip("\x00\x01\x02\x03 \x7f\xa0\ufeff").split('"')[0].strip()
    try:
        parts = urlsplit(href)
        if not parts.scheme and base.startswith("https://"):
            href = urljoin(base, href)
        elif not parts.scheme and href.startswith("//"):
            href = f"https:{href}"
        return _unwrapped(href.replace(" ", "%20"))
    except ValueError:
        return None


def is_dangerous(href: str) -> bool:
    """Return whether `href` would run code or read a file instead of opening a page."""
    bare = IGNORED_BY_BROWSERS.sub("", href).lower()
    return bare.startswith(("javascript:", "vbscript:", "data:", "file:", "blob:", "livescript:", "mocha:"))


def bare_addresses(text: str) -> list[str]:
    """Return the web addresses written out in `text`, without trailing punctuation."""
    return [found for found in (_without_punctuation(match[0]) for match in BARE.finditer(text)) if address(found)]


def _unwrapped(href: str, rounds: int = 3) -> str | None:
    parts = urlsplit(href)
    if parts.scheme.lower() == "mailto":
        return href if "@" in parts.path else None
    if not is_public(href):
        return None
    for (host, path), names in REDIRECTS.items():
        if rounds and parts.path == path and (parts.hostname == host or parts.hostname.endswith(host)):
            query = parse_qs(parts.query, max_num_fields=50)
            inner = next((query[name][0] for name in names if name in query), "")
            return _unwrapped(inner, rounds - 1) or href
    return href


def _without_punctuation(found: str) -> str:
    found = found.rstrip(".,;:!?'’*_~[]…")
    while found.endswith(")") and found.count(")") > found.count("("):
        found = found[:-1].rstrip(".,;:!?'’*_~[]…")
    return found
