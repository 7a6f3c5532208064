"""The desk: what the apps' admin pages share, the organization, pages about it, the dictionary and the outbox."""

from editorial.admin.flat_pages import PageAdmin
from editorial.admin.missed_searches import MissedSearchAdmin
from editorial.admin.organization import OrganizationAdmin
from editorial.admin.outbox import OutboxAdmin
from editorial.admin.pictures import PictureAdmin, StoredFileAdmin
from editorial.admin.spellings import SpellingAdmin

__all__ = [
    "MissedSearchAdmin",
    "OrganizationAdmin",
    "OutboxAdmin",
    "PageAdmin",
    "PictureAdmin",
    "SpellingAdmin",
    "StoredFileAdmin",
]
