"""Keeps the tallies up to date (search/tallies.py): run by run_due, after a change of topics, and to repair them."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from record import record_version
from record.publishing import one_act_at_a_time
from search import counts
from search.counts import Counts
from search.index import Index
from search.models import Tally
from search.tallies import Whole, read, up_to_date

_filters: list[Callable[[], Any]] = []


def register(made: Callable[[], Any]) -> None:
    """Keep a tally of the editions of this filter class. Call once from the app's `ready`."""
    _filters.append(made)


def keep_up() -> None:
    """Bring all tallies up to date. After a change that affects how editions are counted, counts all of them again."""
    for made in _filters:
        with transaction.atomic():
            one_act_at_a_time()
            record_version.clear_cache()  # read the topics as they are now
            whole, at = made().whole, timezone.now()
            kept = read(whole, at)
            if kept is None or not kept.is_usable(whole):
                _count_again(whole, at)
            elif kept.missing or kept.ended:
                _save(whole, up_to_date(whole, kept))
                whole.edition.objects.filter(pk__in=kept.missing).update(is_counted=True)
                whole.edition.objects.filter(pk__in=kept.ended).update(is_counted=False)


def recount(index: Index) -> None:
    """Count all public editions of the index again."""
    for made in _filters:
        if made().index is index:
            with transaction.atomic():
                one_act_at_a_time()
                record_version.clear_cache()
                _count_again(made().whole, timezone.now())


def forget(index: Index) -> None:
    """Delete the tally, because an edition that it counts is deleted. `keep_up` counts again."""
    Tally.objects.filter(index=index.name).delete()


def _count_again(whole: Whole, at: datetime) -> None:
    public = whole.edition.objects.public(at)
    sql, parameters = public.order_by().values("pk").query.sql_with_params()
    _save(whole, counts.count_all(whole.sources, sql, list(parameters)))
    public.filter(is_counted=False).update(is_counted=True)
    _no_longer_public(whole.edition.objects.filter(is_counted=True), at).update(is_counted=False)


def _no_longer_public(editions: QuerySet, at: datetime) -> QuerySet:
    return editions.filter(Q(live_from__gt=at) | Q(live_until__lte=at) | Q(withdrawn_at__isnull=False))


def _save(whole: Whole, counted: Counts) -> None:
    text = json.dumps({name: list(numbers.items()) for name, numbers in counted.items()})
    defaults = {"counts": text, "basis": whole.basis}
    Tally.objects.update_or_create(index=whole.index.name, defaults=defaults)
