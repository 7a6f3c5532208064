"""What crawlers are asked to leave alone."""

from django.http import HttpRequest, HttpResponse

from editorial.public_pages import public_page, text_response

ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /search/
Disallow: /*?*&
Disallow: /*?q=
Disallow: /*export.
"""


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Keep crawlers out of combined filters, of searches and of exports: each page is reached without them."""
    return text_response(ROBOTS)
