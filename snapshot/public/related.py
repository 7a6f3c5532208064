"""Related snapshots: those that share most topics with a snapshot."""

from datetime import datetime

from django.utils import timezone

from articles.public.related import MOST_KEPT, reason
from editorial.record_version import held
from snapshot.models.record import SnapshotEdition, SnapshotEditionTopic
from snapshot.public.record import public_snapshots, snapshot_card

SHOWN = 3
LOOKED_AT = 60  # links to the newest that share a topic


def related(edition: SnapshotEdition, work: dict) -> list[dict]:
    """Return up to three cards of snapshots that share most topics with a frozen one (its coverage counts).

    Each has its `reason`: the topics shared, as this snapshot prints them. Two queries at the most, once for each
    record version; the moment is the clock's, as of all that is held.
    """
    kept = held("related snapshots", dict)
    if edition.pk not in kept:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[edition.pk] = _load(edition, work, timezone.now())
    return [{**snapshot_card(row), "reason": reason(on)} for row, on in kept[edition.pk]]


def _load(edition: SnapshotEdition, work: dict, at: datetime) -> list[tuple[SnapshotEdition, list[str]]]:
    about = [*work["topics"], *([work["coverage"]] if work["coverage"] else [])]
    topics = {topic["id"]: topic["name"] for topic in about}
    if not topics:
        return []
    links = SnapshotEditionTopic.objects.public(at).filter(topic_id__in=topics)
    links = links.exclude(edition__parent_id=edition.parent_id).order_by("-published_on", "-edition")
    on: dict[int, set[str]] = {}
    for edition_id, topic_id in links.values_list("edition_id", "topic_id")[:LOOKED_AT]:
        on.setdefault(edition_id, set()).add(topics[topic_id])
    nearest = sorted(on, key=lambda pk: -len(on[pk]))[:SHOWN]
    rows = {row.pk: row for row in public_snapshots(at).filter(pk__in=nearest)} if nearest else {}
    return [(rows[pk], sorted(on[pk])) for pk in nearest if pk in rows]
