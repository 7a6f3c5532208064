"""The library: the articles of the desk beside a snapshot, searched, filtered and in order, a page at a time."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from articles import search
from articles.models import Article, SelectedIn
from editorial.search_words import Term, terms_of
from editorial.spellings import spellings
from snapshot.desk import library_filters, library_order
from snapshot.desk.board import article_cards
from snapshot.desk.library_order import Place
from snapshot.desk.library_query import DATE, RELEVANCE, LibraryQuery
from snapshot.models import Placement, Snapshot, SnapshotEdition

PAGE = 30
MOST_COUNTED = 1_000


@dataclass(frozen=True)
class LibraryPage:
    """Rows in order, the cursor of the next page (empty on the last one), and how many there are in all."""

    rows: list[dict]
    next: str
    total: str


def library(query: LibraryQuery, snapshot: Snapshot | None, at: datetime, size: int = PAGE) -> LibraryPage:
    """Return a page of what the query finds. The number of queries does not grow with the page.

    Relevance: words in the title before words in title, byline and points before words anywhere, newest first
    within each. Without words it is the order by date. Raises ValueError with a sentence for a forged cursor.
    """
    places, total = found(query, at, size + 1)
    shown = places[:size]
    rows = rows_of([place.pk for place in shown], snapshot, at)
    return LibraryPage(rows, str(shown[-1]) if places[size:] else "", total)


def found(query: LibraryQuery, at: datetime, most: int) -> tuple[list[Place], str]:
    """Return the first articles that the query finds after its cursor, in its order; and how many it finds in all.

    The total is exact up to a thousand. Where the words or the filters leave few, these are fetched and put in order
    here; where many, they are looked for along the order, rank by rank, until the page is full.
    """
    terms = terms_of(query.words, spellings=spellings())
    order = query.order or RELEVANCE
    if order == RELEVANCE and not terms:
        order = DATE
    after = library_order.place_of(query.cursor, order)
    articles = Article.objects.filter(library_filters.conditions(query, at))
    few = _few(articles, terms, library_order.column_of(order), query.has_filters) if terms else None
    if few is None:
        return _along(articles, terms, order, after, most), _total(articles, terms, query)
    places = few if order == RELEVANCE else [replace(place, rank=0) for place in few]
    return library_order.sorted_after(places, after)[:most], f"{len(places):,}"


def _few(articles: QuerySet, terms: list[Term], column: str, has_filters: bool) -> list[Place] | None:
    """Return all that is found, unsorted, where words or filters leave few; None where both leave many."""
    hits = search.few(terms, MOST_COUNTED)
    if hits is None and not has_filters:
        return None
    rows = (articles if hits is None else articles.filter(pk__in=hits)).order_by().values_list("pk", column)
    rows = list(rows[: MOST_COUNTED + 1])
    if len(rows) > MOST_COUNTED:
        return None
    if hits is None:
        hits = search.among([pk for pk, _when in rows], terms)
    return [Place(hits[pk], when, pk) for pk, when in rows if pk in hits]


def _along(articles: QuerySet, terms: list[Term], order: str, after: Place | None, most: int) -> list[Place]:
    column = library_order.column_of(order)
    places: list[Place] = []
    for rank, condition in enumerate(search.ranked(terms) if order == RELEVANCE else [search.matching(terms)]):
        if len(places) == most or (after and rank < after.rank):
            continue
        begin = after if after and rank == after.rank else None
        rows = library_order.in_order(articles.filter(condition), order, begin)
        places += [Place(rank, when, pk) for pk, when in rows.values_list("pk", column)[: most - len(places)]]
    return places


def _total(articles: QuerySet, terms: list[Term], query: LibraryQuery) -> str:
    if terms and not query.has_filters:
        return f"{MOST_COUNTED:,}+"
    count = articles.filter(search.matching(terms)).order_by()[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED:,}+" if count > MOST_COUNTED else f"{count:,}"


def rows_of(ids: list[int], snapshot: Snapshot | None, at: datetime) -> list[dict]:
    """Return what the desk shows of these articles, in the order given: a `card` and its badges.

    `here`: titles of the sections of this snapshot in which it stands; `elsewhere`: in how many other snapshots;
    `shown`: the number of the article edition that this snapshot's live edition shows, or None; `newer`: the
    public edition is a later one.
    """
    cards = article_cards(set(ids), at)
    here, elsewhere = _places(ids, snapshot)
    shown = shown_editions(snapshot, at) if snapshot else {}
    return [
        {
            "card": cards[pk],
            "here": here[pk],
            "elsewhere": len(elsewhere[pk]),
            "shown": shown.get(pk),
            "newer": pk in shown and (cards[pk]["edition"] or 0) > shown[pk],
        }
        for pk in ids
        if pk in cards
    ]


def _places(ids: list[int], snapshot: Snapshot | None) -> tuple[dict[int, list[str]], dict[int, set[int]]]:
    here, elsewhere = defaultdict(list), defaultdict(set)
    rows = Placement.objects.filter(article__in=ids).select_related("section")
    for placement in rows.order_by("section__position", "position"):
        if snapshot and placement.section.snapshot_id == snapshot.pk:
            here[placement.article_id].append(str(placement.section))
        else:
            elsewhere[placement.article_id].add(placement.section.snapshot_id)
    return here, elsewhere


def shown_editions(snapshot: Snapshot, at: datetime) -> dict[int, int]:
    """Return, for each article in the snapshot's live edition, the number of the article edition it shows."""
    live = SnapshotEdition.objects.public(at).filter(parent=snapshot).values_list("pk", flat=True)[:1]
    rows = SelectedIn.objects.filter(snapshot_edition_id__in=list(live))
    return dict(rows.values_list("article_id", "edition__number"))


def other_snapshots(article_id: int, snapshot: Snapshot | None) -> list[dict]:
    """Return the other snapshots in which an article stands, [{id, title}], the last edited first."""
    others = Snapshot.objects.filter(sections__placements__article=article_id).exclude(pk=getattr(snapshot, "pk", None))
    return [{"id": other.pk, "title": str(other)} for other in others.distinct().order_by("-updated_at", "-pk")]
