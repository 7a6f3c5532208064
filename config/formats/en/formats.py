"""American English: full month names for readers, short ones at the desk, and times with 24 hours."""

DATE_FORMAT = "F j, Y"
SHORT_DATE_FORMAT = "M j, Y"  # at the desk
DATETIME_FORMAT = "M j, Y, H:i"  # at the desk, which adds the zone where it matters
TIME_FORMAT = "H:i"
SHORT_DATETIME_FORMAT = "F j, Y, H:i T"
