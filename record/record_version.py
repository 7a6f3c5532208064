"""The record version, and a cache that is valid for one version and never past the next scheduled change."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet, Subquery
from django.utils import timezone

from outbox.cdn import purge_later
from record import replica
from record.kinds import all_kinds
from record.models import LogEntry, RecordVersion
from record.prepared import Prepared

REFRESH_SECONDS = 1.0  # so every process shows a withdrawal within one second
SETTLED_AFTER = timedelta(minutes=1)  # RFC 9110 (8.8.2.2), on when a date can distinguish two responses

# A period is the span in which nothing public changes: one number, from “since” until “until”, when the next edition
# goes live. “held” contains what was loaded in it. A new period gets a new dictionary, so a thread still loading for
# the old one cannot put its result in the new one.
_periods = count(1)
# Separate for each database, because a replica may be behind the primary.
_state = replica.ByDatabase(
    lambda: {
        "number": None,
        "looked": 0.0,
        "held": {},
        "since": None,
        "until": None,
        "period": 0,
        "log": ("", None),
        "changed": None,
    }
)


LAST_ENTRY = Subquery(LogEntry.objects.exclude(number=None).order_by("-number").values("digest")[:1])
FIRST_WAITING = Subquery(LogEntry.objects.filter(number=None).order_by("moment").values("moment")[:1])


def raise_version(is_seen: bool = True) -> None:
    """Raise the record version in the caller's transaction, and store the time of the next scheduled change.

    `is_seen` says whether readers may see a change now. Readers must not be able to guess that something is scheduled.
    """
    at = timezone.now()
    changes = {"number": F("number") + 1, "next_change_at": Subquery(_changes_after(at)[:1])}
    if is_seen:
        changes["changed_at"] = at
    if not RecordVersion.objects.filter(pk=1).update(**changes):
        RecordVersion.objects.get_or_create(pk=1)
        RecordVersion.objects.filter(pk=1).update(**changes)
    purge_later(at, _next_change)
    clear_cache()
    transaction.on_commit(clear_cache)  # another thread may have loaded old data before the commit


def _next_change(at: datetime) -> datetime | None:
    """Return the next time after `at` when an edition goes live, or something in MOMENTS starts or ends."""
    return _changes_after(at).first()


def _changes_after(at: datetime) -> QuerySet:
    """Return all those times in order. An edition ends only when the next one starts."""
    editions = (
        kind.edition_model.objects.filter(live_from__gt=at).order_by().values_list("live_from", flat=True)
        for kind in all_kinds()
    )
    first, *others = (*editions, *(moments(at) for moments in MOMENTS))
    return first.union(*others).order_by("live_from")


MOMENTS: list[Callable[[datetime], QuerySet]] = []  # other scheduled changes to pages: moments after the given one


_last_begun = Prepared(
    lambda edition, at: edition.objects.filter(live_from__lte=at).order_by("-live_from").only("live_from")[:1]
)


def changed_at() -> datetime | None:
    """Return when public content last changed, including scheduled changes that have taken effect.

    Returns None if unknown or less than SETTLED_AFTER ago, because an action may take that long to commit, and HTTP
    dates have whole seconds only. Cached per record version.
    """
    noted = last_change()
    return noted if noted and noted <= timezone.now() - SETTLED_AFTER else None


def last_change() -> datetime | None:
    """Return when public content last changed, however recently, or None if it never did. Cached per record version."""
    return cached("changed at", _last_change)


def _last_change() -> datetime | None:
    noted, at = _state["changed"], timezone.now()
    begun = [row.live_from for kind in all_kinds() for row in _last_begun(kind.edition_model, at=at)]
    return max([noted, *begun]) if noted else None


def current() -> int:
    """Return the record version, read at most once per second in each process."""
    now = time.monotonic()
    if _state["number"] is None or now - _state["looked"] >= REFRESH_SECONDS:
        asked = ("number", "next_change_at", "changed_at", LAST_ENTRY, FIRST_WAITING)
        row = RecordVersion.objects.values_list(*asked).filter(pk=1).first()
        number, until, changed, head, waiting = row or (0, None, None, None, None)
        _state.update(log=(head or "", waiting), changed=changed)
        if number != _state["number"]:
            at = timezone.now()
            is_later = changed is not None and at >= changed  # otherwise the clock may have been set back
            _begin(number=number, since=at, until=until if is_later else _next_change(at))
        _state["looked"] = now
    return _state["number"]


def log_state() -> tuple[str, datetime | None]:
    """Return the digest of the last listed entry of the log of editions, and the moment of the first that waits.

    They are "" and None if there is none. Read with the version.
    """
    current()
    return _state["log"]


def period() -> int:
    """Return a number, valid in this process only, for the span in which nothing public changes.

    It changes exactly at a scheduled change, and within a second of any other change.
    """
    current()
    at, since, until = timezone.now(), _state["since"], _state["until"]
    if (until and at >= until) or (since and at < since):  # the clock may have been set back
        _begin(since=at, until=_next_change(at))
    return _state["period"]


def period_ends() -> datetime | None:
    """Return when the current period ends by the clock, or None if nothing is scheduled."""
    return _state["until"]


def cached(name: str, load: Callable[[], Any]) -> Any:
    """Return the result of `load`, cached under `name` for one record version and never past a scheduled change.

    The result may depend on the current time, but it is better to query that each time.
    """
    period()
    kept = _state["held"]
    if name not in kept:
        kept[name] = load()
    return kept[name]


def remembered_value(name: str) -> Any:
    """Return what `cached` keeps under `name`, perhaps outdated, or None, without reading the database."""
    return _state["held"].get(name)


def clear_cache() -> None:
    """Clear the cache of this process, so that the next call reads the version again."""
    _begin(number=None, looked=0.0, since=None, until=None)


def _begin(**seen) -> None:
    _state.update(held={}, period=next(_periods), **seen)
