"""Compare two frozen articles and describe what changed."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.fields import FIELDS
from media.embeds.description import embed_lines
from media.pictures.description import attachment_lines, picture_lines
from media.pictures.figure_description import figure_lines
from record.comparison import description
from record.comparison.changes import Change, Difference
from record.comparison.changes import compare as difference_of
from record.comparison.description import ChangeLine, Comparison
from record.comparison.shapes import Tree
from record.comparison.sides import Line
from record.imprint import imprint_lines
from record.models import Edition

ARTICLE = FIELDS.shape()
# Values that the side-by-side view shows elsewhere or not at all.
PLACED = {"title", "standfirst", "published_on", "summary_label", "body", "source_url", "translation_of"}


def compare(before: dict, after: dict) -> Comparison:
    """Return the changes from `before` to `after` (each {"work", "edition"}): as sentences and side by side."""
    difference = difference_of(ARTICLE, before["work"], after["work"])
    is_correction = after["edition"].get("kind") == Edition.Kind.CORRECTION
    change_lines = [
        sentence for change in difference.changes for sentence in _change_lines(difference, change, is_correction)
    ]
    return description.compared(
        difference, change_lines, list(_lines(difference.before)), list(_lines(difference.after))
    )


def _change_lines(difference: Difference, change: Change, is_correction: bool) -> list[ChangeLine]:
    field = FIELDS.get(change.path[0])
    return field.describe(change, difference.before, difference.after, is_correction) if field else []


def _lines(tree: Tree) -> Iterator[Line]:
    """Yield the article line by line, in the order of its page."""
    yield from description.value_line(tree, "title", level=1)
    yield from description.value_line(tree, "standfirst")
    yield from description.names_line(tree, "authors", _("byline"))
    yield from description.value_line(tree, "published_on", _("date"))
    yield from picture_lines(tree)
    yield from description.value_line(tree, "summary_label", level=2)
    yield from description.point_lines(tree["points"])
    yield from description.text_lines("body", tree["body"])
    yield from figure_lines(tree["figures"])
    yield from embed_lines(tree["embeds"])
    yield from description.value_line(tree, "source_url", _("source"))
    yield from attachment_lines(tree["attachments"])
    yield from description.names_line(tree, "topics", _("topics"))
    yield from description.names_line(tree, "tags", _("tags"))
    for field in FIELDS:
        if field.label and field.name not in PLACED:
            yield from description.value_line(tree, field.name, field.label)
    yield from imprint_lines(tree)
