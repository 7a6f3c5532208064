"""Days, moments and numbers as the language that is spoken writes them (config/formats/). Digits are Western Arabic."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format


def day(on: date | datetime | None) -> str:
    """Return “March 3, 2026”; "" for no day."""
    return date_format(on, "DATE_FORMAT") if on else ""


def moment(at: datetime, zone: Any = None) -> str:
    """Return “March 3, 2026, 09:30 GMT”: in the active time zone, or in `zone`."""
    return date_format(timezone.localtime(at, zone), "SHORT_DATETIME_FORMAT")


def number(count: int) -> str:
    """Return a count as it is read: 100,000."""
    return number_format(count, use_l10n=True, force_grouping=True)
