"""Checks for empty or missing parts of the snapshot."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from record.findings import Finding
from snapshot.desk.findings import check
from snapshot.desk.material import Material


@check
def holds_something(material: Material) -> Iterator[Finding]:
    """The snapshot has articles, and so does every section."""
    if not material.entries:
        yield Finding("no-articles", _("The snapshot has no articles."), about="snapshot:sections")
    for section in material.sections:
        if not material.inside(section):
            yield Finding("empty-section", _("The section “%s” is empty.") % section, about=f"section:{section.key}")


@check
def leads_to_more_coverage(material: Material) -> Iterator[Finding]:
    """The snapshot ends with a link to more coverage of its topic."""
    if material.snapshot.coverage_id is None:
        words = (
            _("The coverage line “%s” has no link. Choose its topic.") % material.snapshot.coverage_label
            if material.snapshot.coverage_label
            else _("There is no link to more coverage. Choose a coverage topic.")
        )
        yield Finding("no-coverage", words, about="snapshot:coverage")
    elif not material.snapshot.coverage_label.strip():
        yield Finding("no-coverage", _("The coverage line is empty."), about="snapshot:coverage_label")
