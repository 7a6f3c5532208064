"""What every template may use."""

from django.http import HttpRequest

from editorial.organization import organization as the_organization
from editorial.public_pages import about_language


def organization(request: HttpRequest) -> dict:
    """Return the organization, the request's one moment, and a house page's language (pages of editions say theirs)."""
    house = the_organization()
    return {"organization": house, "moment": getattr(request, "moment", None), **about_language(house.language)}
