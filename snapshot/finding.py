"""How a snapshot's editions are found: what goes into the index of the record, and by which tokens."""

from articles.finding import AUTHOR, SERIES, TAG, TOPIC
from editorial import prose
from editorial.finding.index import EditionIndex, Entry
from editorial.word_columns import Texts
from snapshot.models.record import SnapshotEdition

INDEX = EditionIndex("snapshot_edition_index", SnapshotEdition._meta.db_table)


def entry(edition: SnapshotEdition, work: dict, part: dict) -> Entry:
    """Return what a saved edition is found by; `work` and `part` are its frozen content."""
    shown = [part["entries"][each["key"]] for section in work["sections"] for each in section["placements"]]
    coverage = [work["coverage"]] if work["coverage"] else []
    return Entry(
        pk=edition.pk,
        published_on=edition.published_on,
        language=edition.language,
        texts=Texts(
            title=[work["title"]],
            lead=[
                *(author["name"] for author in work["compilers"]),
                work["standfirst"],
                *(section["title"] for section in work["sections"]),
            ],
            rest=[
                *(prose.plain(block) for block in work["introduction"]),
                *(each["name"] for each in (*work["topics"], *coverage, *work["tags"])),
                *(entry["title"] for entry in shown),
                *(author["name"] for entry in shown for author in entry["authors"]),
            ],
        ),
        ids={
            AUTHOR: [author["id"] for author in work["compilers"]],
            TOPIC: sorted({topic["id"] for topic in work["topics"] + coverage}),
            TAG: [tag["id"] for tag in work["tags"]],
            SERIES: [work["series"]["id"]] if work["series"] else [],
        },
        live_from=edition.live_from,
        live_until=edition.live_until,
        withdrawn_at=edition.withdrawn_at,
    )
