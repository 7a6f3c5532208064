"""The desk's snapshots and their record."""

from snapshot.models.acts import DeskAct, DeskPresence
from snapshot.models.alerts import AlertedEdition, SeriesMailing, Subscription
from snapshot.models.corrections import DeclinedCorrection
from snapshot.models.desk import Compiler, ImportedDocument, Placement, Section, Snapshot, SnapshotAttachment
from snapshot.models.record import (
    HomePage,
    SnapshotEdition,
    SnapshotEditionCompiler,
    SnapshotEditionFile,
    SnapshotEditionPicture,
    SnapshotEditionTopic,
)

__all__ = [
    "AlertedEdition",
    "Compiler",
    "DeclinedCorrection",
    "DeskAct",
    "DeskPresence",
    "HomePage",
    "ImportedDocument",
    "Placement",
    "Section",
    "SeriesMailing",
    "Snapshot",
    "SnapshotAttachment",
    "SnapshotEdition",
    "SnapshotEditionCompiler",
    "SnapshotEditionFile",
    "SnapshotEditionPicture",
    "SnapshotEditionTopic",
    "Subscription",
]
