"""Addresses of many items of one kind: the resolver runs once, not for each of a hundred thousand records."""

from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import RFC3986_SUBDELIMS

from web.public_pages import absolute

SLUG = "a~slug~that~no~route~holds"
NUMBER = 987654321
SAFE = f"{RFC3986_SUBDELIMS}/~:@"  # the characters that django.urls leaves unquoted in a path


class ManyAddresses:
    """Builds absolute addresses for a URL pattern with a slug, and with a number if `is_numbered`."""

    def __init__(self, request: HttpRequest, name: str, is_numbered: bool = False):
        kwargs = {"slug": SLUG, "number": NUMBER} if is_numbered else {"slug": SLUG}
        self.before, _, rest = absolute(request, reverse(name, kwargs=kwargs)).partition(SLUG)
        self.between, _, self.after = rest.partition(f"{NUMBER}")

    def of(self, slug: str, number: int | str = "") -> str:
        """Return the same as `absolute(request, reverse(…))`."""
        return f"{self.before}{quote(slug, safe=SAFE)}{self.between}{number}{self.after}"
