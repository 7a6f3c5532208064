"""Convert a draft to plain data (`freeze`) and back (`thaw`), both through the list in articles/fields.py."""

from collections.abc import Callable, Iterable

from articles.fields import FIELDS, ArticleWork, frozen_topics
from articles.models import Article, Category
from media.thawing import MediaReferences
from record.thawing import Rows, Thawed

SCHEMA = FIELDS.schema
# Maps an older schema's name to the function that upgrades its content to the next schema; see docs/json.md.
UPGRADERS: dict[str, Callable[[dict], dict]] = {}


def freeze(article: Article) -> ArticleWork:
    """Return the draft's content, with names as printed."""
    return FIELDS.freeze(article)


def freeze_unsaved(article: Article, topics: Iterable[Category] = ()) -> ArticleWork:
    """Return what `freeze` would return for an unsaved article, which has no byline, points, figures or tags yet."""
    return {**FIELDS.freeze_unsaved(article), "topics": frozen_topics(topics)}


def thaw(work: ArticleWork, article: Article, rows: Rows | None = None) -> Thawed:
    """Set `article` (saved or not) to the content of `work` and save it. Return what could not be restored exactly.

    `rows` keeps what was looked up, for the next call in the same transaction.
    """
    found = MediaReferences(rows)
    FIELDS.thaw(work, article, found)
    return found.report()
