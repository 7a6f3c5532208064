"""The record version: what is kept in memory is kept per number, and never past the next scheduled change."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Min
from django.utils import timezone

from editorial.models import RecordVersion
from editorial.publishables import all_types

LOOK_EVERY_SECONDS = 1.0  # a withdrawal is gone within one second at every process
SETTLED_AFTER = timedelta(minutes=1)  # as RFC 9110 (8.8.2.2) has it of dates that tell two answers apart

# "held" is what was loaded for that number, and until the moment "until", at which the next edition begins. A new
# number, or a new time, gets a new dictionary: a thread that is still loading for the old one must not leave its
# answer with the new.
_seen: dict[str, Any] = {"number": None, "looked": 0.0, "held": {}, "until": None}


def raise_version(is_seen: bool = True) -> None:
    """Raise the record version, in the caller's transaction, and note the next scheduled change.

    `is_seen`: whether readers may see something change by it now. What is scheduled they must not even guess at.
    """
    at = timezone.now()
    RecordVersion.objects.get_or_create(pk=1)
    seen = {"changed_at": at} if is_seen else {}
    RecordVersion.objects.filter(pk=1).update(number=F("number") + 1, next_change_at=_next_change(at), **seen)
    forget()
    transaction.on_commit(forget)  # another thread may have seen the number, and loaded what stood before, too early


def _next_change(at: datetime) -> datetime | None:
    """Return the first moment after `at` at which an edition begins. (One ends only where the next begins.)"""
    starts = [
        kind.edition.objects.filter(live_from__gt=at).aggregate(first=Min("live_from"))["first"] for kind in all_types()
    ]
    return min((start for start in starts if start), default=None)


def changed_at() -> datetime | None:
    """Return when something the public may see last changed, scheduled changes that have come included.

    None where that is not known, or less than SETTLED_AFTER ago: an act may take so long from its moment until it is
    committed, and a date in a header tells whole seconds only. Held per record version.
    """
    noted = held("changed at", _last_change)
    return noted if noted and noted <= timezone.now() - SETTLED_AFTER else None


def _last_change() -> datetime | None:
    noted, at = RecordVersion.objects.values_list("changed_at", flat=True).filter(pk=1).first(), timezone.now()
    begun = [
        kind.edition.objects.filter(live_from__lte=at).aggregate(last=Max("live_from"))["last"] for kind in all_types()
    ]
    return max([noted, *(moment for moment in begun if moment)]) if noted else None


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
