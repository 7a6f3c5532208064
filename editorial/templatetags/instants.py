"""Moments as HTML takes them."""

from datetime import datetime

from django import template
from django.utils.timezone import localtime

register = template.Library()


@register.filter
def instant(moment: datetime | None) -> str:
    """Return a moment for the attribute `datetime`: to the second, in the house's zone; empty for none.

    HTML allows three digits of a second at the most, and Django's own format “c” writes six.
    """
    return localtime(moment).isoformat(timespec="seconds") if moment else ""
