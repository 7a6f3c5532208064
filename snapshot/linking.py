"""The links by which snapshot editions are found, as their frozen content makes them."""

from django.db.models import Model

from articles.models import SelectedIn
from articles.publishing import window
from editorial.pictures.freezing import file_ids, picture_ids
from snapshot.models import (
    SnapshotEdition,
    SnapshotEditionCompiler,
    SnapshotEditionFile,
    SnapshotEditionPicture,
    SnapshotEditionTopic,
)


def links(edition: SnapshotEdition, work: dict, part: dict) -> dict[type[Model], list[Model]]:
    """Return the links by which a saved edition is found, not saved yet, by their model."""
    shared = {"edition": edition, **window(edition)}
    topics = {topic["id"] for topic in work["topics"]} | ({work["coverage"]["id"]} if work["coverage"] else set())
    frozen = {entry["id"]: entry["article"] for entry in part["entries"].values()}
    return {
        SnapshotEditionTopic: [SnapshotEditionTopic(topic_id=topic, **shared) for topic in sorted(topics)],
        SnapshotEditionCompiler: [
            SnapshotEditionCompiler(author_id=author["id"], position=position, **shared)
            for position, author in enumerate(work["compilers"], 1)
        ],
        SnapshotEditionPicture: [SnapshotEditionPicture(picture_id=pk, **shared) for pk in picture_ids(work)],
        SnapshotEditionFile: [SnapshotEditionFile(file_id=pk, **shared) for pk in file_ids(work)],
        SelectedIn: [
            SelectedIn(
                edition_id=edition_id,
                article_id=article_id,
                snapshot_id=edition.parent_id,
                snapshot_edition_id=edition.pk,
                number=edition.number,
                title=edition.title,
                slug=edition.slug,
                live_from=edition.live_from,
                live_until=edition.live_until,
                withdrawn_at=edition.withdrawn_at,
            )
            for edition_id, article_id in frozen.items()
        ],
    }
