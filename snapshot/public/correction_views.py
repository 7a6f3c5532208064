"""The page of corrections."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from editorial.public_pages import absolute, public_page
from snapshot.public.corrections import corrections_page


@public_page
def corrections(request: HttpRequest) -> HttpResponse:
    """Show every correction of an article or a snapshot that is public, newest first."""
    address = reverse("corrections")
    found, cursor = corrections_page(request.moment, request.GET.get("cursor"))
    context = {
        "corrections": found,
        "next_url": f"{address}?cursor={cursor}" if cursor else "",
        "canonical_url": absolute(request, address),
    }
    return render(request, "snapshot/correction_list.html", context)
