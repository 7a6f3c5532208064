"""Related snapshots, by shared topics."""

from datetime import datetime

from django.utils import timezone

from articles.public.related import MOST_KEPT, reason
from record.record_version import cached
from snapshot.models.record import SnapshotEdition, SnapshotEditionTopic
from snapshot.public.cards import public_snapshots, snapshot_card

SHOWN = 3
LOOKED_AT = 60  # links to the newest editions that share a topic


def related(edition: SnapshotEdition, work: dict) -> list[dict]:
    """Return up to three cards of snapshots that share most topics with a frozen one, including its coverage topic.

    Each has a `reason`: the shared topics, as named in this snapshot. At most two queries per record version; the
    result is cached and uses the current time.
    """
    kept = cached("related snapshots", dict)
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
