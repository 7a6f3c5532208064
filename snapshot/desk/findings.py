"""“Ready to publish?”: what an editor should know about a snapshot before it is published, found by small checks.

An error is what publishing would refuse; all else is a notice. A check takes the `Material` (all that is known of
the snapshot, loaded once; snapshot/desk/material.py) and yields findings, each about a place:

    @check
    def no_question_marks(material: Material) -> Iterator[Finding]:
        for entry in material.entries:
            if "?" in entry.title:
                yield Finding("question", _("“%s” asks.") % entry.title, about=entry.about)

A house adds its own in an app of its own: a module with such functions, imported in that app's `ready`. The order
of the findings is that of the checks. Places: "snapshot:FIELD", "section:KEY", "placement:KEY".
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from editorial.publishables import Finding
from snapshot.desk.material import Material, material_of
from snapshot.models import Snapshot

Check = Callable[[Material], Iterator[Finding]]

_checks: list[Check] = []


def check(function: Check) -> Check:
    """Add a check to those every snapshot is put to."""
    _checks.append(function)
    return function


def all_findings(snapshot: Snapshot, live_from: datetime) -> list[Finding]:
    """Return what every check finds in the snapshot, were it published for the moment; errors first.

    The number of queries does not grow with the snapshot.
    """
    material = material_of(snapshot, live_from)
    found = [finding for each in _checks for finding in each(material)]
    return sorted(found, key=lambda finding: not finding.is_error)
