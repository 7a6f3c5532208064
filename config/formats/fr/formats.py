"""French."""

SHORT_DATETIME_FORMAT = "j F Y, H:i T"
THOUSAND_SEPARATOR = "\u202f"  # a narrow space that does not break
NUMBER_GROUPING = 3
