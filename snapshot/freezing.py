"""freeze: a snapshot's draft as plain data. thaw: the reverse. Both use the field list in snapshot/fields.py."""

from collections.abc import Callable

from media.thawing import MediaReferences
from record.thawing import Thawed
from snapshot.fields import FIELDS, SnapshotWork
from snapshot.models import Snapshot

SCHEMA = FIELDS.schema
# For each older schema, the function that converts its content to the next schema; see docs/json.md.
UPGRADERS: dict[str, Callable[[dict], dict]] = {}


def freeze(snapshot: Snapshot) -> SnapshotWork:
    """Return the draft's content: texts, sections and placements in order, articles by id."""
    return FIELDS.freeze(snapshot)


def thaw(work: SnapshotWork, snapshot: Snapshot) -> Thawed:
    """Set `snapshot` (saved or not) to `work` and save it. Return what could not be restored exactly."""
    found = MediaReferences()
    FIELDS.thaw(work, snapshot, found)
    return found.report()
