"""The organization's one row, held in memory per record version."""

import zoneinfo

from editorial.models import Organization
from editorial.record_version import held


def organization() -> Organization:
    """Return the organization; an unsaved one with plain names where none has been entered yet."""
    return held("organization", lambda: Organization.objects.first() or Organization(pk=1, name="Strategic Snapshot"))


def house_zone() -> zoneinfo.ZoneInfo:
    """Return the time zone in which the house shows and types times."""
    return zoneinfo.ZoneInfo(organization().time_zone)
