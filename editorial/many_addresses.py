"""Addresses of many things of a kind: the resolver is asked once, not for each of a hundred thousand records."""

from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import RFC3986_SUBDELIMS

from editorial.public_pages import absolute

SLUG = "a~slug~that~no~route~holds"
NUMBER = 987654321
SAFE = f"{RFC3986_SUBDELIMS}/~:@"  # as django.urls quotes what stands in a path


class ManyAddresses:
    """The absolute addresses that a pattern with a slug gives, and with a number where it `is_numbered`."""

    def __init__(self, request: HttpRequest, name: str, is_numbered: bool = False):
        kwargs = {"slug": SLUG, "number": NUMBER} if is_numbered else {"slug": SLUG}
        self.before, _, rest = absolute(request, reverse(name, kwargs=kwargs)).partition(SLUG)
        self.between, _, self.after = rest.partition(f"{NUMBER}")

    def of(self, slug: str, number: int | str = "") -> str:
        """Return what `absolute(request, reverse(…))` does."""
        return f"{self.before}{quote(slug, safe=SAFE)}{self.between}{number}{self.after}"
