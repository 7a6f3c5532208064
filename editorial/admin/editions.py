"""Editions at the desk: read, never changed there."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from editorial.models import Edition


def public_address(edition: Edition) -> str:
    """Return the edition's permanent address; an empty text while it is not to be seen there."""
    if edition.live_from > timezone.now() or edition.withdrawn_at:
        return ""
    try:
        return reverse(f"{edition.view_name}-edition", kwargs={"slug": edition.slug, "number": edition.number})
    except NoReverseMatch:
        return ""


def current_address(edition: Edition | None) -> str:
    """Return where the public reads the current edition; an empty text where there is none."""
    return edition.get_absolute_url() if edition else ""
