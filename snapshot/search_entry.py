"""Search entries of snapshot editions: the index and its texts."""

from search.index import Index
from search.word_columns import Texts
from snapshot.fields import FIELDS, Entry, SnapshotWork
from snapshot.models.record import SnapshotEdition

INDEX = Index("snapshot_edition_index", SnapshotEdition._meta.db_table)


def texts(work: SnapshotWork, shown: list[Entry]) -> Texts:
    """Return a snapshot's search texts, from its frozen work and the entries that are not withdrawn."""
    return Texts(
        title=FIELDS.words(work, "title"),
        lead=FIELDS.words(work, "lead"),
        rest=[
            *FIELDS.words(work, "rest"),
            *(entry["title"] for entry in shown),
            *(author["name"] for entry in shown for author in entry["authors"]),
        ],
    )
