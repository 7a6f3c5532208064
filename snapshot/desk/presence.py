"""Who else is at a desk."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser

from editorial.revisions import name_of
from snapshot.models import DeskPresence, Snapshot

GONE_AFTER = timedelta(seconds=12)  # a desk asks every four seconds; three silences are an absence


def heard(snapshot: Snapshot, tab: str, by: AbstractBaseUser, at: datetime) -> list[dict]:
    """Note that the tab is open, and return the others: {tab, name}, in order of name."""
    updated = DeskPresence.objects.filter(snapshot=snapshot, tab=tab).update(seen_at=at, by=by, by_name=name_of(by))
    if not updated:
        DeskPresence.objects.filter(seen_at__lt=at - timedelta(days=1)).delete()
        DeskPresence.objects.get_or_create(
            snapshot=snapshot, tab=tab, defaults={"by": by, "by_name": name_of(by), "seen_at": at}
        )
    others = DeskPresence.objects.filter(snapshot=snapshot, seen_at__gt=at - GONE_AFTER).exclude(tab=tab)
    return [{"tab": each.tab, "name": each.by_name} for each in others.order_by("by_name", "tab")]


def left(snapshot: Snapshot, tab: str) -> None:
    """Note that the tab was closed."""
    DeskPresence.objects.filter(snapshot=snapshot, tab=tab).delete()
