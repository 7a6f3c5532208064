"""Finding articles at the desk by words: title, byline, summary points, full text, topics and tags.

`saved` is called with every save that keeps a revision (editorial/revisions.py), `house_changed` where an author,
topic or tag was renamed; nothing else keeps the index. What was loaded in bulk is brought in by `index` or
`manage.py rebuild_search`. The rows of deleted articles stay until the next rebuild: whoever asks, asks articles.
"""

from collections.abc import Collection, Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Model, Q, Value
from django.db.models.functions import Coalesce
from taggit.models import Tag, TaggedItem

from articles.finding import texts
from articles.models import Article, ArticleFigure, Byline, Category, SummaryPoint
from editorial.search_table import SearchTable, Zone
from editorial.search_words import Term, terms_of
from people.models import Author

TABLE = SearchTable("articles_search")
BATCH = 1_000
INDEX = "CREATE INDEX IF NOT EXISTS articles_search_words ON articles_search USING gin (title, lead, text)"
ZONES = (Zone.TITLE, Zone.LEAD, Zone.TEXT)


def matching(terms: list[Term], zone: Zone = Zone.TEXT, beyond: Zone | None = None) -> Q:
    """Return the condition that every term stands within the zone (and not already within the zone `beyond`).

    Without terms it holds of every article. It asks each article whether it is among the hits, so whoever asks
    begins with an order or a filter; where the hits are few, begin with them instead (`few`).
    """
    if not terms:
        return Q()
    found = Q(pk__in=TABLE.hits(terms, zone))
    if beyond:
        found &= ~Q(pk__in=TABLE.hits(terms, beyond))
    # Within a function call neither database joins the hits: both would then fetch every one of them and sort.
    return Q(Coalesce(ExpressionWrapper(found, BooleanField()), Value(False), output_field=BooleanField()))


def ranked(terms: list[Term]) -> list[Q]:
    """Return the conditions of the ranks, best first: words in the title; in title, byline, points; anywhere.

    Together they hold of what `matching` holds of, each of other articles. Order each by date.
    """
    return [matching(terms, zone, beyond) for zone, beyond in zip(ZONES, (None, *ZONES), strict=False)]


def few(terms: list[Term], most: int) -> dict[int, int] | None:
    """Return the ids of all that `matching` holds of, each with its rank (0 best); None where there are more."""
    ids = TABLE.ids(terms, Zone.TEXT, most + 1)
    return among(ids, terms) if len(ids) <= most else None


def among(ids: Collection[int], terms: list[Term]) -> dict[int, int]:
    """Return those of the articles that `matching` holds of, each with its rank (0 best)."""
    ranks: dict[int, int] = {}
    for rank, zone in reversed(list(enumerate(ZONES))):
        ids = TABLE.ids_among(ids, terms, zone) if ids else ()
        ranks |= dict.fromkeys(ids, rank)
    return ranks


def saved(article: Article, work: dict) -> None:
    """Index an article that now says `work`."""
    TABLE.put([(article.pk, texts(work))])


def house_changed(row: Model) -> None:
    """Index again the articles that name an author, topic or tag which was renamed."""
    if isinstance(row, Author):
        index(Byline.objects.filter(author=row).values_list("article_id", flat=True))
    elif isinstance(row, Category):
        index(row.articles.values_list("pk", flat=True))
    elif isinstance(row, Tag):
        index(_tagged().filter(tag=row).values_list("object_id", flat=True))


def index(ids: Iterable[int]) -> None:
    """Index the articles with these ids as they stand in the database."""
    waiting = sorted(set(ids))
    for start in range(0, len(waiting), BATCH):
        TABLE.put((pk, texts(work)) for pk, work in _works(waiting[start : start + BATCH]))


def rebuild() -> int:
    """Index every article afresh, in batches. Return how many."""
    with Bulk():
        TABLE.clear()
        index(Article.objects.order_by().values_list("pk", flat=True))
    return TABLE.count()


class Bulk:
    """While in it, PostgreSQL has no index of words, and makes it at the end: several times quicker for many rows."""

    def __enter__(self) -> None:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("DROP INDEX IF EXISTS articles_search_words")

    def __exit__(self, *exception) -> None:
        if connection.vendor == "postgresql" and exception[0] is None:
            with connection.cursor() as cursor:
                cursor.execute(INDEX)
                cursor.execute("ANALYZE articles_search")


def _works(ids: Collection[int]) -> Iterable[tuple[int, dict]]:
    names = {
        "authors": Byline.objects.filter(article__in=ids).values_list("article_id", "author__name"),
        "topics": Article.categories.through.objects.filter(article__in=ids).values_list(
            "article_id", "category__name"
        ),
        "tags": _tagged().filter(object_id__in=ids).values_list("object_id", "tag__name"),
    }
    listed = (*names, "points", "figures")
    works = {
        pk: {"title": title, "standfirst": standfirst, "body": [body], **{name: [] for name in listed}}
        for pk, title, standfirst, body in Article.objects.filter(pk__in=ids).values_list(
            "pk", "title", "standfirst", "body"
        )
    }
    for part, rows in names.items():
        for pk, name in rows:
            works[pk][part].append({"name": name})
    for pk, text in SummaryPoint.objects.filter(article__in=ids).values_list("article_id", "text"):
        works[pk]["points"].append({"text": text})
    captions = ArticleFigure.objects.filter(article__in=ids).values_list("article_id", "caption", "picture__caption")
    for pk, caption, of_picture in captions:
        works[pk]["figures"].append({"caption": caption or of_picture})
    return works.items()


def _tagged():
    return TaggedItem.objects.filter(content_type=ContentType.objects.get_for_model(Article))


__all__ = ["Bulk", "house_changed", "index", "matching", "ranked", "rebuild", "saved", "terms_of", "texts"]
