"""Comparing two frozen snapshots."""

from editorial.comparing.changes import compare as difference_of
from editorial.comparing.telling import Comparison, compared
from editorial.models import Edition
from snapshot.comparing.lines import lines
from snapshot.comparing.shape import SNAPSHOT, joined
from snapshot.comparing.telling import Telling


def compare(before: dict, after: dict) -> Comparison:
    """Return what leads from one snapshot's content to another's ({"work", "edition"}), in words and side by side."""
    difference = difference_of(SNAPSHOT, joined(before), joined(after))
    told = Telling(difference, after["edition"].get("kind") == Edition.Kind.CORRECTION).all()
    return compared(difference, told, list(lines(difference.before)), list(lines(difference.after)))
