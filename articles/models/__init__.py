"""The models of articles: topics and series, drafts, and the published record."""

from articles.models.desk import Article, ArticleAttachment, ArticleEmbed, ArticleFigure, Byline, SummaryPoint
from articles.models.record import (
    ArticleEdition,
    ArticleEditionAuthor,
    ArticleEditionFile,
    ArticleEditionPicture,
    ArticleEditionTag,
    ArticleEditionTopic,
    SelectedIn,
)
from articles.models.taxonomy import Category, MergedTag, Series

__all__ = [
    "Article",
    "ArticleAttachment",
    "ArticleEdition",
    "ArticleEditionAuthor",
    "ArticleEditionFile",
    "ArticleEditionPicture",
    "ArticleEditionTag",
    "ArticleEditionTopic",
    "ArticleEmbed",
    "ArticleFigure",
    "Byline",
    "Category",
    "MergedTag",
    "SelectedIn",
    "Series",
    "SummaryPoint",
]
