"""A frozen snapshot as lines, in page order, for comparison side by side."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from media.pictures.description import attachment_lines, picture_lines
from record.comparison import description
from record.comparison.shapes import Row, Tree
from record.comparison.sides import Line
from record.imprint import imprint_lines
from snapshot.comparison.names import VALUES, section_name, title_of
from snapshot.fields import FIELDS

# Fields that have a fixed place in the side-by-side comparison, or are left out of it.
PLACED = {"series", "title", "standfirst", "introduction", "selection_heading", "translation_of"}


def lines(tree: Tree) -> Iterator[Line]:
    yield from description.value_line(tree, "series", VALUES["series"])
    yield from description.value_line(tree, "title", level=1)
    yield from description.value_line(tree, "standfirst")
    yield from description.value_line(tree, "shown_on", _("date"))
    yield from description.names_line(tree, "compilers", _("compiled by"))
    yield from picture_lines(tree)
    yield from description.text_lines("introduction", tree["introduction"])
    yield from description.value_line(tree, "selection_heading", level=1)
    for section in tree["sections"]:
        name = f"section/{section.identity}/"
        yield Line(name, section_name(section.value["title"]), "", 1)
        yield from description.value_line(section.value, "note", _("note"), inside=name, is_markup=True)
        for row in section.value["placements"]:
            yield from _entry_lines(row)
    yield from attachment_lines(tree["attachments"])
    for field in FIELDS:
        if field.label and field.name not in PLACED:
            yield from description.value_line(tree, field.name, field.label)
    yield from description.names_line(tree, "topics", _("topics"))
    yield from description.names_line(tree, "tags", _("tags"))
    yield from imprint_lines(tree)


def _entry_lines(row: Row) -> Iterator[Line]:
    placement, entry, name = row.value, row.value["entry"], f"placement/{row.identity}/"
    yield Line(name, title_of(placement), "", 2)
    if "withdrawn" in entry:
        yield Line(
            f"{name}withdrawn",
            entry["withdrawn"] or _("This text has been withdrawn by its publisher."),
            _("withdrawn"),
        )
        return
    yield from description.names_line(entry, "authors", _("byline"), inside=name)
    yield from description.value_line(entry, "published_on", _("date"), inside=name)
    yield from description.value_line(placement, "note", _("note"), inside=name, is_markup=True)
    if placement["summary"]:
        yield from description.text_lines(f"{name}summary", placement["summary"])
    else:
        yield from description.point_lines(entry["points"], inside=name)
