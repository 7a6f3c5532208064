"""Related analysis: the articles that share the most with an article."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from articles.models import ArticleEdition
from articles.models.record import ArticleEditionAuthor, ArticleEditionTopic
from articles.public.archive import THIN
from articles.public.cards import article_card
from articles.search_entry import AUTHOR, INDEX, TOPIC
from record.record_version import cached
from search.query import Query
from search.results import SearchResults

SHOWN = 3
LOOKED_AT = 40  # the newest that share a topic, and as many that share an author
MOST_KEPT = 300


def related(edition: ArticleEdition, work: dict) -> list[dict]:
    """Return up to three cards of the articles that share the most topics and authors, newest first.

    Five queries, once per record version. Uses the current time, like everything cached per version, and not the
    request's.
    """
    kept = cached("related analysis", dict)
    if edition.pk not in kept:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[edition.pk] = _load(edition, work, timezone.now())
    return kept[edition.pk]


def _load(edition: ArticleEdition, work: dict, at: datetime) -> list[dict]:
    topics = [topic["id"] for topic in work["topics"]]
    authors = [author["id"] for author in work["authors"]]
    ids = {*_newest(TOPIC, topics, at), *_newest(AUTHOR, authors, at)}
    shared = _shared(ArticleEditionTopic, "topic_id", ids, topics) + _shared(
        ArticleEditionAuthor, "author_id", ids, authors
    )
    rows = ArticleEdition.objects.public(at).filter(pk__in=ids).exclude(parent_id=edition.parent_id).only(*THIN)
    newest_first = sorted(rows, key=lambda row: (row.published_on, row.pk), reverse=True)
    nearest = sorted(newest_first, key=lambda row: -shared[row.pk])[:SHOWN]
    return [article_card(row) for row in newest_first if row in nearest]


def _newest(prefix: str, house: Iterable[int], at: datetime) -> list[int]:
    """Return the ids of the newest editions with any of the topics or authors `house`."""
    tokens = tuple(f"{prefix}{pk}" for pk in house)
    if not tokens:
        return []
    return SearchResults(INDEX, ArticleEdition, Query(token_sets=(tokens,)), at).newest(LOOKED_AT)


def _shared(link, column: str, ids: Iterable[int], wanted: Iterable[int]) -> Counter[int]:
    """Return how many of `wanted` each edition has, by its id."""
    rows = link.objects.filter(edition_id__in=ids, **{f"{column}__in": wanted})
    return Counter(rows.values_list("edition_id", flat=True))
