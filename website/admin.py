"""Articles and snapshots in the admin, combined with extensions from other packages and registered here."""

from django.contrib import admin

from alerts.admin.digest import digest_urls
from alerts.admin.series_mailing import SendsToSeries
from articles.admin.article import BaseArticleAdmin
from articles.models import Article
from importing.import_page import import_urls
from snapshot.admin.snapshot import BaseSnapshotAdmin
from snapshot.corrections.publish_form import ArticlePublishForm
from snapshot.models import Snapshot
from website.admin_front import FrontAdmin

__all__ = ["ArticleAdmin", "FrontAdmin", "SnapshotAdmin"]


@admin.register(Article)
class ArticleAdmin(SendsToSeries, BaseArticleAdmin):
    """Articles, whose corrections can be applied to the snapshots that show them."""

    publish_form = ArticlePublishForm


@admin.register(Snapshot)
class SnapshotAdmin(SendsToSeries, BaseSnapshotAdmin):
    """Snapshots, which can start from an imported document and be sent as a digest."""

    def get_urls(self) -> list:
        return [*import_urls(self), *digest_urls(self), *super().get_urls()]
