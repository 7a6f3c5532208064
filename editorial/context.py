"""What every template may use."""

from django.http import HttpRequest

from editorial.organization import organization as the_organization


def organization(request: HttpRequest) -> dict:
    """Return the organization, the request's one moment, and the page's canonical address (views override it)."""
    return {"organization": the_organization(), "moment": getattr(request, "moment", None)}
