"""House data (topics, series), the desk's articles, and their record."""

from articles.models.desk import Article, Byline, SummaryPoint
from articles.models.house import Category, Series
from articles.models.record import (
    ArticleEdition,
    ArticleEditionAuthor,
    ArticleEditionTag,
    ArticleEditionTopic,
    SelectedIn,
)

__all__ = [
    "Article",
    "ArticleEdition",
    "ArticleEditionAuthor",
    "ArticleEditionTag",
    "ArticleEditionTopic",
    "Byline",
    "Category",
    "SelectedIn",
    "Series",
    "SummaryPoint",
]
