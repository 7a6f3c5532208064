"""Names of a snapshot's parts in descriptions of changes."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from record.comparison.shapes import Tree
from snapshot.fields import FIELDS

# Keyed by the names in `joined` (snapshot/comparison/shape.py), where the date is the edition's.
VALUES = {field.name: field.label for field in FIELDS if field.label}
VALUES["shown_on"] = gettext_lazy("the date")


def section_name(title: str) -> str:
    """Return the section's name in descriptions; a section may have no title."""
    return title or _("Untitled section")


def title_of(placement: Tree) -> str:
    """Return the title under which the placement is shown."""
    return placement["title"] or placement["entry"]["title"]
