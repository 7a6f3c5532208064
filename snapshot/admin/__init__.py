"""Admin pages for sections, snapshot editions and the home page. Snapshots are registered in website/admin.py."""

from snapshot.admin.record import SnapshotEditionAdmin
from snapshot.admin.section import SectionAdmin

__all__ = ["SectionAdmin", "SnapshotEditionAdmin"]
