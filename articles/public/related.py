"""Related analysis: what shares most with an article, and why it is shown."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.finding import AUTHOR, INDEX, TOPIC
from articles.models import ArticleEdition
from articles.models.record import ArticleEditionAuthor, ArticleEditionTopic
from articles.public.archive import THIN
from articles.public.cards import article_card
from editorial.enumerating import comma
from editorial.finding.asking import Question
from editorial.finding.results import Found
from editorial.record_version import held

SHOWN = 3
LOOKED_AT = 40  # of the newest that share a topic, and of those that share an author
MOST_KEPT = 300


def related(edition: ArticleEdition, work: dict) -> list[dict]:
    """Return up to three cards of articles that share most topics and authors with a frozen one, newest first.

    Each has its `reason`, with topics and authors as this article prints them. Five queries, once for each record
    version; the moment is the clock's, as of all that is held.
    """
    kept = held("related analysis", dict)
    if edition.pk not in kept:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[edition.pk] = _load(edition, work, timezone.now())
    return [{**card, "reason": reason(card["on"], card["by"])} for card in kept[edition.pk]]


def reason(on: list[str], by: Sequence[str] = ()) -> str:
    """Return why something is related: the topics and authors that it shares, in the language spoken."""
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
    """Return the ids of the newest editions that bear any of the house data."""
    tokens = tuple(f"{prefix}{pk}" for pk in house)
    return Found(INDEX, ArticleEdition, Question(house=(tokens,)), at).newest(LOOKED_AT) if tokens else []


def _shared(link, column: str, ids: Iterable[int], names: dict[int, str]) -> dict[int, set[str]]:
    """Return the names that each edition shares, by its id."""
    found: dict[int, set[str]] = {}
    rows = link.objects.filter(edition_id__in=ids, **{f"{column}__in": names}).values_list("edition_id", column)
    for edition_id, pk in rows:
        found.setdefault(edition_id, set()).add(names[pk])
    return found
