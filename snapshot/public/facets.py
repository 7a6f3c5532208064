"""The facets of snapshots."""

from articles.public.facets import author_source, edition_sources, topic_source
from editorial.finding.facets import Source
from snapshot.models.record import SnapshotEdition, SnapshotEditionCompiler, SnapshotEditionTopic


def snapshot_sources() -> dict[str, Source]:
    """Return where the facets of snapshots stand."""
    return {
        "author": author_source(SnapshotEditionCompiler._meta.db_table),
        "topic": topic_source(SnapshotEditionTopic._meta.db_table),
        **edition_sources(SnapshotEdition._meta.db_table),
    }
