"""Pages that the house writes about itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from editorial.flat_pages import Page
from editorial.public_pages import absolute, public_page


@public_page
def flat_page(request: HttpRequest, page: Page) -> HttpResponse:
    """Show a page about the house."""
    return render(request, "flatpage.html", {"flatpage": page, "canonical_url": absolute(request, page.url)})
