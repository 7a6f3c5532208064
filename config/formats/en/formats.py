"""American English: months in full, twenty-four hours, and always the zone."""

DATE_FORMAT = "F j, Y"
DATETIME_FORMAT = "F j, Y, H:i T"
