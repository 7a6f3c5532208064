"""Descriptions of changes to a picture and attachments, and both as lines for a side-by-side comparison."""

from collections.abc import Mapping

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from media.pictures.shown import license_name
from record.comparison.changes import ABSENT, Act, Change
from record.comparison.description import ChangeLine, at, changed_words, whole
from record.comparison.shapes import Row, Rows, Shape, Tree
from record.comparison.sides import Line

ATTACHMENTS = Rows(Shape(), key="key", also=("digest",))
PARTS = {
    "alternative_text": gettext_lazy("the picture’s alternative text"),
    "caption": gettext_lazy("the picture’s caption"),
    "credit": gettext_lazy("the picture’s credit"),
    "license": gettext_lazy("the picture’s license"),
}


def picture_changes(change: Change) -> list[ChangeLine]:
    before, after = (None if side is ABSENT else side for side in (change.before, change.after))
    if before is None:
        return [ChangeLine(_("Added a picture"), said(after))]
    if after is None:
        return [ChangeLine(_("Removed the picture"), said(before))]
    if before["digest"] != after["digest"]:
        return [ChangeLine(_("Replaced the picture"), said(after))]
    found = [
        ChangeLine(_("Changed %s") % label, changed_words(part(before, name), part(after, name)))
        for name, label in PARTS.items()
        if before[name] != after[name]
    ]
    if before["is_decorative"] != after["is_decorative"]:
        found.append(
            ChangeLine(
                _("Marked the picture as decorative")
                if after["is_decorative"]
                else _("Added a description to the picture")
            )
        )
    if before["focus"] != after["focus"]:
        found.append(ChangeLine(_("Moved the picture’s focus")))
    return found


def said(picture: Mapping) -> tuple:
    """Return the words of a frozen picture that was added or removed."""
    words = picture["alternative_text"] or picture["caption"]
    return whole(words) if words else ()


def part(picture: Mapping, name: str) -> str:
    """Return a text of a frozen picture as readers see it."""
    return license_name(picture[name]) if name == "license" else picture[name]


def attachment_changes(change: Change, before: list[Row], after: list[Row]) -> list[ChangeLine]:
    old, new = ({row.identity: row.value for row in rows} for rows in (before, after))
    if change.act is Act.ADD:
        return [ChangeLine(_("Attached “%s”") % new[change.row]["title"])]
    if change.act is Act.REMOVE:
        return [ChangeLine(_("Removed the attachment “%s”") % old[change.row]["title"])]
    if change.act is Act.MOVE:
        values = {"title": new[change.row]["title"], "from": at(change.at), "to": at(change.to)}
        return [ChangeLine(_("Moved the attachment “%(title)s” from %(from)s to %(to)s place") % values)]
    name, key = change.path[-1], change.path[-2]
    if name == "title":
        values = {"before": old[key]["title"], "after": new[key]["title"]}
        return [ChangeLine(_("Renamed the attachment “%(before)s” to “%(after)s”") % values)]
    if name == "digest":
        return [ChangeLine(_("Replaced the file of the attachment “%s”") % new[key]["title"])]
    return []  # file name, size or id: already covered by the change of the digest


def picture_lines(tree: Tree) -> list[Line]:
    picture = tree["picture"]
    if not picture:
        return []
    seen, below = picture["alternative_text"] or _("decorative, without words"), under(picture)
    # The digest is part of the line's name, so another picture is another line and not an edited one.
    return [
        Line(f"picture/{picture['digest']}", seen, _("picture")),
        *([Line("picture/under", below, _("under the picture"))] if below else []),
    ]


def under(picture: Mapping) -> str:
    return " · ".join(filter(None, (picture["caption"], picture["credit"], license_name(picture["license"]))))


def attachment_lines(rows: list[Row]) -> list[Line]:
    label = _("attachment")
    return [
        Line(f"attachments/{row.identity}", f"{row.value['title']} (PDF, {filesizeformat(row.value['size'])})", label)
        for row in rows
    ]
