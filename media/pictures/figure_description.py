"""Descriptions of changes to figures within a text, and figures as lines for a side-by-side comparison."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from media.pictures.description import part, said, under
from record.comparison.changes import Act, Change
from record.comparison.description import ChangeLine, at, changed_words
from record.comparison.shapes import Row, Rows, Shape
from record.comparison.sides import Line

FIGURES = Rows(Shape(), key="key", also=("digest",))
CHANGED = {
    "alternative_text": gettext_lazy("Changed the alternative text of figure %(number)s"),
    "caption": gettext_lazy("Changed the caption of figure %(number)s"),
    "credit": gettext_lazy("Changed the credit of figure %(number)s"),
    "license": gettext_lazy("Changed the license of figure %(number)s"),
}
# Values that change with the picture and are described with it. A caption may belong to the figure.
OF_THE_PICTURE = {"alternative_text", "credit", "license", "is_decorative", "focus"}


def figure_changes(change: Change, before: list[Row], after: list[Row]) -> list[ChangeLine]:
    old, new = ({row.identity: row.value for row in rows} for rows in (before, after))
    if change.act is Act.ADD:
        return [ChangeLine(_("Added figure %(number)s") % {"number": change.to + 1}, said(new[change.row]))]
    if change.act is Act.REMOVE:
        return [ChangeLine(_("Removed figure %(number)s") % {"number": change.at + 1}, said(old[change.row]))]
    if change.act is Act.MOVE:
        values = {"from": at(change.at), "to": at(change.to)}
        words = _("Moved a figure from %(from)s to %(to)s place among the figures") % values
        return [ChangeLine(words, said(new[change.row]))]
    key, name = change.path[-2:]
    number = next(place for place, row in enumerate(after, 1) if row.identity == key)
    return _part_changes(name, number, old[key], new[key])


def _part_changes(name: str, number: int, old: Mapping, new: Mapping) -> list[ChangeLine]:
    values = {"number": number}
    if name == "digest":
        return [ChangeLine(_("Replaced the picture of figure %(number)s") % values, said(new))]
    if name in OF_THE_PICTURE and old["digest"] != new["digest"]:
        return []
    if name in CHANGED:
        return [ChangeLine(CHANGED[name] % values, changed_words(part(old, name), part(new, name)))]
    if name == "is_decorative":
        is_so = new["is_decorative"]
        words = _("Marked figure %(number)s as decorative") if is_so else _("Added a description to figure %(number)s")
        return [ChangeLine(words % values)]
    return [ChangeLine(_("Moved the focus of figure %(number)s") % values)] if name == "focus" else []


def figure_lines(rows: list[Row]) -> list[Line]:
    found = []
    for number, row in enumerate(rows, 1):
        # The digest is part of the line's name, too, so another picture is another line and not an edited one.
        name, picture = f"figures/{row.identity}/", row.value
        seen = picture["alternative_text"] or _("decorative, without words")
        found.append(Line(f"{name}{picture['digest']}", seen, _("figure %(number)s") % {"number": number}))
        if below := under(picture):
            found.append(Line(f"{name}under", below, _("under the picture")))
    return found
