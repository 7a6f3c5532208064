"""Article counts over time: by author, topic or series, cached per record version, and for any filter."""

from collections import Counter
from collections.abc import Callable, Collection
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, F
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models.record import ArticleEdition, ArticleEditionAuthor, ArticleEditionTopic
from record.models import EditionQuerySet
from record.record_version import cached
from search import counts, tallies
from search.filters import EditionFilter, instead
from search.keys import day_of
from search.query import Query
from search.results import SearchResults
from web.charts.bars import Bars, month_bars
from web.deferred import Deferred

MONTHS_BELOW_THREE_YEARS = 35
FEWEST, LOWEST_PEAK = 6, 2  # articles in all, and in the highest bar: below, the list says as much at a glance
MOST_KEPT = 300  # authors and topics together; when full, the cache is emptied, so crawlers can't fill memory


def of_authors(slug: str, ids: Collection[int]) -> Bars | None:
    """Return the counts for the authors with these ids (one author and all merged into it), linked to the archive."""
    return _activity(("author", slug), lambda: ArticleEditionAuthor.objects.filter(author_id__in=ids))


def on_topics(slug: str, ids: Collection[int]) -> Bars | None:
    """Return the counts for the topics with these ids (one topic and all below it), linked to the archive."""
    return _activity(("topic", slug), lambda: ArticleEditionTopic.objects.filter(topic_id__in=ids))


def in_series(slug: str, ids: Collection[int]) -> Bars | None:
    """Return the counts for the series with these ids (one series and all merged into it), linked to the archive."""
    return _activity(
        ("series", slug), lambda: ArticleEdition.objects.filter(series_id__in=ids).annotate(edition_id=F("pk"))
    )


def _activity(filtered_by: tuple[str, str], links: Callable[[], EditionQuerySet]) -> Bars | None:
    """Return the bars, or None if they would say too little."""
    bars = month_bars(
        _cached_counts(filtered_by, links),
        lambda first, last: archive_url(filtered_by, first, last),
        title=_("Articles over time"),
        key="activity",
        most_months=MONTHS_BELOW_THREE_YEARS,
    )
    return bars if bars and _says_something(bars) else None


def _says_something(bars: Bars) -> bool:
    """Return whether the bars say more than the list: several periods, some articles, and not one in each at most."""
    counts = [bar.count for bar in bars.bars]
    return len(counts) > 1 and max(counts) >= LOWEST_PEAK and sum(counts) >= FEWEST


def archive_url(filtered_by: tuple[str, str], first: date, last: date) -> str:
    """Return the archive URL for (parameter, slug) and a range of days. A whole calendar year becomes `year`."""
    return f"{reverse('archive')}?{urlencode([filtered_by, *_span(first, last).items()])}"


def _span(first: date, last: date) -> dict[str, str]:
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return {"year": f"{first.year:04}"}
    return {"from": first.isoformat(), "until": last.isoformat()}


def _cached_counts(key: tuple[str, str], links: Callable[[], EditionQuerySet]) -> list[tuple[date, int]]:
    """Return the counts per month, with at most one query per record version.

    Counts at the current time, not the request's: a request that started before a scheduled change would otherwise
    cache the old state for later requests. Takes the dictionary before counting, because a new version replaces it.
    """
    kept = cached("activity", dict)
    numbers = kept.get(key)
    if numbers is None:
        numbers = months(links())
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[key] = numbers
    return numbers


def months(links: EditionQuerySet) -> list[tuple[date, int]]:
    """Return (first of the month, number of editions) for what is public now. Counts each edition once. One query."""
    public = links.public(timezone.now()).order_by()
    rows = public.annotate(month=TruncMonth("published_on")).values("month")
    return list(rows.annotate(count=Count("edition_id", distinct=True)).values_list("month", "count"))


def months_of(asked: EditionFilter, results: SearchResults, address: str) -> Deferred | None:
    """Return the bars for a filter's results, which are None if they would say too little; None if too many to count.

    Small results are counted from their keys without a query. Large results without words and with at most one facet
    value are counted once per record version, as facets are.
    """
    if results.query == Query() and asked.tally:
        numbers = list(tallies.months(asked.tally).items())
    elif (few := results.few()) is not None:
        numbers = list(Counter(day_of(key).replace(day=1) for key in few).items())
    elif not asked.words and asked.facet_values <= 1 and results.query.chosen is None:
        kept = counts.cached_counts(f"months {results.index.name} {results.query}", lambda: {"month": _counted(asked)})
        numbers = list(kept["month"].items())
    else:
        return None
    return Deferred(_bars_of, numbers, reverse(address), asked.pairs)


def _bars_of(numbers: list[tuple[date, int]], path: str, pairs: list[tuple[str, str]]) -> Bars | None:
    def url(first: date, last: date) -> str:
        return f"{path}?{instead(pairs, **{'from': '', 'until': '', 'year': '', **_span(first, last)})}"

    bars = month_bars(numbers, url, title=_("Articles over time"), key="months")
    return bars if bars and _says_something(bars) else None


def _counted(asked: EditionFilter) -> dict[date, int]:
    rows = asked.qs.order_by().annotate(month=TruncMonth("published_on")).values("month")
    return dict(rows.annotate(count=Count("pk")).values_list("month", "count"))
