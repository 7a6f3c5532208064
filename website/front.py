"""The home page and topic pages as editors arranged them, at any moment, from the record alone.

Items are ordered by publication date and first publication, never by the moment of an edition, so that a minor edition
moves nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import BadRequest
from django.db.models import Model, QuerySet
from django.http import QueryDict

from articles.models.record import ArticleEdition
from articles.public import filters as articles
from articles.public.archive import public_articles
from articles.public.cards import article_card
from record.record_version import cached
from snapshot.models.record import SnapshotEdition
from snapshot.public import filters as snapshots
from snapshot.public.cards import public_snapshots, snapshot_card
from website.models import Front, FrontRow

STEADY = ("-published_on", "-parent_id")
READERS: dict[str, tuple[Callable, Callable[[datetime], QuerySet], Callable[[Model], dict]]] = {
    FrontRow.Source.ARTICLES: (articles.read_filter, public_articles, article_card),
    FrontRow.Source.SNAPSHOTS: (snapshots.read_filter, public_snapshots, snapshot_card),
}
LISTS = {FrontRow.Source.ARTICLES: "archive", FrontRow.Source.SNAPSHOTS: "snapshots"}


@dataclass(frozen=True)
class Row:
    """A list on the page: cards of {kind: "article" or "snapshot", card}, and a link to the complete list."""

    title: str
    cards: list[dict]
    source: str
    query: str


@dataclass(frozen=True)
class Arranged:
    """The arranged page; `notice` has words, url and a key that identifies it in a reader's browser."""

    lead: dict | None = None
    rows: list[Row] = field(default_factory=list)
    notice: dict | None = None


def arranged(topic_id: int | None, at: datetime, is_now: bool = True) -> Arranged:
    """Return the arrangement of the topic's page, or of the home page, at the moment.

    The current one is cached per record version; an earlier one (`is_now`: False) is read each time.
    """
    fronts = cached("fronts", _fronts) if is_now else _fronts()
    front = next((each for each in fronts if each.topic_id == topic_id and each.has_begun(at)), None)
    if front is None:
        return Arranged()
    shown = cached(f"front {front.pk}", lambda: _shown(front, at)) if is_now else _shown(front, at)
    return Arranged(*shown, _notice(front, at))


def _fronts() -> list[Front]:
    """Return all arrangements with their rows, the latest first. Two queries."""
    return list(Front.objects.order_by("-live_from", "-pk").prefetch_related("rows"))


def _shown(front: Front, at: datetime) -> tuple[dict | None, list[Row]]:
    lead = public_snapshots(at).filter(parent_id=front.lead_id).first() if front.lead_id else None
    rows = [Row(row.title, _cards(row, at), LISTS.get(row.source, ""), row.query) for row in front.rows.all()]
    return (snapshot_card(lead) if lead else None), [row for row in rows if row.cards]


def _cards(row: FrontRow, at: datetime) -> list[dict]:
    """Return the cards of a row, or none if its filter is no longer valid."""
    if row.source == FrontRow.Source.CHOSEN:
        return _chosen(row.items, at)[: row.most]
    read, public, card = READERS[row.source]
    try:
        found = read(QueryDict(row.query), at).qs.values("pk")
    except BadRequest:
        return []
    kind = "article" if row.source == FrontRow.Source.ARTICLES else "snapshot"
    editions = steady(public(at).filter(pk__in=found))[: row.most]
    return [{"kind": kind, "card": card(edition)} for edition in editions]


def steady(editions: QuerySet) -> QuerySet:
    """Return the editions in their steady order.

    Every date passes the condition, but with it SQLite walks the index instead of sorting the whole archive.
    """
    return editions.filter(published_on__lte=date.max).order_by(*STEADY)


def _chosen(items: list[list], at: datetime) -> list[dict]:
    """Return the selected items in order, without those that are not public at the moment."""
    ids = {kind: [pk for each, pk in items if each == kind] for kind in ("analysis", "snapshots")}
    found: dict[tuple[str, int], dict] = {}
    for edition in _thin(public_articles(at), ids["analysis"]):
        found["analysis", edition.parent_id] = {"kind": "article", "card": article_card(edition)}
    for edition in _thin(public_snapshots(at), ids["snapshots"]):
        found["snapshots", edition.parent_id] = {"kind": "snapshot", "card": snapshot_card(edition)}
    return [found[kind, pk] for kind, pk in items if (kind, pk) in found]


def _thin(editions: QuerySet, ids: list[int]) -> "QuerySet[ArticleEdition] | QuerySet[SnapshotEdition] | tuple":
    return editions.filter(parent_id__in=ids) if ids else ()


def _notice(front: Front, at: datetime) -> dict | None:
    if not front.notice_at(at):
        return None
    return {"words": front.notice, "url": front.notice_url, "key": f"notice-{front.pk}"}
