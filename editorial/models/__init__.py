"""Organization, states, editions, revisions: what articles and snapshots have in common."""

from editorial.models.desk import Publishable, Revision
from editorial.models.house import MenuLink, Organization, Spelling
from editorial.models.outbox import OutboxEntry
from editorial.models.pictures import Attachment, Picture, StoredFile
from editorial.models.record import Address, Edition, EditionQuerySet, FrozenContent, RecordVersion
from editorial.models.searching import ArchiveWord, MissedSearch

__all__ = [
    "Address",
    "ArchiveWord",
    "Attachment",
    "Edition",
    "EditionQuerySet",
    "FrozenContent",
    "MenuLink",
    "MissedSearch",
    "Organization",
    "OutboxEntry",
    "Picture",
    "Publishable",
    "RecordVersion",
    "Revision",
    "Spelling",
    "StoredFile",
]
