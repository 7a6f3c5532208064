"""How many articles an author wrote, bear a topic or stand in a series over the years, by record version."""

from collections.abc import Callable, Collection
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, F
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models.record import ArticleEdition, ArticleEditionAuthor, ArticleEditionTopic
from editorial.drawing.bars import Bars, month_bars
from editorial.models import EditionQuerySet
from editorial.record_version import held

MONTHS_BELOW_THREE_YEARS = 35
MOST_KEPT = 300  # authors and topics together; a crawler that asks for more begins anew, and fills no memory


def of_authors(slug: str, ids: Collection[int]) -> Bars | None:
    """Return what the authors of these ids (one, and all merged into them) published, leading into the archive."""
    return _activity(("author", slug), lambda: ArticleEditionAuthor.objects.filter(author_id__in=ids))


def on_topics(slug: str, ids: Collection[int]) -> Bars | None:
    """Return what was published on the topics of these ids (one and all below), leading into the archive."""
    return _activity(("topic", slug), lambda: ArticleEditionTopic.objects.filter(topic_id__in=ids))


def in_series(slug: str, ids: Collection[int]) -> Bars | None:
    """Return what was published in the series of these ids (one, and all merged into it), leading into the archive."""
    return _activity(
        ("series", slug), lambda: ArticleEdition.objects.filter(series_id__in=ids).annotate(edition_id=F("pk"))
    )


def _activity(filtered_by: tuple[str, str], links: Callable[[], EditionQuerySet]) -> Bars | None:
    """Return the bars, or None where all is of one period: one bar says no more than its number."""
    bars = month_bars(
        _kept(filtered_by, links),
        lambda first, last: archive_url(filtered_by, first, last),
        title=_("Articles over time"),
        key="activity",
        most_months=MONTHS_BELOW_THREE_YEARS,
    )
    return bars if bars and len(bars.bars) > 1 else None


def archive_url(filtered_by: tuple[str, str], first: date, last: date) -> str:
    """Return the archive's address with a filter (parameter, slug) and a span of days: a whole year is `year`."""
    is_year = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year
    span = {"year": first.year} if is_year else {"from": first.isoformat(), "until": last.isoformat()}
    return f"{reverse('archive')}?{urlencode([filtered_by, *span.items()])}"


def _kept(key: tuple[str, str], links: Callable[[], EditionQuerySet]) -> list[tuple[date, int]]:
    """Return the months' counts, at most one query for each record version.

    The moment is the clock's when counting, not the request's: one that began before a scheduled change would leave
    what was public then with those who ask after it. The dictionary is taken first, since a new version has another.
    """
    kept = held("activity", dict)
    counts = kept.get(key)
    if counts is None:
        counts = months(links())
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[key] = counts
    return counts


def months(links: EditionQuerySet) -> list[tuple[date, int]]:
    """Return (first of the month, how many editions) of what is public now. An edition counts once. One query."""
    public = links.public(timezone.now()).order_by()
    rows = public.annotate(month=TruncMonth("published_on")).values("month")
    return list(rows.annotate(count=Count("edition_id", distinct=True)).values_list("month", "count"))
