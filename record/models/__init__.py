"""The organization, and the shared models of articles and snapshots: editions, addresses and revisions."""

from record.models.desk import Presence, Publishable, Revision
from record.models.imprint import Imprint, PublicationType
from record.models.log import LogEntry
from record.models.organization import MenuLink, Organization
from record.models.record import Address, Edition, EditionQuerySet, FrozenContent, RecordVersion

__all__ = [
    "Address",
    "Edition",
    "EditionQuerySet",
    "FrozenContent",
    "Imprint",
    "LogEntry",
    "MenuLink",
    "Organization",
    "Presence",
    "PublicationType",
    "Publishable",
    "RecordVersion",
    "Revision",
]
