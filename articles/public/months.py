"""What a filter finds by month, as bars that narrow the period."""

from collections import Counter
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.public.filtering import HouseFilter
from editorial.drawing.bars import Bars, month_bars
from editorial.finding import facets
from editorial.finding.keys import day_of
from editorial.finding.results import Found


def months_of(asked: HouseFilter, found: Found, address: str) -> Bars | None:
    """Return the bars of what the filter finds; None where it is of one period, or too much to be counted.

    Few are counted by their keys, without a query; many without words and with one facet value at the most once for
    each record version, as facets are.
    """
    few = found.few()
    if few is not None:
        counts = list(Counter(day_of(key).replace(day=1) for key in few).items())
    elif not asked.words and asked.facet_values <= 1 and found.question.chosen is None:
        kept = facets.kept(f"months {found.index.name} {found.question}", lambda: {"month": _counted(asked)})
        counts = list(kept["month"].items())
    else:
        return None

    def url(first: date, last: date) -> str:
        span = {"from": first.isoformat(), "until": last.isoformat(), "year": ""}
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            span = {"from": "", "until": "", "year": f"{first.year:04}"}
        return f"{reverse(address)}?{asked.instead(**span)}"

    bars = month_bars(counts, url, title=_("By time"), key="months")
    return bars if bars and len(bars.bars) > 1 else None


def _counted(asked: HouseFilter) -> dict[date, int]:
    rows = asked.qs.order_by().annotate(month=TruncMonth("published_on")).values("month")
    return dict(rows.annotate(count=Count("pk")).values_list("month", "count"))
