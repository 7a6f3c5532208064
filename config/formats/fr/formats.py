"""French."""

SHORT_DATE_FORMAT = "j M Y"
DATETIME_FORMAT = "j M Y, H:i"
SHORT_DATETIME_FORMAT = "j F Y, H:i T"
THOUSAND_SEPARATOR = "\u202f"  # a narrow no-break space
NUMBER_GROUPING = 3
