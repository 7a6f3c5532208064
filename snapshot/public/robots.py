"""What crawlers are asked to leave alone."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from editorial.public_pages import absolute, public_page, text_response

ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /search/
Disallow: /*?*&
Disallow: /*?q=
Disallow: /*export.
"""


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Keep crawlers out of combined filters, of searches and of exports: each page is reached without.

    The sitemaps are named.
    """
    maps = (absolute(request, reverse(name)) for name in ("sitemap", "sitemap-news"))
    return text_response(ROBOTS + "\n" + "".join(f"Sitemap: {address}\n" for address in maps))
