"""Noting what was sought and not found, for editors: words alone, and nothing that could be about a person."""

import re
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from editorial.models import MissedSearch

LONGEST = 100
MOST_ROWS = 5_000
PRIVATE = re.compile(r"@|\d{5,}|https?:|www\.")  # what people paste by mistake: addresses, numbers of theirs


def note(typed: str, at: datetime) -> None:
    """Note that `typed` found nothing. What may be about a person is not noted, nor more than the table may hold."""
    words = " ".join(typed.casefold().split())
    if not words or len(words) > LONGEST or PRIVATE.search(words):
        return
    day = timezone.localtime(at).date()
    if MissedSearch.objects.filter(words=words).update(count=F("count") + 1, last_on=day):
        return
    if MissedSearch.objects.count() < MOST_ROWS:
        MissedSearch.objects.get_or_create(words=words, defaults={"first_on": day, "last_on": day})
