"""Comparing two frozen articles, and saying in words what changed."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.comparing import telling
from editorial.comparing.changes import Change, Difference
from editorial.comparing.changes import compare as difference_of
from editorial.comparing.shapes import Rows, Shape, Tree
from editorial.comparing.sides import Line
from editorial.comparing.telling import Comparison, Told
from editorial.models import Edition
from editorial.pictures.telling import (
    ATTACHMENTS,
    attachment_lines,
    picture_lines,
    told_attachment,
    told_picture,
)
from editorial.pictures.telling_figures import FIGURES, figure_lines, told_figure

HOUSE = Rows(Shape(), key="id")
POINTS = Rows(Shape(), key="key", text="text")
BLOCKS = Rows()
ARTICLE = Shape(
    rows={
        "authors": HOUSE, "points": POINTS, "topics": HOUSE, "tags": HOUSE, "body": BLOCKS, "figures": FIGURES,
        "attachments": ATTACHMENTS,
    }
)  # fmt: skip

VALUES = {
    "title": gettext_lazy("the title"),
    "slug": gettext_lazy("the address"),
    "standfirst": gettext_lazy("the standfirst"),
    "published_on": gettext_lazy("the date"),
    "series": gettext_lazy("the series"),
    "volume": gettext_lazy("the volume"),
    "issue": gettext_lazy("the issue"),
    "summary_label": gettext_lazy("the summary’s label"),
    "source_url": gettext_lazy("the link to the source"),
    "doi": gettext_lazy("the DOI"),
    "language": gettext_lazy("the language"),
    "translation_of": gettext_lazy("what it is a translation of"),
}
AUTHORS = {
    "added": gettext_lazy("Added the author %(name)s"),
    "removed": gettext_lazy("Removed the author %(name)s"),
    "renamed": gettext_lazy("The author %(name)s is now printed as %(now)s"),
}
TOPICS = {
    "added": gettext_lazy("Filed under the topic %(name)s"),
    "removed": gettext_lazy("No longer filed under the topic %(name)s"),
    "renamed": gettext_lazy("The topic %(name)s is now called %(now)s"),
}
TAGS = {
    "added": gettext_lazy("Added the tag %(name)s"),
    "removed": gettext_lazy("Removed the tag %(name)s"),
    "renamed": gettext_lazy("The tag %(name)s is now called %(now)s"),
}
NAMED = {"authors": AUTHORS, "topics": TOPICS, "tags": TAGS}


def compare(before: dict, after: dict) -> Comparison:
    """Return what leads from one article's content to another's ({"work", "edition"}), in words and side by side."""
    difference = difference_of(ARTICLE, before["work"], after["work"])
    is_correction = after["edition"].get("kind") == Edition.Kind.CORRECTION
    told = [sentence for change in difference.changes for sentence in _told(difference, change, is_correction)]
    return telling.compared(difference, told, list(_lines(difference.before)), list(_lines(difference.after)))


def _told(difference: Difference, change: Change, is_correction: bool) -> list[Told]:
    name, before, after = change.path[0], difference.before, difference.after
    if name in NAMED:
        return telling.named_rows(NAMED[name], change, before[name], after[name])
    if name == "points":
        return telling.points(change, after["title"], after[name], is_correction)
    if name == "body":
        return [telling.blocks(_("the text"), change, after[name])]
    if name == "picture":
        return told_picture(change)
    if name == "figures":
        return told_figure(change, before[name], after[name])
    if name == "attachments":
        return told_attachment(change, before[name], after[name])
    return telling.value(VALUES[name], change) if name in VALUES else []


def _lines(tree: Tree) -> Iterator[Line]:
    """Yield the article line by line, as its page shows it."""
    yield from telling.value_line(tree, "title", level=1)
    yield from telling.value_line(tree, "standfirst")
    yield from telling.names_line(tree, "authors", _("byline"))
    yield from telling.value_line(tree, "published_on", _("date"))
    yield from picture_lines(tree)
    yield from telling.value_line(tree, "summary_label", level=2)
    yield from telling.point_lines(tree["points"])
    yield from telling.text_lines("body", tree["body"])
    yield from figure_lines(tree["figures"])
    yield from telling.value_line(tree, "source_url", _("source"))
    yield from attachment_lines(tree["attachments"])
    yield from telling.names_line(tree, "topics", _("topics"))
    yield from telling.names_line(tree, "tags", _("tags"))
    for name in ("series", "volume", "issue", "doi", "language", "slug"):
        yield from telling.value_line(tree, name, VALUES[name])
