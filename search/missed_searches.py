"""Counts searches that found nothing, for editors. It keeps only the words, and nothing that could identify a person.

A request only adds to a count in memory: see web/pending_counts.py.
"""

import re
from collections import Counter
from datetime import date, datetime

from django.db.models import F
from django.utils import timezone

from search.models import MissedSearch
from web.pending_counts import PendingCounts

LONGEST = 100
MOST_ROWS = 5_000
MOST_WAITING = 500
PRIVATE = re.compile(r"@|\d{5,}|https?:|www\.")  # likely pasted by mistake: addresses, phone numbers


def note(typed: str, at: datetime) -> None:
    """Count `typed` as not found. Skip text that could identify a person, and new text when too much is waiting."""
    words = " ".join(typed.casefold().split())
    if not words or len(words) > LONGEST or PRIVATE.search(words):
        return
    key = (words, timezone.localtime(at).date())
    pending.add(key)


def _save(counts: Counter) -> None:
    for (words, day), times in sorted(counts.items()):  # in a fixed order, so two processes cannot deadlock
        _add(words, day, times)
    _drop_the_rarest()


def _add(words: str, day: date, times: int) -> None:
    row = MissedSearch.objects.get_or_create(words=words, defaults={"count": 0, "first_on": day, "last_on": day})[0]
    MissedSearch.objects.filter(pk=row.pk).update(count=F("count") + times, last_on=day)


def _drop_the_rarest() -> None:
    """Keep at most MOST_ROWS: delete the rarest rows, and among equals those last searched longest ago."""
    kept = MissedSearch.objects.order_by("-count", "-last_on", "-pk")
    MissedSearch.objects.filter(pk__in=list(kept.values_list("pk", flat=True)[MOST_ROWS:])).delete()


pending = PendingCounts("Searches that found nothing", _save, MOST_WAITING)
