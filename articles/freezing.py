"""freeze: an article's working copy as plain data. thaw: the way back."""

from collections.abc import Iterable
from datetime import date

from taggit.models import Tag

from articles.models import Article, ArticleAttachment, ArticleFigure, Byline, Category, Series, SummaryPoint
from editorial import prose
from editorial.attachments import frozen_attachments
from editorial.pictures.freezing import frozen_figures, frozen_picture, without_figures, without_pictures
from editorial.publishables import Thawed
from editorial.thawing import HouseData
from people.models import Author

SCHEMA = "article/3"
UPGRADERS = {
    "article/1": lambda content: without_pictures(content, "article/2"),
    "article/2": lambda content: without_figures(content, "article/3"),
}
TEXTS = ("title", "slug", "standfirst", "volume", "issue", "summary_label", "source_url", "doi", "language")


def freeze(article: Article) -> dict:
    """Return what the working copy says: texts, byline, points, pictures and attachments, topics and tags.

    House data stands in it with names as printed.
    """
    return {
        **_own(article),
        "authors": [house(row.author) for row in article.bylines.select_related("author")],
        "points": [{"key": point.key, "text": prose.clean_inline(point.text)} for point in article.points.all()],
        "figures": frozen_figures(article.figures.select_related("picture")),
        "attachments": frozen_attachments(article.attachments.select_related("file")),
        "topics": frozen_topics(article.categories.without_tree_fields()),
        "tags": [house(tag) for tag in _by_id(article.tags.all())],
    }


def freeze_unsaved(article: Article, topics: Iterable[Category] = ()) -> dict:
    """Return what `freeze` would of an article that is not saved yet: it has no byline, points, figures or tags."""
    nothing = {name: [] for name in ("authors", "points", "figures", "attachments", "tags")}
    return {**_own(article), **nothing, "topics": frozen_topics(topics)}


def frozen_topics(topics: Iterable[Category]) -> list[dict]:
    """Return how an edition remembers its topics, in order of id: they have no order of their own."""
    return [house(topic) | {"kind": topic.kind} for topic in _by_id(topics)]


def _own(article: Article) -> dict:
    return {
        "schema": SCHEMA,
        **{name: getattr(article, name) for name in TEXTS},
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "series": house(article.series),
        "translation_of": article.translation_of_id,
        "body": prose.blocks(article.body),
        "picture": frozen_picture(article.picture),
    }


def house(row: Author | Category | Series | Tag | None) -> dict | None:
    """Return how an edition remembers house data: which row it is, and its name and address as printed."""
    return {"id": row.pk, "name": row.name, "slug": row.slug} if row else None


def thaw(work: dict, article: Article) -> Thawed:
    """Make `article` (saved or not) say what `work` says, and save it.

    Return what could not be given back as it was.
    """
    found = HouseData()
    for name in TEXTS:
        setattr(article, name, work[name])
    article.published_on = date.fromisoformat(work["published_on"]) if work["published_on"] else None
    article.series = found.one(Series, work["series"])
    article.translation_of = found.plain(Article, work["translation_of"])
    article.body = "\n".join(work["body"])
    article.picture = found.picture(work["picture"])
    article.save()
    article.bylines.all().delete()
    authors = found.many(Author, work["authors"])
    Byline.objects.bulk_create(
        Byline(article=article, author=author, position=position) for position, author in enumerate(authors, 1)
    )
    article.points.all().delete()
    SummaryPoint.objects.bulk_create(
        SummaryPoint(article=article, key=point["key"], text=point["text"], position=position)
        for position, point in enumerate(work["points"], 1)
    )
    article.figures.all().delete()
    ArticleFigure.objects.bulk_create(
        ArticleFigure(article=article, **values) for values in found.figures(work["figures"])
    )
    article.attachments.all().delete()
    ArticleAttachment.objects.bulk_create(
        ArticleAttachment(article=article, **values) for values in found.attachments(work["attachments"])
    )
    article.categories.set(found.many(Category, work["topics"]))
    article.tags.set(found.many(Tag, work["tags"]))
    return found.report()


def _by_id(rows):
    return sorted(rows, key=lambda row: row.pk)
