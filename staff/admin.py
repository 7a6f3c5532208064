"""The desk: shared admin pages, the organization, its pages, the spelling dictionary and the outbox."""

from staff.accounts.admin import AccountAdmin
from staff.audit_trail import AuditAdmin
from staff.flat_pages import PageAdmin
from staff.imprint import PublicationTypeAdmin
from staff.missed_searches import MissedSearchAdmin
from staff.organization import OrganizationAdmin
from staff.outbox import OutboxAdmin
from staff.pictures import PictureAdmin, StoredFileAdmin
from staff.spellings import SpellingAdmin

__all__ = [
    "AccountAdmin",
    "AuditAdmin",
    "MissedSearchAdmin",
    "OrganizationAdmin",
    "OutboxAdmin",
    "PageAdmin",
    "PictureAdmin",
    "PublicationTypeAdmin",
    "SpellingAdmin",
    "StoredFileAdmin",
]
