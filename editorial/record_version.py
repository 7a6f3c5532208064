"""The record version: what is kept in memory is kept per number, and never past the next scheduled change."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Min
from django.utils import timezone

from editorial.models import RecordVersion
from editorial.publishables import all_types

LOOK_EVERY_SECONDS = 1.0  # a withdrawal is gone within one second at every process

# "held" is what was loaded for that number, and until the moment "until", at which the next edition begins. A new
# number, or a new time, gets a new dictionary: a thread that is still loading for the old one must not leave its
# answer with the new.
_seen: dict[str, Any] = {"number": None, "looked": 0.0, "held": {}, "until": None}


def raise_version() -> None:
    """Raise the record version, in the caller's transaction, and note the next scheduled change."""
    RecordVersion.objects.get_or_create(pk=1)
    RecordVersion.objects.filter(pk=1).update(number=F("number") + 1, next_change_at=_next_change(timezone.now()))
    forget()
    transaction.on_commit(forget)  # another thread may have seen the number, and loaded what stood before, too early


def _next_change(at: datetime) -> datetime | None:
    """Return the first moment after `at` at which an edition begins. (One ends only where the next begins.)"""
    starts = [
        kind.edition.objects.filter(live_from__gt=at).aggregate(first=Min("live_from"))["first"] for kind in all_types()
    ]
    return min((start for start in starts if start), default=None)


def current() -> int:
    """Return the record version, looked up at most once a second in each process."""
    now = time.monotonic()
    if _seen["number"] is None or now - _seen["looked"] >= LOOK_EVERY_SECONDS:
        number, until = RecordVersion.objects.values_list("number", "next_change_at").filter(pk=1).first() or (0, None)
        if number != _seen["number"]:
            _seen.update(number=number, held={}, until=until)
        _seen["looked"] = now
    return _seen["number"]


def held(name: str, load: Callable[[], Any]) -> Any:
    """Return what `load` gave under `name`, loading it once for each record version and never past a scheduled change.

    So what is held may depend on the moment, though it had better not: what is public is a question put to the clock.
    """
    current()
    at = timezone.now()
    if _seen["until"] is not None and at >= _seen["until"]:
        _seen.update(held={}, until=_next_change(at))
    kept = _seen["held"]
    if name not in kept:
        kept[name] = load()
    return kept[name]


def forget() -> None:
    """Drop all that is held in this process and look again at the next question."""
    _seen.update(number=None, looked=0.0, held={}, until=None)
