"""What stands on every proof: that it is none of the record, and until when it is embargoed."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.organization import house_zone
from editorial.publishing import when
from editorial.renditions import Source

MARK = gettext_lazy("Proof, not published")


def proof_lines(source: Source) -> list[str]:
    """Return the lines that stand at the head and at the foot of a proof, its embargo in the house's zone.

    None where `source` is an edition.
    """
    if not source.is_proof:
        return []
    if source.live_from is None:
        return [str(MARK), _("No moment is set for its publication.")]
    with timezone.override(house_zone()):
        return [str(MARK), _("Embargoed until %(moment)s.") % {"moment": when(source.live_from)}]


def text_proof(source: Source, text: str) -> str:
    """Return a working copy's plain text between the lines that mark it as a proof."""
    mark = "\n".join(proof_lines(source))
    return f"{mark}\n\n{text.strip()}\n\n{mark}\n"
