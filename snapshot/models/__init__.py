"""Snapshots at the desk, and their record."""

from snapshot.models.acts import DeskAct
from snapshot.models.corrections import DeclinedCorrection
from snapshot.models.desk import Compiler, Placement, Section, Snapshot, SnapshotAttachment
from snapshot.models.record import (
    SnapshotEdition,
    SnapshotEditionCompiler,
    SnapshotEditionFile,
    SnapshotEditionPicture,
    SnapshotEditionTopic,
)

__all__ = [
    "Compiler",
    "DeclinedCorrection",
    "DeskAct",
    "Placement",
    "Section",
    "Snapshot",
    "SnapshotAttachment",
    "SnapshotEdition",
    "SnapshotEditionCompiler",
    "SnapshotEditionFile",
    "SnapshotEditionPicture",
    "SnapshotEditionTopic",
]
