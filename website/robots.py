"""robots.txt."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from web.public_pages import absolute, public_page, stored, text_response

ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /search/
Disallow: /*?*&
Disallow: /*?q=
Disallow: /*export.
"""


@stored()
@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Exclude combined filters, searches and exports from crawling. Every page can be reached without them.

    Also lists the sitemaps.
    """
    maps = (absolute(request, reverse(name)) for name in ("sitemap", "sitemap-news"))
    return text_response(ROBOTS + "\n" + "".join(f"Sitemap: {address}\n" for address in maps))
