"""Checks for snapshot texts that hide a later correction of the article."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from record.findings import Finding
from record.models import Edition
from snapshot.desk.findings import check
from snapshot.desk.material import Entry, Material


@check
def own_text_hides_a_correction(material: Material) -> Iterator[Finding]:
    """A title or summary written for this snapshot predates the article's newest edition."""
    for entry in material.entries:
        own = _own_text(entry)
        if own and entry.newer_than_shown:
            corrected = any(edition.kind == Edition.Kind.CORRECTION for edition in entry.newer_than_shown)
            words = (
                _(
                    "“%(title)s” was corrected (edition %(number)d), but this snapshot uses %(own)s, which may "
                    "hide the correction."
                )
                if corrected
                else _(
                    "“%(title)s” has a new edition (%(number)d), but this snapshot uses %(own)s, which may hide "
                    "the change."
                )
            )
            message = words % {"title": entry.title, "number": entry.public.number, "own": own}
            yield Finding("hides-correction", message, about=entry.about)


@check
def kept_text_was_corrected(material: Material) -> Iterator[Finding]:
    """An older edition is kept, and the article was corrected after it."""
    for entry in material.entries:
        later = [edition for edition in entry.editions if entry.kept and entry.kept.number < edition.number]
        if any(edition.kind == Edition.Kind.CORRECTION and not edition.withdrawn_at for edition in later):
            words = _("“%(title)s” keeps edition %(number)d, which has been corrected since.")
            message = words % {"title": entry.title, "number": entry.kept.number}
            yield Finding("hides-correction", message, about=entry.about)


def _own_text(entry: Entry) -> str:
    if entry.placement.title:
        return _("the title")
    return _("the summary") if entry.placement.summary else ""
