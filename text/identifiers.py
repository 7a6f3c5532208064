"""Permanent identifiers of people and organizations, checked by their checksums where they have one."""

import re

# https://support.orcid.org/hc/en-us/articles/360006897674: ISO/IEC 7064, MOD 11-2
ORCID = re.compile(r"(?:https?://(?:www\.)?orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/?", re.I)
# https://ror.readme.io/docs/identifier: a zero, six signs of Crockford's base 32, two digits by ISO/IEC 7064, MOD 97-10
ROR = re.compile(r"(?:(?:https?://)?(?:www\.)?ror\.org/)?0([0-9a-hjkmnp-tv-z]{6})(\d\d)/?", re.I)
FUNDER = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)?(10\.13039/\d{6,15})/?", re.I)
BASE_32 = "0123456789abcdefghjkmnpqrstvwxyz"


def orcid_of(typed: str) -> str:
    """Return an ORCID iD, typed alone or as a web address, as 0000-0002-1825-0097; "" if it is wrong."""
    found = ORCID.fullmatch(typed.strip())
    if not found:
        return ""
    *digits, last = found[1].upper().replace("-", "")
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    return found[1].upper() if "0123456789X"[(12 - total % 11) % 11] == last else ""


def ror_of(typed: str) -> str:
    """Return a ROR ID, typed alone or as a web address, as https://ror.org/03yrm5c26; "" if it is wrong."""
    found = ROR.fullmatch(typed.strip().lower())
    if not found:
        return ""
    number = 0
    for sign in found[1]:
        number = number * 32 + BASE_32.index(sign)
    is_right = 98 - number * 100 % 97 == int(found[2])
    return f"https://ror.org/0{found[1]}{found[2]}" if is_right else ""


def funder_of(typed: str) -> str:
    """Return a ROR ID or a Crossref Funder ID (10.13039/…, which has no checksum) as a web address; "" if neither."""
    found = FUNDER.fullmatch(typed.strip())
    return f"https://doi.org/{found[1]}" if found else ror_of(typed)
