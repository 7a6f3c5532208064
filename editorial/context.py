"""What every template may use."""

from django.http import HttpRequest

from editorial.organization import menu_links
from editorial.organization import organization as the_organization
from editorial.stylesheet import stylesheet_url


def organization(request: HttpRequest) -> dict:
    """Return the organization, its links, where the style is, and the request's one moment."""
    return {
        "organization": the_organization(),
        "menu": menu_links(),
        "moment": getattr(request, "moment", None),
        "stylesheet_url": stylesheet_url,
    }
