"""Funders with their grant numbers, typed one per line: name; ROR or Crossref Funder ID; grant numbers.

    Northgate Fund; https://ror.org/03yrm5c26; NF-2024-17, NF-2025-02

The name comes first. Identifier and grant numbers may be missing, and may follow in either order.
"""

import re
from typing import TypedDict

from django.utils.translation import gettext as _

from text.identifiers import funder_of

LONGEST_NAME, LONGEST_GRANT, MOST_FUNDERS = 200, 60, 50
MEANT_AS_IDENTIFIER = re.compile(r"ror\.org|10\.13039|https?:|doi", re.I)


class FrozenFunder(TypedDict):
    """A funder as printed. `identifier` is a web address at ror.org or doi.org, or ""."""

    name: str
    identifier: str
    grants: list[str]


def read_funding(typed: str) -> list[FrozenFunder]:
    """Return the funders of the lines, in order. Raises ValueError with a sentence about the first wrong line."""
    funders = [_funder(line) for line in typed.splitlines() if line.strip()]
    if len(funders) > MOST_FUNDERS:
        raise ValueError(_("Enter %(most)d funders at most.") % {"most": MOST_FUNDERS})
    return funders


def written_funding(funders: list[FrozenFunder]) -> str:
    """Return the lines from which `read_funding` reads the same."""
    return "\n".join(
        "; ".join(filter(None, (each["name"], each["identifier"], ", ".join(each["grants"])))) for each in funders
    )


def _funder(line: str) -> FrozenFunder:
    name, *more = (" ".join(part.split()) for part in line.split(";"))
    if not name or len(name) > LONGEST_NAME or _is_identifier(name):
        raise ValueError(_("Start the line “%(line)s” with the funder’s name.") % {"line": line.strip()[:80]})
    identifiers = [part for part in more if _is_identifier(part)]
    for part in identifiers:
        if not funder_of(part):
            words = _("“%(typed)s” is not a ROR or Crossref Funder ID. Copy it from ror.org, or leave it out.")
            raise ValueError(words % {"typed": part[:80]})
    if len(identifiers) > 1:
        raise ValueError(_("Enter one identifier for “%(name)s”.") % {"name": name})
    grants = [grant.strip() for part in more if part not in identifiers for grant in part.split(",") if grant.strip()]
    for grant in grants:
        if len(grant) > LONGEST_GRANT or not re.search(r"\d", grant):
            words = _("“%(typed)s” is not a grant number. A grant number has a digit, and %(most)d characters at most.")
            raise ValueError(words % {"typed": grant[:80], "most": LONGEST_GRANT})
    return {
        "name": name,
        "identifier": funder_of(identifiers[0]) if identifiers else "",
        "grants": list(dict.fromkeys(grants)),
    }


def _is_identifier(part: str) -> bool:
    return bool(funder_of(part) or MEANT_AS_IDENTIFIER.search(part))
