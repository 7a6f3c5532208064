"""The public page of corrections."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from web.public_pages import absolute, public_page, stored
from website.corrections import corrections_page


@stored("cursor")
@public_page
def corrections(request: HttpRequest) -> HttpResponse:
    """List every correction of a public article or snapshot, newest first."""
    address = reverse("corrections")
    found, cursor = corrections_page(request.moment, request.GET.get("cursor"))
    context = {
        "corrections": found,
        "next_url": f"{address}?cursor={cursor}" if cursor else "",
        "canonical_url": absolute(request, address),
    }
    return render(request, "snapshot/correction_list.html", context)
