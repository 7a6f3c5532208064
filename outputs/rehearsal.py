"""Render an edition before it goes public: if a rendition fails, the edition is not published."""

import logging
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from outputs.mail import automatic
from record.kinds import Kind
from record.models import Edition
from record.organization import site_time_zone
from record.terms import Refused
from web.languages import site_language

logger = logging.getLogger(__name__)


class FirstReading(HttpRequest):
    """A simulated request by the first reader, at the moment an edition goes live."""

    def __init__(self, moment: datetime):
        super().__init__()
        self.method, self.moment = "GET", moment

    def build_absolute_uri(self, location: str | None = None) -> str:
        """Return the public URL. There is no server name to take it from."""
        return automatic.absolute(location or "/")


def rehearse(kind: Kind, edition: Edition) -> None:
    """Make every rendition of `edition` that its kind names, as the first reader would get it, and discard it.

    Raises Refused with one reason per failed rendition. Logs the traceback.
    """
    reasons = []
    with timezone.override(site_time_zone()):
        for name, render in kind.renditions.items():
            try:
                with override(site_language()):  # the site language, as web.middleware sets it for readers
                    render(FirstReading(edition.live_from), edition)
            except Exception as error:  # any exception would reach readers as an error page
                logger.exception("The %s of edition %d of “%s” cannot be made.", name, edition.number, edition.title)
                reasons.append(_reason(edition, str(name), error))
    if reasons:
        raise Refused(reasons)


def _reason(edition: Edition, name: str, error: Exception) -> str:
    words = _(
        "“%(title)s” cannot be published: its %(rendition)s cannot be made (%(error)s). "
        "The server’s log has the details."
    )
    said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return words % {"title": edition.title, "rendition": name, "error": said[:200]}
