"""The search index entry of an article edition: its index, words and tokens."""

from articles.fields import FIELDS, ArticleWork
from articles.models.record import ArticleEdition
from search.index import Index
from search.word_columns import Texts

INDEX = Index("articles_edition_index", ArticleEdition._meta.db_table)
AUTHOR, TOPIC, TAG, SERIES, TYPE = "a", "t", "g", "s", "p"  # prefixes of ids in index tokens


def texts(work: ArticleWork) -> Texts:
    return Texts(title=FIELDS.words(work, "title"), lead=FIELDS.words(work, "lead"), rest=FIELDS.words(work, "rest"))
