"""Absolute links in letters, because a letter is read outside the site."""

import html
import re
from urllib.parse import urljoin

HREF = re.compile(r'(<a\b[^>]*? href=)"([^"]*)"')


def resolved(href: str, base: str) -> str:
    """Return `href` resolved against `base` (RFC 3986), or `base` itself if `href` is invalid."""
    try:
        return urljoin(base, href.strip())
    except ValueError:  # "http://[" is not a URL
        return base


def with_absolute_links(markup: str, base: str) -> str:
    """Return the document with all links resolved against `base`."""
    return HREF.sub(lambda link: f'{link[1]}"{html.escape(resolved(html.unescape(link[2]), base))}"', markup)
