"""Large synthetic archives: what `seed_articles` made once, copied within the database as often as is asked for.

A copy has ids and addresses of its own, and the same days, words, authors, topics and frozen content: the archive's
shape, its skew and its indexes are those of a large one, while nothing is made anew in Python.
"""

from collections.abc import Callable, Mapping

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max, Model
from taggit.models import TaggedItem

from articles import search
from articles.finding import INDEX
from articles.models import Article, ArticleEdition, Byline, SummaryPoint
from articles.models.record import ArticleEditionAuthor, ArticleEditionTag, ArticleEditionTopic
from editorial.models import Address

ARTICLE, EDITION = "article", "edition"  # whose ids a column holds
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
    """Copy all articles and their editions, so that there are `times` as many. `tell` is called with how many are.

    Whoever copies much does it within the `Bulk` of both indexes.
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
            search.TABLE.copy(step[ARTICLE], moved[ARTICLE])
            INDEX.copy(step[EDITION], moved[EDITION])
        tell((number + 1) * count)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model for model, _columns in COPIED]):
            cursor.execute(statement)


def _copy_rows(model: type[Model], columns: Mapping[str, str], moved: Mapping[str, int], number: int, last: int) -> str:
    """Return SQL that copies the rows of the first time. (Names of ours and numbers alone stand in it.)"""

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
