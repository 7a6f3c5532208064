"""The context of every template."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from media.pictures.frozen import frozen_picture
from media.pictures.shown import shown_picture
from outbox.post import is_set_up
from record import organization as house
from record.models import MenuLink, Organization
from web.public_pages import language_context
from web.stylesheet import remembered_stylesheet_url, stylesheet_url


def organization(request: HttpRequest) -> dict:
    """Return the organization, its links, the stylesheet's address, the request's timestamp, and the page language.

    Pages of editions set their own language. A request that was refused early has no timestamp yet.
    """
    moment = getattr(request, "moment", None) or timezone.now()
    return _context(house.organization(), house.menu_links(), stylesheet_url, moment)


def remembered() -> dict:
    """Return the same without reading the database, or nothing if this process has no organization in memory.

    The address of the stylesheet may be empty.
    """
    publisher, links = house.remembered()
    if publisher is None:
        return {}
    return _context(publisher, links, remembered_stylesheet_url, timezone.now())


def _context(
    publisher: Organization, links: dict[str, list[MenuLink]], stylesheet: Callable[[], str], moment: datetime
) -> dict:
    return {
        "organization": publisher,
        "logo": shown_picture(frozen_picture(publisher.logo)),
        "stylesheet_url": stylesheet,
        "menu": links,
        "moment": moment,
        "has_mail": is_set_up(),
        **language_context(publisher.language),
    }
