"""Full-text search over drafts in the admin: title, byline, summary points, body, topics and tags.

`saved` runs with every save that keeps a revision (record/revisions.py); `taxonomy_changed` runs when an author, topic
or tag is renamed. Nothing else updates the index: after a bulk load, call `index` or run `manage.py rebuild_record
--search`. Rows of deleted articles stay until the next rebuild, so always query through Article.
"""

from collections.abc import Collection, Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, ExpressionWrapper, Model, Q, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from taggit.models import Tag, TaggedItem

from articles.fields import FIELDS
from articles.models import Article, ArticleEmbed, ArticleFigure, Byline, Category, SummaryPoint
from articles.search_entry import texts
from people.models import Author
from record.imprint import EMPTY
from search import query
from search.index import Draft, Index, Zone
from search.query import Query
from search.words import Words

INDEX = Index("articles_search")
BATCH = 1_000
ZONES = (Zone.TITLE, Zone.LEAD, Zone.TEXT)


def matching(words: Words, zone: Zone = Zone.TEXT, beyond: Zone | None = None) -> Q:
    """Return the condition that the words occur within `zone` (and not already within the zone `beyond`).

    Without words it matches every article. The database tests each article for membership in the hits, so combine it
    with an order or a filter. If there are few hits, start from them instead (`few`).
    """
    if not words:
        return Q()
    found = Q(pk__in=_hits(words, zone))
    if beyond:
        found &= ~Q(pk__in=_hits(words, beyond))
    # Wrapped in a function call so that neither database joins the hits: a join fetches and sorts all of them.
    return Q(Coalesce(ExpressionWrapper(found, BooleanField()), Value(False), output_field=BooleanField()))


def _hits(words: Words, zone: Zone) -> RawSQL:
    return RawSQL(*query.subquery(INDEX, Query(words), None, zone))  # noqa: S611 - the words are a parameter


def ranked(words: Words) -> list[Q]:
    """Return one condition per rank, best first: words in the title; in title, byline or points; anywhere.

    The conditions don't overlap, and together they match the same articles as `matching`. Order each by date.
    """
    return [matching(words, zone, beyond) for zone, beyond in zip(ZONES, (None, *ZONES), strict=False)]


def few(words: Words, most: int) -> dict[int, int] | None:
    """Return {article id: rank (0 is best)} for everything `matching` finds, or None if there are more than `most`."""
    ids = query.keys(INDEX, {"all": (Query(words), Zone.TEXT)}, None, {"all": most + 1})["all"]
    return among(ids, words) if len(ids) <= most else None


def among(ids: Collection[int], words: Words) -> dict[int, int]:
    """Return {article id: rank (0 is best)} for those of `ids` that `matching` finds. One query."""
    if not ids:
        return {}
    asked = {zone: (Query(words, chosen=tuple(ids)), zone) for zone in reversed(ZONES)}
    found = query.keys(INDEX, asked, None, dict.fromkeys(asked, len(ids)))
    return {pk: ZONES.index(zone) for zone, hits in found.items() for pk in hits}


def saved(article: Article, work: dict) -> None:
    """Index an article whose content is now `work`; its imprint, which may be made of defaults, only in the record."""
    INDEX.put([Draft(article.pk, texts({**work, "imprint": EMPTY}))])


def taxonomy_changed(row: Model) -> None:
    """Reindex the articles that use the renamed author, topic or tag."""
    if isinstance(row, Author):
        index(Byline.objects.filter(author=row).values_list("article_id", flat=True))
    elif isinstance(row, Category):
        index(row.articles.values_list("pk", flat=True))
    elif isinstance(row, Tag):
        index(_tagged().filter(tag=row).values_list("object_id", flat=True))


def index(ids: Iterable[int]) -> None:
    """Index the articles with these ids from their rows in the database."""
    waiting = sorted(set(ids))
    for start in range(0, len(waiting), BATCH):
        INDEX.put(Draft(pk, texts(work)) for pk, work in _works(waiting[start : start + BATCH]))


def rebuild() -> int:
    """Rebuild the whole index in batches. Return the number of articles."""
    with INDEX.bulk():
        INDEX.clear()
        index(Article.objects.order_by().values_list("pk", flat=True))
    return len(INDEX.keys())


def _works(ids: Collection[int]) -> Iterable[tuple[int, dict]]:
    names = {
        "authors": Byline.objects.filter(article__in=ids).values_list("article_id", "author__name"),
        "topics": Article.categories.through.objects.filter(article__in=ids).values_list(
            "article_id", "category__name"
        ),
        "tags": _tagged().filter(object_id__in=ids).values_list("object_id", "tag__name"),
    }
    own = [field.name for field in FIELDS.marked("search") if not (field.has_rows or field.part)]
    works = {
        row["pk"]: {**FIELDS.empty_work(), **row, "body": [row["body"]]}
        for row in Article.objects.filter(pk__in=ids).values("pk", *own)
    }
    for work in works.values():
        work.update({name: [] for name in (*names, "points", "figures", "embeds")})
    for part, rows in names.items():
        for pk, name in rows:
            works[pk][part].append({"name": name})
    for pk, text in SummaryPoint.objects.filter(article__in=ids).values_list("article_id", "text"):
        works[pk]["points"].append({"text": text})
    captions = ArticleFigure.objects.filter(article__in=ids).values_list("article_id", "caption", "picture__caption")
    for pk, caption, of_picture in captions:
        works[pk]["figures"].append({"caption": caption or of_picture})
    for pk, title, source in ArticleEmbed.objects.filter(article__in=ids).values_list("article_id", "title", "source"):
        works[pk]["embeds"].append({"title": title, "source": source})
    return works.items()


def _tagged():
    return TaggedItem.objects.filter(content_type=ContentType.objects.get_for_model(Article))
