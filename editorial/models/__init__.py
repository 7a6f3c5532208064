"""Organization, states, editions, revisions: what articles and snapshots have in common."""

from editorial.models.desk import Publishable, Revision
from editorial.models.house import Organization, Spelling
from editorial.models.record import Address, Edition, EditionQuerySet, FrozenContent, RecordVersion

__all__ = [
    "Address",
    "Edition",
    "EditionQuerySet",
    "FrozenContent",
    "Organization",
    "Publishable",
    "RecordVersion",
    "Revision",
    "Spelling",
]
