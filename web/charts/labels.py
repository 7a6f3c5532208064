"""Labels in charts: counts and dates."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import ngettext, pgettext

from text.formatting import day, number  # noqa: F401 - words of a picture, too


def articles(count: int) -> str:
    return ngettext("%(told)s article", "%(told)s articles", count) % {"told": number(count)}


def short_day(on: date) -> str:
    return date_format(on, pgettext("a day and its month, short, as a date format of Django", "M j"))


def short_month(on: date) -> str:
    return date_format(on, pgettext("a month and its year, short, as a date format of Django", "M Y"))


def month(on: date) -> str:
    return date_format(on, "YEAR_MONTH_FORMAT")


def month_alone(on: date) -> str:
    return date_format(on, "M")


def year(on: date) -> str:
    return f"{on.year}"
