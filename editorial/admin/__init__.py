"""The desk: what the apps' admin pages share, the organization and the dictionary."""

from editorial.admin.missed_searches import MissedSearchAdmin
from editorial.admin.organization import OrganizationAdmin
from editorial.admin.spellings import SpellingAdmin

__all__ = ["MissedSearchAdmin", "OrganizationAdmin", "SpellingAdmin"]
