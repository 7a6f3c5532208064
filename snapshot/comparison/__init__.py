"""Comparing two frozen snapshots."""

from record.comparison.changes import compare as difference_of
from record.comparison.description import Comparison, compared
from record.models import Edition
from snapshot.comparison.description import ChangeDescription
from snapshot.comparison.lines import lines
from snapshot.comparison.shape import SNAPSHOT, joined


def compare(before: dict, after: dict) -> Comparison:
    """Return the changes between two contents ({"work", "edition"}), in words and side by side."""
    difference = difference_of(SNAPSHOT, joined(before), joined(after))
    change_lines = ChangeDescription(difference, after["edition"].get("kind") == Edition.Kind.CORRECTION).all()
    return compared(difference, change_lines, list(lines(difference.before)), list(lines(difference.after)))
