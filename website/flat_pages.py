"""The organization's own pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from web.flat_pages import Page
from web.public_pages import absolute, public_page, stored


@stored()
@public_page
def flat_page(request: HttpRequest, page: Page) -> HttpResponse:
    return render(request, "flatpage.html", {"flatpage": page, "canonical_url": absolute(request, page.url)})
