"""French."""

SHORT_DATETIME_FORMAT = "j F Y, H:i T"
THOUSAND_SEPARATOR = "\u202f"  # a narrow no-break space
NUMBER_GROUPING = 3
