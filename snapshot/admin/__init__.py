"""Snapshots, their sections and record, and the home page, at the desk."""

from snapshot.admin.alerts import SubscriptionAdmin
from snapshot.admin.article import TravelingArticleAdmin
from snapshot.admin.record import HomePageAdmin, SnapshotEditionAdmin
from snapshot.admin.section import SectionAdmin
from snapshot.admin.snapshot import SnapshotAdmin

__all__ = [
    "HomePageAdmin",
    "SectionAdmin",
    "SnapshotAdmin",
    "SnapshotEditionAdmin",
    "SubscriptionAdmin",
    "TravelingArticleAdmin",
]
