"""American English: months in full; of a moment twenty-four hours and the zone. (The desk keeps DATETIME_FORMAT.)"""

DATE_FORMAT = "F j, Y"
SHORT_DATETIME_FORMAT = "F j, Y, H:i T"
