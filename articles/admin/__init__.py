"""Articles, their record, and the house data under which they are filed, at the desk."""

from articles.admin.article import ArticleAdmin
from articles.admin.house import CategoryAdmin, SeriesAdmin, TagAdmin
from articles.admin.record import ArticleEditionAdmin

__all__ = ["ArticleAdmin", "ArticleEditionAdmin", "CategoryAdmin", "SeriesAdmin", "TagAdmin"]
