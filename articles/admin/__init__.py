"""Admin classes for article editions and for topics, series and tags. Articles are registered in website/admin.py."""

from articles.admin.record import ArticleEditionAdmin
from articles.admin.taxonomy import CategoryAdmin, SeriesAdmin, TagAdmin

__all__ = ["ArticleEditionAdmin", "CategoryAdmin", "SeriesAdmin", "TagAdmin"]
