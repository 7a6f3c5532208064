"""“Ready to publish?”: small checks that find what an editor should know before publishing a snapshot.

A check takes the `Material` (the snapshot's data, loaded once; snapshot/desk/material.py) and yields findings, each
about a place:

    @check
    def no_question_marks(material: Material) -> Iterator[Finding]:
        for entry in material.entries:
            if "?" in entry.title:
                yield Finding("question", _("“%s” asks.") % entry.title, about=entry.about)

A check whose errors must block publishing is a `requirement`. Publishing runs requirements again, so the desk, the
publish page and publishing itself report the same errors in the same words. An organization can add checks in its own
app: a module with such functions, imported in the app's `ready`. Findings are in the order of the checks. Places:
"snapshot:FIELD", "section:KEY", "placement:KEY".
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import datetime

from record.findings import Finding
from snapshot.desk.material import Material, material_of
from snapshot.models import Snapshot

Check = Callable[[Material], Iterator[Finding]]

_checks: list[Check] = []
_requirements: list[Check] = []


def check(function: Check) -> Check:
    """Register a check for every snapshot. Its findings are notices."""
    _checks.append(function)
    return function


def requirement(function: Check) -> Check:
    """Register a check that publishing also runs: its errors block publishing."""
    _requirements.append(function)
    return check(function)


def required_findings(snapshot: Snapshot, live_from: datetime, together: Collection[int] = ()) -> list[Finding]:
    """Return the findings of the requirements, except for the address, which publishing checks for every kind.

    `together` holds the ids of the articles published with the snapshot.
    """
    material = material_of(snapshot, live_from, together)
    return [finding for each in _requirements for finding in each(material)]


def all_findings(snapshot: Snapshot, live_from: datetime, together: Collection[int] = ()) -> list[Finding]:
    """Return the findings of every check for a snapshot published at `live_from`; errors first.

    `together` holds the ids of the articles published with it, whose findings are included. The number of queries does
    not grow with the snapshot.
    """
    material = material_of(snapshot, live_from, together)
    found = [*material.address_findings]
    for each in _checks:
        found += each(material) if each in _requirements else (replace(one, is_error=False) for one in each(material))
    return sorted(found, key=lambda finding: not finding.is_error)
