"""The page itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from editorial.public_pages import public_page
from snapshot.public.styleguide.gallery import gallery
from snapshot.public.styleguide.tokens import SCHEMES, colors, contrasts, measured


@public_page
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, and the tokens. Nothing leads here but the documentation."""
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
