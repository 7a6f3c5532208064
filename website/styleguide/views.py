"""The page of the style guide."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from web.public_pages import public_page
from website.styleguide.gallery import gallery
from website.styleguide.tokens import SCHEMES, colors, contrasts, measured


@public_page
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, and the tokens. Only the documentation links to this page."""
    context = {
        "groups": gallery(),
        "schemes": list(SCHEMES),
        "colors": colors(),
        "contrasts": contrasts(),
        "faces": measured("--serif", "--display", "--sans", "--mono"),
        "steps": measured("--step-"),
        "spaces": measured("--space-"),
        "measures": measured("--frame", "--gutter", "--measure", "--rail"),
    }
    return render(request, "snapshot/styleguide.html", context)
