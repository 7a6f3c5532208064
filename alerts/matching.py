"""Which subscriptions an edition matches. Only this module runs subscribers' filters."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from django.core.exceptions import BadRequest
from django.db.models import Q
from django.http import QueryDict

from alerts.following import READERS
from alerts.models import Subscription
from articles.models.taxonomy import Series
from record.models import Edition
from record.resolve import merged_ids

Follows = Subscription.Follows
OF_TYPE = {"article": Follows.ARTICLES, "snapshot": Follows.SNAPSHOTS}

log = logging.getLogger(__name__)


def matching(
    type_name: str, edition: Edition, readers: Mapping[str, Callable] = READERS
) -> list[tuple[int, str]]:  # fmt: skip
    """Return (id, frequency) of the confirmed subscriptions that the edition matches.

    Uses the moment the edition went live, even if this runs much later: only subscriptions confirmed by then match. One
    query per distinct filter.
    """
    confirmed = Subscription.objects.filter(confirmed_at__lt=edition.live_from)
    by_columns = Q(follows=Follows.SERIES, target_id__in=_series_ids(edition))
    if type_name == "snapshot":
        by_columns |= Q(follows=Follows.SNAPSHOT, target_id=edition.parent_id)
    of_filters = confirmed.filter(follows=OF_TYPE[type_name])
    queries = [
        query
        for query in of_filters.order_by().values_list("query", flat=True).distinct()
        if not query or _matches(readers[OF_TYPE[type_name]], query, edition.pk, edition.live_from)
    ]
    found = set(confirmed.filter(by_columns).values_list("pk", "often"))
    found |= set(of_filters.filter(query__in=queries).values_list("pk", "often"))
    return sorted(found)


def _matches(read_filter: Callable, query: str, pk: int, at: datetime) -> bool:
    try:
        return pk in read_filter(QueryDict(query), at).among([pk], at)
    except BadRequest:  # a filter value may no longer exist; that must not affect other subscribers
        log.warning("A subscription's filter is none any more: %s", query)
        return False


def _series_ids(edition: Edition) -> list[int]:
    """Return the edition's series. If merged, also the merge target and all series merged into it."""
    series = Series.objects.filter(pk=edition.series_id).first()
    return merged_ids(series.survivor()) if series else []
