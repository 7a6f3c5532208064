"""Parts of the snapshot that are empty or lead nowhere."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from editorial.publishables import Finding
from snapshot.desk.findings import check
from snapshot.desk.material import Material


@check
def holds_something(material: Material) -> Iterator[Finding]:
    """There are articles, and in every section."""
    if not material.entries:
        yield Finding("no-articles", _("The snapshot holds no article."), about="snapshot:sections")
    for section in material.sections:
        if not material.inside(section):
            yield Finding("empty-section", _("The section “%s” is empty.") % section, about=f"section:{section.key}")


@check
def leads_to_more_coverage(material: Material) -> Iterator[Finding]:
    """The snapshot ends with a line that leads to more on its topic."""
    if material.snapshot.coverage_id is None:
        words = (
            _("The line “%s” leads nowhere: choose the topic behind it.") % material.snapshot.coverage_label
            if material.snapshot.coverage_label
            else _("No line leads to more coverage: choose a topic.")
        )
        yield Finding("no-coverage", words, about="snapshot:coverage")
    elif not material.snapshot.coverage_label.strip():
        yield Finding(
            "no-coverage", _("The line that leads to more coverage is empty."), about="snapshot:coverage_label"
        )
