"""Names of time zones."""

from datetime import datetime


def zone_name(local: datetime) -> str:
    """Return the common abbreviation at that moment (“BST”), or the offset (“UTC+10:30”) if the zone has none."""
    name = local.tzname() or ""
    if name[:1].isalpha():
        return name
    sign, minutes = "+-"[local.utcoffset().total_seconds() < 0], abs(int(local.utcoffset().total_seconds())) // 60
    return f"UTC{sign}{minutes // 60:02}:{minutes % 60:02}"
