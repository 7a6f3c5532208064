"""The name of the clock a moment is read on."""

from datetime import datetime


def zone_name(local: datetime) -> str:
    """Return how people call the zone of an aware moment there and then: “BST”; “UTC+10:30” where it has no letters."""
    name = local.tzname() or ""
    if name[:1].isalpha():
        return name
    sign, minutes = "+-"[local.utcoffset().total_seconds() < 0], abs(int(local.utcoffset().total_seconds())) // 60
    return f"UTC{sign}{minutes // 60:02}:{minutes % 60:02}"
