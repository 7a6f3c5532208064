"""The library: the articles available beside a snapshot at the desk, searchable, filtered, sorted and paged.

A page starts where the previous one ended, even if articles were added meanwhile. Undated articles come first, because
somebody is probably writing them.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from django.core.exceptions import BadRequest
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from articles import library_index
from articles.models import Article, SelectedIn
from search.words import Words
from snapshot.desk.board import article_cards
from snapshot.desk.library_filter import EDITED, RELEVANCE, LibraryFilter
from snapshot.models import Placement, Snapshot, SnapshotEdition

ROWS_PER_PAGE = 30
MOST_COUNTED = 1_000
# rank of the words . date . id
CURSOR = re.compile(r"([0-2])\.([0-9T:+\-]{0,32}(?:\.[0-9]{6})?(?:\+00:00)?)\.([0-9]{1,18})", re.ASCII)


@dataclass(frozen=True)
class Place:
    """The row after which a page starts."""

    rank: int
    when: date | datetime | None
    pk: int

    def __str__(self) -> str:
        return f"{self.rank}.{self.when.isoformat() if self.when else ''}.{self.pk}"


@dataclass(frozen=True)
class LibraryPage:
    """Rows in order, the cursor of the next page (empty on the last), and the total."""

    rows: list[dict]
    next: str
    total: str


def library(
    asked: LibraryFilter, snapshot: Snapshot | None, size: int = ROWS_PER_PAGE, among: QuerySet | None = None
) -> LibraryPage:
    """Return a page of matching articles. The number of queries does not grow with the page.

    Relevance: words in the title rank before words in title, byline and points, then words anywhere; newest first
    within each rank. Without words the order is by date. Raises BadRequest with a message for an invalid cursor.
    """
    places, total = found(asked, size + 1, among)
    shown = places[:size]
    rows = rows_of([place.pk for place in shown], snapshot, asked.at)
    return LibraryPage(rows, str(shown[-1]) if places[size:] else "", total)


def found(asked: LibraryFilter, most: int, among: QuerySet | None = None) -> tuple[list[Place], str]:
    """Return the first matching articles after the filter's cursor, in its order, and the total as text.

    `among` limits the search and the total to the articles that the user may read; None for all.

    The total is exact up to a thousand. If the words or filters match few articles, they are fetched and sorted here.
    If they match many, the index is scanned in order, rank by rank, until the page is full.
    """
    query, order = asked.query(), asked.effective_order
    after = place_of(asked.values["cursor"] or "", order)
    articles, words = asked.queryset.filter(query.condition), query.words
    if among is not None:
        articles = articles.filter(pk__in=among.values("pk"))
    is_narrowed = asked.has_filters or among is not None
    few = _few(articles, words, column_of(order), is_narrowed) if words else None
    if few is None:
        return _along(articles, words, order, after, most), _total(articles, words, is_narrowed)
    places = few if order == RELEVANCE else [replace(place, rank=0) for place in few]
    return sorted_after(places, after)[:most], f"{len(places):,}"


def _few(articles: QuerySet, words: Words, column: str, has_filters: bool) -> list[Place] | None:
    """Return all matches, unsorted, if words or filters leave few; None if both leave many."""
    hits = library_index.few(words, MOST_COUNTED)
    if hits is None and not has_filters:
        return None
    rows = (articles if hits is None else articles.filter(pk__in=hits)).order_by().values_list("pk", column)
    rows = list(rows[: MOST_COUNTED + 1])
    if len(rows) > MOST_COUNTED:
        return None
    if hits is None:
        hits = library_index.among([pk for pk, _when in rows], words)
    return [Place(hits[pk], when, pk) for pk, when in rows if pk in hits]


def _along(articles: QuerySet, words: Words, order: str, after: Place | None, most: int) -> list[Place]:
    column = column_of(order)
    places: list[Place] = []
    for rank, condition in enumerate(
        library_index.ranked(words) if order == RELEVANCE else [library_index.matching(words)]
    ):
        if len(places) == most or (after and rank < after.rank):
            continue
        begin = after if after and rank == after.rank else None
        rows = in_order(articles.filter(condition), order, begin)
        places += [Place(rank, when, pk) for pk, when in rows.values_list("pk", column)[: most - len(places)]]
    return places


def _total(articles: QuerySet, words: Words, is_narrowed: bool) -> str:
    if words and not is_narrowed:
        return f"{MOST_COUNTED:,}+"
    count = articles.filter(library_index.matching(words)).order_by()[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED:,}+" if count > MOST_COUNTED else f"{count:,}"


def place_of(cursor: str, order: str) -> Place | None:
    """Return the place that a cursor encodes, or None for the start. Raises BadRequest if it is invalid."""
    if not cursor:
        return None
    found = CURSOR.fullmatch(cursor)
    try:
        return Place(int(found[1]), _when(found[2], order), int(found[3]))
    except (TypeError, ValueError):
        raise BadRequest(_("Invalid page.")) from None


def _when(text: str, order: str) -> date | datetime | None:
    if order != EDITED:
        return date.fromisoformat(text) if text else None
    when = datetime.fromisoformat(text)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def column_of(order: str) -> str:
    """Return the column for a sort order, newest first."""
    return "updated_at" if order == EDITED else "published_on"


def in_order(articles: QuerySet[Article], order: str, after: Place | None) -> QuerySet[Article]:
    """Return the articles in this order (within one relevance rank) that come after the place."""
    column = column_of(order)
    if after is not None:
        articles = articles.filter(_later_in_list(column, after))
    if order == EDITED:
        return articles.order_by("-updated_at", "-pk")
    return articles.order_by(F("published_on").desc(nulls_first=True), "-pk")


def sorted_after(places: list[Place], after: Place | None) -> list[Place]:
    """Return the places in the order of `in_order`, rank by rank, that come after `after`."""

    def key(place: Place) -> tuple:
        when = (
            place.when if isinstance(place.when, datetime) else datetime.combine(place.when or date.max, time.min, UTC)
        )
        return (-place.rank, when, place.pk)

    ordered = sorted(places, key=key, reverse=True)
    return [place for place in ordered if key(place) < key(after)] if after else ordered


def _later_in_list(column: str, after: Place) -> Q:
    if after.when is None:
        return Q(**{f"{column}__isnull": False}) | Q(**{f"{column}__isnull": True, "pk__lt": after.pk})
    # The first condition is redundant, but an index range scan needs a plain comparison.
    return Q(**{f"{column}__lte": after.when}) & (Q(**{f"{column}__lt": after.when}) | Q(pk__lt=after.pk))


def rows_of(ids: list[int], snapshot: Snapshot | None, at: datetime) -> list[dict]:
    """Return the library rows of these articles in the given order: a `card` and badges.

    `here`: titles of this snapshot's sections that contain it; `elsewhere`: the number of other snapshots that do;
    `shown`: the number of the article edition in this snapshot's live edition, or None; `newer`: whether the public
    edition is later than that.
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
    """Return, for each article in the snapshot's live edition, the number of the article edition shown."""
    live = SnapshotEdition.objects.public(at).filter(parent=snapshot).values_list("pk", flat=True)[:1]
    rows = SelectedIn.objects.filter(snapshot_edition_id__in=list(live))
    return dict(rows.values_list("article_id", "edition__number"))


def other_snapshots(article_id: int, snapshot: Snapshot | None) -> list[dict]:
    """Return the other snapshots that contain the article, [{id, title}], the last edited first."""
    others = Snapshot.objects.filter(sections__placements__article=article_id).exclude(pk=getattr(snapshot, "pk", None))
    return [{"id": other.pk, "title": str(other)} for other in others.distinct().order_by("-updated_at", "-pk")]
