"""The context of every template."""

from django.http import HttpRequest

from media.pictures.frozen import frozen_picture
from media.pictures.shown import shown_picture
from outbox.post import is_set_up
from record.organization import menu_links
from record.organization import organization as the_organization
from web.public_pages import language_context
from web.stylesheet import stylesheet_url


def organization(request: HttpRequest) -> dict:
    """Return the organization, its links, the stylesheet's address, the request's timestamp, and the page language.

    Pages of editions set their own language.
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
        "has_mail": is_set_up(),
        **language_context(house.language),
    }
