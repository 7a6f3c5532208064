"""Finding articles in the record."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import QuerySet

from articles.models.record import (
    ArticleEdition,
    ArticleEditionAuthor,
    ArticleEditionTag,
    ArticleEditionTopic,
    SelectedIn,
)
from editorial.freezing import parse
from editorial.record_version import held

THIN = (
    "id",
    "parent_id",
    "number",
    "slug",
    "title",
    "kind",
    "note",
    "published_on",
    "language",
    "card",
    "live_from",
    "live_until",
    "withdrawn_at",
    "series_id",
)


class ToldEdition(NamedTuple):
    """An edition as feeds and exports tell of it, its content apart. No model: exports tell of a hundred thousand."""

    pk: int
    parent_id: int
    number: int
    slug: str
    kind: str
    note: str
    language: str
    published_on: date
    content_id: str
    live_from: datetime


def public_articles(at: datetime) -> QuerySet[ArticleEdition]:
    """Return the article editions public at the moment, thin: neither content nor search text is read."""
    return ArticleEdition.objects.public(at).only(*THIN)


def told_of(ids: Collection[int], at: datetime) -> list[tuple[ToldEdition, dict]]:
    """Return those of the editions with these ids that are public, in the order of `ids`, each with its content.

    One query. Contents are read whole, bodies too: to have the database cut the body out takes longer than to parse it.
    """
    rows = ArticleEdition.objects.public(at).filter(pk__in=ids).values_list(*ToldEdition._fields, "content__text")
    found = {row[0]: row for row in rows}
    return [(ToldEdition._make(found[pk][:-1]), parse(found[pk][-1])) for pk in ids if pk in found]


def by_authors(ids: Collection[int], at: datetime) -> QuerySet[ArticleEdition]:
    """Return the public editions by any of the authors."""
    links = ArticleEditionAuthor.objects.public(at).filter(author_id__in=ids)
    return public_articles(at).filter(pk__in=links.values("edition_id"))


def on_topics(ids: Collection[int], at: datetime) -> QuerySet[ArticleEdition]:
    """Return the public editions filed under any of the topics."""
    links = ArticleEditionTopic.objects.public(at).filter(topic_id__in=ids)
    return public_articles(at).filter(pk__in=links.values("edition_id"))


def in_series(ids: Collection[int], at: datetime) -> QuerySet[ArticleEdition]:
    """Return the public editions in any of the series."""
    return public_articles(at).filter(series_id__in=ids)


def tagged(pk: int, at: datetime) -> QuerySet[ArticleEdition]:
    """Return the public editions that bear the tag."""
    links = ArticleEditionTag.objects.public(at).filter(tag_id=pk)
    return public_articles(at).filter(pk__in=links.values("edition_id"))


def withdrawn_editions() -> dict[int, str]:
    """Return id → notice of every withdrawn article edition, held per record version: snapshots show the notice."""
    return held(
        "withdrawn articles",
        lambda: dict(ArticleEdition.objects.filter(withdrawn_at__isnull=False).values_list("pk", "withdrawal_notice")),
    )


def selected_in(article_id: int, at: datetime) -> list[SelectedIn]:
    """Return the snapshots whose public edition holds the article, newest first, each once: it may hold two texts."""
    rows = SelectedIn.objects.public(at).filter(article_id=article_id).order_by("-live_from", "-pk")
    return list({row.snapshot_id: row for row in rows}.values())
