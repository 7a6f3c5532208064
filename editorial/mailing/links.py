"""Every address in a letter is absolute: a letter is read where no page is."""

import html
import re
from urllib.parse import urljoin

HREF = re.compile(r'(<a\b[^>]*? href=)"([^"]*)"')


def resolved(href: str, base: str) -> str:
    """Return `href` as it leads from the page at `base` (RFC 3986); `base` where it leads nowhere."""
    try:
        return urljoin(base, href.strip())
    except ValueError:  # "http://[" is no address
        return base


def with_absolute_links(markup: str, base: str) -> str:
    """Return the document with the address of each link resolved against `base`."""
    return HREF.sub(lambda link: f'{link[1]}"{html.escape(resolved(html.unescape(link[2]), base))}"', markup)
