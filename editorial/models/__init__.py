"""Organization, states, editions, revisions: what articles and snapshots have in common."""

from editorial.models.desk import Publishable, Revision
from editorial.models.house import MenuLink, Organization, Spelling
from editorial.models.outbox import OutboxEntry
from editorial.models.record import Address, Edition, EditionQuerySet, FrozenContent, RecordVersion
from editorial.models.searching import ArchiveWord, MissedSearch

__all__ = [
    "Address",
    "ArchiveWord",
    "Edition",
    "EditionQuerySet",
    "FrozenContent",
    "MenuLink",
    "MissedSearch",
    "Organization",
    "OutboxEntry",
    "Publishable",
    "RecordVersion",
    "Revision",
    "Spelling",
]
