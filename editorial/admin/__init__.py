"""The desk: what the apps' admin pages share, and the organization."""

from editorial.admin.organization import OrganizationAdmin

__all__ = ["OrganizationAdmin"]
