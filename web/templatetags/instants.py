"""Timestamps in the format that HTML expects."""

from datetime import datetime

from django import template
from django.utils.timezone import localtime

register = template.Library()


@register.filter
def instant(moment: datetime | None) -> str:
    """Return a timestamp for the `datetime` attribute: whole seconds, in the active time zone, or "" for None.

    HTML allows at most three decimal places of a second, but Django's format “c” writes six.
    """
    return localtime(moment).isoformat(timespec="seconds") if moment else ""
