"""What every template may use."""

from django.http import HttpRequest

from editorial.organization import menu_links
from editorial.organization import organization as the_organization
from editorial.pictures.freezing import frozen_picture
from editorial.pictures.shown import shown_picture
from editorial.public_pages import about_language
from editorial.stylesheet import stylesheet_url


def organization(request: HttpRequest) -> dict:
    """Return the organization, its links, where the style is, the request's one moment, and a house page's language.

    Pages of editions say theirs.
    """
    house = the_organization()
    moment = getattr(request, "moment", None)
    logo = shown_picture(frozen_picture(house.logo))
    return {
        "organization": house,
        "logo": logo,
        "stylesheet_url": stylesheet_url,
        "menu": menu_links(),
        "moment": moment,
        **about_language(house.language),
    }
