"""A frozen snapshot line by line, as its page shows it: for two of them beside each other."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from editorial.comparing import telling
from editorial.comparing.shapes import Row, Tree
from editorial.comparing.sides import Line
from editorial.pictures.telling import attachment_lines, picture_lines
from snapshot.comparing.names import VALUES, section_name, title_of


def lines(tree: Tree) -> Iterator[Line]:
    """Yield the lines of the snapshot."""
    yield from telling.value_line(tree, "series", VALUES["series"])
    yield from telling.value_line(tree, "title", level=1)
    yield from telling.value_line(tree, "standfirst")
    yield from telling.value_line(tree, "shown_on", _("date"))
    yield from telling.names_line(tree, "compilers", _("compiled by"))
    yield from picture_lines(tree)
    yield from telling.text_lines("introduction", tree["introduction"])
    yield from telling.value_line(tree, "selection_heading", level=1)
    for section in tree["sections"]:
        name = f"section/{section.identity}/"
        yield Line(name, section_name(section.value["title"]), "", 1)
        yield from telling.value_line(section.value, "note", _("note"), inside=name, is_markup=True)
        for row in section.value["placements"]:
            yield from _entry_lines(row)
    yield from attachment_lines(tree["attachments"])
    for value in ("coverage_label", "pdf_label", "coverage", "doi", "language", "slug"):
        yield from telling.value_line(tree, value, VALUES[value])
    yield from telling.names_line(tree, "topics", _("topics"))
    yield from telling.names_line(tree, "tags", _("tags"))


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
    yield from telling.names_line(entry, "authors", _("byline"), inside=name)
    yield from telling.value_line(entry, "published_on", _("date"), inside=name)
    yield from telling.value_line(placement, "note", _("note"), inside=name, is_markup=True)
    if placement["summary"]:
        yield from telling.text_lines(f"{name}summary", placement["summary"])
    else:
        yield from telling.point_lines(entry["points"], inside=name)
