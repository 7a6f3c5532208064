"""Checks for the length and number of summary points."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from record.findings import Finding
from snapshot.desk.findings import check
from snapshot.desk.material import Material

LONGEST_POINT = 350
FEWEST_POINTS, MOST_POINTS = 2, 6


@check
def points_are_short(material: Material) -> Iterator[Finding]:
    """A summary point has at most 350 characters."""
    for entry in material.entries:
        for number, point in enumerate(entry.points, 1):
            if len(point) > LONGEST_POINT:
                words = _("Point %(number)d of “%(title)s” has %(length)d characters, more than %(most)d.")
                message = words % {
                    "number": number, "title": entry.title, "length": len(point), "most": LONGEST_POINT,
                }  # fmt: skip
                yield Finding("long-point", message, about=entry.about)


@check
def points_are_few(material: Material) -> Iterator[Finding]:
    """A summary has two to six points."""
    for entry in material.entries:
        count = len(entry.points)
        if entry.points and not FEWEST_POINTS <= count <= MOST_POINTS:
            words = ngettext("“%(title)s” has %(count)d point.", "“%(title)s” has %(count)d points.", count)
            told = words % {"title": entry.title, "count": count}
            many = _("%%(count)d articles have fewer than %(fewest)d or more than %(most)d points.")
            many %= {"fewest": FEWEST_POINTS, "most": MOST_POINTS}
            yield Finding("point-count", told, False, entry.about, entry.title, many)
