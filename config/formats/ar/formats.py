"""Arabic, with Western digits as used in the Maghreb (1, 2, 3)."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j M Y"
DATETIME_FORMAT = "j M Y، H:i"
SHORT_DATETIME_FORMAT = "j F Y، H:i T"
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
