"""Field validators that several apps share."""

import re
import unicodedata
import zoneinfo

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from text.funding import read_funding
from text.identifiers import orcid_of, ror_of
from text.licenses import license_of, nearest
from text.web_addresses import is_public

DASHES = {"-", "–", "—"}  # typed for “none”, where an empty field takes a default

hex_color = RegexValidator(
    r"^#[0-9a-fA-F]{6}\Z", _("Enter a color as # and six hexadecimal digits, for example #12324f.")
)
doi = RegexValidator(r"^10\.\d{4,9}/\S+\Z", _("A DOI begins with 10. and a number, for example 10.1000/182."))


def orcid(value: str) -> None:
    if not orcid_of(value):
        raise ValidationError(
            _("“%(typed)s” is not an ORCID iD. Copy it from orcid.org, for example 0000-0002-1825-0097."),
            params={"typed": value},
        )


def ror(value: str) -> None:
    if not ror_of(value):
        raise ValidationError(
            _("“%(typed)s” is not a ROR ID. Copy it from ror.org, for example https://ror.org/03yrm5c26."),
            params={"typed": value},
        )


def license_id(value: str) -> None:
    """Require an SPDX identifier or “all rights reserved”."""
    if license_of(value):
        return
    like = nearest(value)
    words = (
        _("“%(typed)s” is not in the SPDX license list. Did you mean %(like)s?")
        if like
        else _("“%(typed)s” is not in the SPDX license list. Enter one such as CC-BY-4.0, or “all rights reserved”.")
    )
    raise ValidationError(words, params={"typed": value, "like": like})


def funding(value: str) -> None:
    """Require funders as text/funding.py reads them, or a dash for none."""
    if value.strip() in DASHES:
        return
    try:
        read_funding(value)
    except ValueError as refused:
        raise ValidationError(str(refused)) from refused


def time_zone(name: str) -> None:
    """Require a zone name from the tz database."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone. Enter one such as Europe/London or America/New_York."),
            params={"name": name},
        )


def normalized(text: str) -> None:
    """Require Unicode normalization form C, so that each address has only one spelling."""
    if unicodedata.normalize("NFC", text) != text:
        raise ValidationError(_("Type the accents as single characters (Unicode NFC)."))


def web_address(value: str) -> None:
    if not is_public(value):
        raise ValidationError(
            _("Write a public web address, with https://, without a user name or password, not of a local network.")
        )


def link(value: str) -> None:
    """Accept a path on this site, a public http or https address, or a mailto link."""
    is_path = value.startswith("/") and not value.startswith("//") and "\\" not in value
    if not is_path and not is_public(value) and not re.match(r"mailto:[^\s]", value):
        raise ValidationError(_("Begin with / for a page of this site, or with https:// for another site."))
