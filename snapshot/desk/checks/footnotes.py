"""Checks for footnotes and links without a target."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from record.findings import Finding
from snapshot.desk.findings import check
from snapshot.desk.material import Material
from text.footnotes import holds_mark, problems

LINES = ("title", "standfirst", "selection_heading", "pdf_label", "coverage_label")


@check
def notes_and_marks_belong_together(material: Material) -> Iterator[Finding]:
    """Every mark has a note, every note a mark, every link a target, and no mark is where notes are not supported."""
    texts = [("snapshot:introduction", material.snapshot.introduction)]
    lines = [(f"snapshot:{name}", getattr(material.snapshot, name)) for name in LINES]
    for section in material.sections:
        texts.append((f"section:{section.key}", section.note))
        lines.append((f"section:{section.key}", section.title))
    for placement in (entry.placement for entry in material.entries):
        texts.append((f"placement:{placement.key}", placement.note))
        lines += [(f"placement:{placement.key}", line) for line in (placement.title, *placement.summary)]
    for about, text in texts:
        for problem in problems(text):
            yield Finding("footnote", problem, about=about)
    for about, line in lines:
        if holds_mark(line):
            words = _("Footnotes do not work in “%s”. Move the note to the introduction or to an article’s note.")
            yield Finding("footnote", words % line, about=about)
