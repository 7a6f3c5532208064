"""Large synthetic archives: the result of `seed_articles` copied within the database.

A copy has new ids and slugs, and the same days, words, authors, topics and frozen content. The archive has the
distribution and indexes of a large one, without generating it in Python.
"""

from collections.abc import Callable, Mapping

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max, Model
from taggit.models import TaggedItem

from articles import library_index
from articles.models import Article, ArticleEdition, Byline, SummaryPoint
from articles.models.record import ArticleEditionAuthor, ArticleEditionTag, ArticleEditionTopic
from articles.search_entry import INDEX
from record.models import Address

ARTICLE, EDITION = "article", "edition"  # whose ids a column contains
COPIED: tuple[tuple[type[Model], dict[str, str]], ...] = (
    (Article, {"id": ARTICLE}),
    (SummaryPoint, {"article_id": ARTICLE}),
    (Byline, {"article_id": ARTICLE}),
    (Article.categories.through, {"article_id": ARTICLE}),
    (TaggedItem, {"object_id": ARTICLE}),
    (ArticleEdition, {"id": EDITION, "parent_id": ARTICLE}),
    (ArticleEditionAuthor, {"edition_id": EDITION}),
    (ArticleEditionTopic, {"edition_id": EDITION}),
    (ArticleEditionTag, {"edition_id": EDITION}),
    (Address, {"parent_id": ARTICLE}),
)
ONLY = {Address: "collection = 'analysis'"}


def copy_articles(times: int, tell: Callable[[int], None] = lambda done: None) -> None:
    """Copy all articles and their editions until there are `times` as many. Calls `tell` with the number so far.

    For many copies, call it within `bulk` of both indexes.
    """
    step = {
        ARTICLE: Article.objects.aggregate(most=Max("pk"))["most"],
        EDITION: ArticleEdition.objects.aggregate(most=Max("pk"))["most"],
    }
    last = {model: model.objects.aggregate(most=Max("pk"))["most"] or 0 for model, _columns in COPIED}
    count = Article.objects.count()
    for number in range(1, times):
        moved = {whose: number * most for whose, most in step.items()}
        with transaction.atomic(), connection.cursor() as cursor:
            for model, columns in COPIED:
                cursor.execute(_copy_rows(model, columns, moved, number, last[model]))
            library_index.INDEX.copy(step[ARTICLE], moved[ARTICLE])
            INDEX.copy(step[EDITION], moved[EDITION])
        tell((number + 1) * count)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model for model, _columns in COPIED]):
            cursor.execute(statement)


def _copy_rows(model: type[Model], columns: Mapping[str, str], moved: Mapping[str, int], number: int, last: int) -> str:
    """Return SQL that copies the original rows. (It contains only our own identifiers and numbers.)"""

    def value(name: str) -> str:
        if name in columns:
            return f'"{name}" + {moved[columns[name]]}'
        if name == "id":
            return f'"{name}" + {number * last}'
        return f"\"{name}\" || '-{number}'" if name == "slug" else f'"{name}"'

    names = [field.column for field in model._meta.concrete_fields]
    listed, values = ", ".join(f'"{name}"' for name in names), ", ".join(map(value, names))
    only = " AND ".join([f"id <= {last}", *([ONLY[model]] if model in ONLY else [])])
    table = model._meta.db_table
    return f'INSERT INTO "{table}" ({listed}) SELECT {values} FROM "{table}" WHERE {only}'  # noqa: S608
