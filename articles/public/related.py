"""Related analysis: the articles that share the most with an article."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Model
from django.utils import timezone

from articles.models import ArticleEdition
from articles.models.record import ArticleEditionAuthor, ArticleEditionTopic
from articles.public.archive import thin_editions
from articles.public.cards import article_card
from articles.search_entry import AUTHOR, INDEX, TOPIC
from record.prepared import Prepared
from record.record_version import cached
from search.keys import id_of
from search.query import Query
from search.results import SearchResults

SHOWN = 3
LOOKED_AT = 40  # the newest that share a topic, and as many that share an author
MOST_KEPT = 300

_with_topics = Prepared(
    lambda link, ids, wanted: link.objects.filter(edition__in=ids, topic__in=wanted).values_list("edition")
)
_by_authors = Prepared(
    lambda link, ids, wanted: link.objects.filter(edition__in=ids, author__in=wanted).values_list("edition")
)


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
    keys = sorted({*_newest(TOPIC, topics, at), *_newest(AUTHOR, authors, at)}, reverse=True)
    if not keys:
        return []
    ids = [id_of(key) for key in keys]
    shared = _shared(ArticleEditionTopic, _with_topics, ids, topics) + _shared(
        ArticleEditionAuthor, _by_authors, ids, authors
    )
    nearest = sorted(ids, key=lambda pk: -shared[pk])[: SHOWN + 1]  # it may be among them itself
    found = {
        row.pk: row for row in thin_editions(ArticleEdition, at=at, ids=nearest) if row.parent_id != edition.parent_id
    }
    shown = [pk for pk in nearest if pk in found][:SHOWN]
    return [article_card(found[pk]) for pk in ids if pk in shown]


def _newest(prefix: str, house: Iterable[int], at: datetime) -> list[int]:
    """Return the keys of the newest editions with any of the topics or authors `house`."""
    tokens = tuple(f"{prefix}{pk}" for pk in house)
    if not tokens:
        return []
    return SearchResults(INDEX, ArticleEdition, Query(token_sets=(tokens,)), at).newest(LOOKED_AT)


def _shared(link: type[Model], links: Prepared, ids: list[int], wanted: list[int]) -> Counter[int]:
    """Return how many of `wanted` each edition has, by its id."""
    return Counter(pk for (pk,) in links.tuples(link, ids=ids, wanted=wanted)) if wanted else Counter()
