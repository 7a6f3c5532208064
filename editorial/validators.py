"""Validators that several apps' fields share."""

import re
import unicodedata
import zoneinfo

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

spelled_as_an_address = RegexValidator(
    r"^[-\w]+\Z", _("Write the address with letters, digits and hyphens alone: no spaces, dots or slashes.")
)
hex_color = RegexValidator(r"^#[0-9a-fA-F]{6}\Z", _("Write a color as # and six digits, for example #12324f."))
doi = RegexValidator(r"^10\.\d{4,9}/\S+\Z", _("A DOI begins with 10. and a number, for example 10.1000/182."))
orcid = RegexValidator(
    r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]\Z", _("An ORCID iD has four groups of four, for example 0000-0002-1825-0097.")
)


def time_zone(name: str) -> None:
    """Raise unless `name` is a zone of the tz database."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(name)s” is no time zone. Write one such as Europe/London or America/New_York."), params={"name": name}
        )


def normalized(text: str) -> None:
    """Raise unless `text` is in Unicode normalization form C, so that one address has one spelling."""
    if unicodedata.normalize("NFC", text) != text:
        raise ValidationError(_("Type the accents as single characters (Unicode NFC)."))


def link(value: str) -> None:
    """Refuse what is neither a path on this site nor a whole http, https or mailto address."""
    is_path = value.startswith("/") and not value.startswith("//") and "\\" not in value
    if not is_path and not re.match(r"(https?://[^/\s]|mailto:[^\s])", value):
        raise ValidationError(_("Begin with / for a page of this site, or with https:// for another site."))
