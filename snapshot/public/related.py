"""Related snapshots, by shared topics."""

from collections import Counter
from datetime import datetime

from django.utils import timezone

from articles.public.related import MOST_KEPT
from record.prepared import Prepared
from record.record_version import cached
from snapshot.models.record import SnapshotEdition, SnapshotEditionTopic
from snapshot.public.cards import public_snapshots, snapshot_card

SHOWN = 3
LOOKED_AT = 60  # links to the newest editions that share a topic

_links = Prepared(
    lambda link, at, topics, parent: (
        link.objects.public(at)
        .filter(topic__in=topics)
        .exclude(edition__parent=parent)
        .order_by("-published_on", "-edition_id")
        .values_list("edition")[:LOOKED_AT]
    )
)
_nearest = Prepared(lambda _edition, at, ids: public_snapshots(at).filter(pk__in=ids))


def related(edition: SnapshotEdition, work: dict) -> list[dict]:
    """Return up to three cards of snapshots that share most topics with a frozen one, newest first.

    The topic of its coverage line counts, too. At most two queries per record version; the result is cached and uses
    the current time.
    """
    kept = cached("related snapshots", dict)
    if edition.pk not in kept:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[edition.pk] = _load(edition, work, timezone.now())
    return [snapshot_card(row) for row in kept[edition.pk]]


def _load(edition: SnapshotEdition, work: dict, at: datetime) -> list[SnapshotEdition]:
    about = [*work["topics"], *([work["coverage"]] if work["coverage"] else [])]
    topics = sorted({topic["id"] for topic in about})
    if not topics:
        return []
    links = _links.tuples(SnapshotEditionTopic, at=at, topics=topics, parent=edition.parent_id)
    shared = Counter(pk for (pk,) in links)  # the newest first where they tie
    nearest = [pk for pk, _ in shared.most_common(SHOWN)]
    return _nearest(SnapshotEdition, at=at, ids=nearest) if nearest else []
