"""Related analysis: the articles that share the most with an article, and the reason for each."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import ArticleEdition
from articles.models.record import ArticleEditionAuthor, ArticleEditionTopic
from articles.public.archive import THIN
from articles.public.cards import article_card
from articles.search_entry import AUTHOR, INDEX, TOPIC
from record.record_version import cached
from search.query import Query
from search.results import SearchResults
from text.joining import comma

SHOWN = 3
LOOKED_AT = 40  # the newest that share a topic, and as many that share an author
MOST_KEPT = 300


def related(edition: ArticleEdition, work: dict) -> list[dict]:
    """Return up to three cards of the articles that share the most topics and authors, newest first.

    Each has a `reason` that names the topics and authors as this article prints them. Five queries, once per record
    version. Uses the current time, like everything cached per version, and not the request's.
    """
    kept = cached("related analysis", dict)
    if edition.pk not in kept:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[edition.pk] = _load(edition, work, timezone.now())
    return [{**card, "reason": reason(card["on"], card["by"])} for card in kept[edition.pk]]


def reason(on: list[str], by: Sequence[str] = ()) -> str:
    """Return why something is related: the shared topics and authors, in the active language."""
    if on and by:
        return _("Also on %(topics)s, by %(authors)s") % {"topics": comma().join(on), "authors": comma().join(by)}
    if on:
        return _("Also on %(topics)s") % {"topics": comma().join(on)}
    return _("Also by %(authors)s") % {"authors": comma().join(by)} if by else ""


def _load(edition: ArticleEdition, work: dict, at: datetime) -> list[dict]:
    topics = {topic["id"]: topic["name"] for topic in work["topics"]}
    authors = {author["id"]: author["name"] for author in work["authors"]}
    ids = {*_newest(TOPIC, topics, at), *_newest(AUTHOR, authors, at)}
    on = _shared(ArticleEditionTopic, "topic_id", ids, topics)
    by = _shared(ArticleEditionAuthor, "author_id", ids, authors)
    rows = ArticleEdition.objects.public(at).filter(pk__in=ids).exclude(parent_id=edition.parent_id).only(*THIN)
    nearest = sorted(
        rows,
        key=lambda row: (len(on.get(row.pk, ())) + len(by.get(row.pk, ())), row.published_on, row.pk),
        reverse=True,
    )
    return [
        {**article_card(row), "on": sorted(on.get(row.pk, ())), "by": sorted(by.get(row.pk, ()))}
        for row in nearest[:SHOWN]
    ]


def _newest(prefix: str, house: Iterable[int], at: datetime) -> list[int]:
    """Return the ids of the newest editions with any of the topics or authors `house`."""
    tokens = tuple(f"{prefix}{pk}" for pk in house)
    if not tokens:
        return []
    return SearchResults(INDEX, ArticleEdition, Query(token_sets=(tokens,)), at).newest(LOOKED_AT)


def _shared(link, column: str, ids: Iterable[int], names: dict[int, str]) -> dict[int, set[str]]:
    """Return {edition id: the names that it shares}."""
    found: dict[int, set[str]] = {}
    rows = link.objects.filter(edition_id__in=ids, **{f"{column}__in": names}).values_list("edition_id", column)
    for edition_id, pk in rows:
        found.setdefault(edition_id, set()).add(names[pk])
    return found
