"""Changes of a picture and of attachments, in words; and both as lines, for two editions beside each other."""

from collections.abc import Mapping

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.comparing.changes import ABSENT, Act, Change
from editorial.comparing.shapes import Row, Rows, Shape, Tree
from editorial.comparing.sides import Line
from editorial.comparing.telling import Told, at, changed_words, whole
from editorial.pictures.shown import license_name

ATTACHMENTS = Rows(Shape(), key="key", also=("digest",))
PARTS = {
    "alternative_text": gettext_lazy("the picture’s alternative text"),
    "caption": gettext_lazy("the picture’s caption"),
    "credit": gettext_lazy("the picture’s credit"),
    "license": gettext_lazy("the picture’s license"),
}


def told_picture(change: Change) -> list[Told]:
    """Tell of a picture that came, went, was replaced, or is described otherwise."""
    before, after = (None if side is ABSENT else side for side in (change.before, change.after))
    if before is None:
        return [Told(_("Added a picture"), said(after))]
    if after is None:
        return [Told(_("Removed the picture"), said(before))]
    if before["digest"] != after["digest"]:
        return [Told(_("Replaced the picture by another"), said(after))]
    found = [
        Told(_("Changed %s") % label, changed_words(part(before, name), part(after, name)))
        for name, label in PARTS.items()
        if before[name] != after[name]
    ]
    if before["is_decorative"] != after["is_decorative"]:
        found.append(
            Told(
                _("The picture is only decorative now") if after["is_decorative"] else _("The picture is described now")
            )
        )
    if before["focus"] != after["focus"]:
        found.append(Told(_("Moved the picture’s focus")))
    return found


def said(picture: Mapping) -> tuple:
    """Return the words of a frozen picture that came or went as a whole."""
    words = picture["alternative_text"] or picture["caption"]
    return whole(words) if words else ()


def part(picture: Mapping, name: str) -> str:
    """Return what is said of a frozen picture under a name, as readers see it."""
    return license_name(picture[name]) if name == "license" else picture[name]


def told_attachment(change: Change, before: list[Row], after: list[Row]) -> list[Told]:
    """Tell of an attachment that came, went, moved, is called otherwise or is another file."""
    old, new = ({row.identity: row.value for row in rows} for rows in (before, after))
    if change.act is Act.ADD:
        return [Told(_("Attached “%s”") % new[change.row]["title"])]
    if change.act is Act.REMOVE:
        return [Told(_("Removed the attachment “%s”") % old[change.row]["title"])]
    if change.act is Act.MOVE:
        values = {"title": new[change.row]["title"], "from": at(change.at), "to": at(change.to)}
        return [Told(_("Moved the attachment “%(title)s” from %(from)s to %(to)s place") % values)]
    name, key = change.path[-1], change.path[-2]
    if name == "title":
        values = {"before": old[key]["title"], "after": new[key]["title"]}
        return [Told(_("Renamed the attachment “%(before)s” to “%(after)s”") % values)]
    if name == "digest":
        return [Told(_("The attachment “%s” is another file now") % new[key]["title"])]
    return []  # the file's name, size or number: the digest has told


def picture_lines(tree: Tree) -> list[Line]:
    """Return the lines of the picture: what is to be seen, and what stands under it."""
    picture = tree["picture"]
    if not picture:
        return []
    seen, below = picture["alternative_text"] or _("decorative, without words"), under(picture)
    # Named by its digest: another picture is another line, not an edited one.
    return [
        Line(f"picture/{picture['digest']}", seen, _("picture")),
        *([Line("picture/under", below, _("under the picture"))] if below else []),
    ]


def under(picture: Mapping) -> str:
    """Return what stands under a frozen picture, on one line."""
    return " · ".join(filter(None, (picture["caption"], picture["credit"], license_name(picture["license"]))))


def attachment_lines(rows: list[Row]) -> list[Line]:
    """Return a line for each attachment."""
    label = _("attachment")
    return [
        Line(f"attachments/{row.identity}", f"{row.value['title']} (PDF, {filesizeformat(row.value['size'])})", label)
        for row in rows
    ]
