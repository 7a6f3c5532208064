"""The notice on every proof: that it is not part of the record, and until when it is embargoed."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outputs.source import Source
from record.organization import site_time_zone
from record.publishing import when

MARK = gettext_lazy("Proof, not published")


def proof_lines(source: Source) -> list[str]:
    """Return the lines for the top and bottom of a proof, with its embargo in the organization's time zone.

    Returns an empty list if `source` is an edition.
    """
    if not source.is_proof:
        return []
    if source.live_from is None:
        return [str(MARK), _("No publication time is set.")]
    with timezone.override(site_time_zone()):
        return [str(MARK), _("Embargoed until %(moment)s.") % {"moment": when(source.live_from)}]


def text_proof(source: Source, text: str) -> str:
    """Return a draft's plain text between the lines that mark it as a proof."""
    mark = "\n".join(proof_lines(source))
    return f"{mark}\n\n{text.strip()}\n\n{mark}\n"
