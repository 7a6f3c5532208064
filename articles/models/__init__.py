"""House data (topics, series), the desk's articles, and their record."""

from articles.models.desk import Article, ArticleAttachment, ArticleFigure, Byline, SummaryPoint
from articles.models.house import Category, Series
from articles.models.record import (
    ArticleEdition,
    ArticleEditionAuthor,
    ArticleEditionFile,
    ArticleEditionPicture,
    ArticleEditionTag,
    ArticleEditionTopic,
    SelectedIn,
)

__all__ = [
    "Article",
    "ArticleAttachment",
    "ArticleEdition",
    "ArticleEditionAuthor",
    "ArticleEditionFile",
    "ArticleEditionPicture",
    "ArticleEditionTag",
    "ArticleEditionTopic",
    "ArticleFigure",
    "Byline",
    "Category",
    "SelectedIn",
    "Series",
    "SummaryPoint",
]
