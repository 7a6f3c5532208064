"""Queries for published articles. The archive's pages are in views.py."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from articles.models.record import (
    ArticleEdition,
    ArticleEditionAuthor,
    ArticleEditionTag,
    ArticleEditionTopic,
    SelectedIn,
)
from record.freezing import parse
from record.models.record import EditionRow
from record.prepared import Prepared
from record.record_version import cached

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


_withdrawn = Prepared(
    lambda edition: edition.objects.filter(withdrawn_at__isnull=False).values_list("pk", "withdrawal_notice")
)
_selected_in = Prepared(
    lambda selected, at, article: selected.objects.public(at).filter(article_id=article).order_by("-live_from", "-pk")
)


thin_editions = Prepared(lambda edition, at, ids: edition.objects.public(at).filter(pk__in=ids).only(*THIN))
editions_with_text = Prepared(
    lambda edition, at, ids: edition.objects.public(at).filter(pk__in=ids).only(*THIN, "search_text")
)


def public_articles(at: datetime) -> QuerySet[ArticleEdition]:
    """Return the article editions public at the given moment, without their content or search text."""
    return ArticleEdition.objects.public(at).only(*THIN)


def editions_with_content(ids: Collection[int], at: datetime) -> list[tuple[EditionRow, dict]]:
    """Return (row, content) for those of the editions that are public, in the order of `ids`.

    One query. Reads whole contents, including bodies: having the database cut out the body takes longer than parsing
    it.
    """
    rows = ArticleEdition.objects.public(at).filter(pk__in=ids).values_list(*EditionRow._fields, "content__text")
    found = {row[0]: row for row in rows}
    return [(EditionRow._make(found[pk][:-1]), parse(found[pk][-1])) for pk in ids if pk in found]


def by_authors(ids: Collection[int], at: datetime) -> QuerySet[ArticleEdition]:
    links = ArticleEditionAuthor.objects.public(at).filter(author_id__in=ids)
    return public_articles(at).filter(pk__in=links.values("edition_id"))


def on_topics(ids: Collection[int], at: datetime) -> QuerySet[ArticleEdition]:
    links = ArticleEditionTopic.objects.public(at).filter(topic_id__in=ids)
    return public_articles(at).filter(pk__in=links.values("edition_id"))


def in_series(ids: Collection[int], at: datetime) -> QuerySet[ArticleEdition]:
    return public_articles(at).filter(series_id__in=ids)


def tagged(ids: Collection[int], at: datetime) -> QuerySet[ArticleEdition]:
    links = ArticleEditionTag.objects.public(at).filter(tag_id__in=ids)
    return public_articles(at).filter(pk__in=links.values("edition_id"))


def withdrawn_editions() -> dict[int, str]:
    """Return {id: notice} for every withdrawn article edition, cached per record version. Snapshots show the notice."""
    return cached("withdrawn articles", lambda: dict(_withdrawn.tuples(ArticleEdition)))


def selected_in(article_id: int, at: datetime) -> list[SelectedIn]:
    """Return the snapshots whose public edition contains the article, newest first, each once."""
    rows = _selected_in(SelectedIn, at=at, article=article_id)
    return list({row.snapshot_id: row for row in rows}.values())
