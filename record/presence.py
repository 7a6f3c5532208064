"""Other users with the same working copy open at a desk."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser

from record.kinds import kind_of
from record.models import Presence, Publishable
from record.revisions import name_of

GONE_AFTER = timedelta(seconds=12)  # a desk reports every four seconds; after three missed reports it counts as closed


def record_presence(draft: Publishable, tab: str, by: AbstractBaseUser, at: datetime) -> list[dict]:
    """Record that the tab is open and return the others, [{tab, name}], by name."""
    place = {"kind": kind_of(draft).name, "parent_id": draft.pk}
    updated = Presence.objects.filter(**place, tab=tab).update(seen_at=at, by=by, by_name=name_of(by))
    if not updated:
        Presence.objects.filter(seen_at__lt=at - timedelta(days=1)).delete()
        Presence.objects.get_or_create(**place, tab=tab, defaults={"by": by, "by_name": name_of(by), "seen_at": at})
    others = Presence.objects.filter(**place, seen_at__gt=at - GONE_AFTER).exclude(tab=tab)
    return [{"tab": each.tab, "name": each.by_name} for each in others.order_by("by_name", "tab")]


def left(draft: Publishable, tab: str) -> None:
    """Record that the tab was closed."""
    Presence.objects.filter(kind=kind_of(draft).name, parent_id=draft.pk, tab=tab).delete()
