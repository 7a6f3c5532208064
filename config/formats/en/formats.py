"""American English: full month names, and times with 24 hours and the zone."""

DATE_FORMAT = "F j, Y"
DATETIME_FORMAT = "F j, Y, H:i"  # at the desk, which adds the zone where it matters
TIME_FORMAT = "H:i"
SHORT_DATETIME_FORMAT = "F j, Y, H:i T"
