"""Dates, times and numbers in the active language (config/formats/), always with Western Arabic digits."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format


def day(on: date | datetime | None) -> str:
    """Return “March 3, 2026”, or "" for None."""
    return date_format(on, "DATE_FORMAT") if on else ""


def moment(at: datetime, zone: Any = None) -> str:
    """Return “March 3, 2026, 09:30 GMT”, in `zone` or, without one, in the active time zone."""
    return date_format(timezone.localtime(at, zone), "SHORT_DATETIME_FORMAT")


def number(count: int) -> str:
    """Return the number with thousands separators, such as 100,000."""
    return number_format(count, use_l10n=True, force_grouping=True)
