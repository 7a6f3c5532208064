"""Changes of figures within a text, in words; and figures as lines, for two editions beside each other."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.comparing.changes import Act, Change
from editorial.comparing.shapes import Row, Rows, Shape
from editorial.comparing.sides import Line
from editorial.comparing.telling import Told, at, changed_words
from editorial.pictures.telling import part, said, under

FIGURES = Rows(Shape(), key="key", also=("digest",))
CHANGED = {
    "alternative_text": gettext_lazy("Changed the alternative text of figure %(number)s"),
    "caption": gettext_lazy("Changed the caption of figure %(number)s"),
    "credit": gettext_lazy("Changed the credit of figure %(number)s"),
    "license": gettext_lazy("Changed the license of figure %(number)s"),
}
# What comes with another picture, and is told with it. A caption may be the figure's own.
OF_THE_PICTURE = {"alternative_text", "credit", "license", "is_decorative", "focus"}


def told_figure(change: Change, before: list[Row], after: list[Row]) -> list[Told]:
    """Tell of a figure that came, went, moved, shows another picture or is described otherwise."""
    old, new = ({row.identity: row.value for row in rows} for rows in (before, after))
    if change.act is Act.ADD:
        return [Told(_("Added figure %(number)s") % {"number": change.to + 1}, said(new[change.row]))]
    if change.act is Act.REMOVE:
        return [Told(_("Removed figure %(number)s") % {"number": change.at + 1}, said(old[change.row]))]
    if change.act is Act.MOVE:
        values = {"from": at(change.at), "to": at(change.to)}
        words = _("Moved a figure from %(from)s to %(to)s place among the figures") % values
        return [Told(words, said(new[change.row]))]
    key, name = change.path[-2:]
    number = next(place for place, row in enumerate(after, 1) if row.identity == key)
    return _told_part(name, number, old[key], new[key])


def _told_part(name: str, number: int, old: Mapping, new: Mapping) -> list[Told]:
    values = {"number": number}
    if name == "digest":
        return [Told(_("Figure %(number)s shows another picture now") % values, said(new))]
    if name in OF_THE_PICTURE and old["digest"] != new["digest"]:
        return []
    if name in CHANGED:
        return [Told(CHANGED[name] % values, changed_words(part(old, name), part(new, name)))]
    if name == "is_decorative":
        is_so = new["is_decorative"]
        words = _("Figure %(number)s is only decorative now") if is_so else _("Figure %(number)s is described now")
        return [Told(words % values)]
    return [Told(_("Moved the focus of figure %(number)s") % values)] if name == "focus" else []


def figure_lines(rows: list[Row]) -> list[Line]:
    """Return the lines of each figure: what is to be seen, and what stands under it."""
    found = []
    for number, row in enumerate(rows, 1):
        # Named by its digest, too: another picture is another line, not an edited one.
        name, picture = f"figures/{row.identity}/", row.value
        seen = picture["alternative_text"] or _("decorative, without words")
        found.append(Line(f"{name}{picture['digest']}", seen, _("figure %(number)s") % {"number": number}))
        if below := under(picture):
            found.append(Line(f"{name}under", below, _("under the picture")))
    return found
