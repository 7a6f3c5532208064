"""Outbox entries for editions that go live; they trigger alerts and other notifications."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Min

from outbox import entries
from record.models import Edition
from record.organization import site_time_zone

EDITION = "edition"  # outbox kind: an edition went live
# If an item was published more than this long before its first edition went live here, it was imported: readers know it
# already. Two months leave room for delayed items and for last month's print issue.
OLD = timedelta(days=60)


def announce(name: str, editions: Iterable[Edition]) -> None:
    """Schedule the announcements of editions of the registered type `name`. Minor changes and imports have none."""
    entries.write_all(
        (EDITION, _key(name, edition), edition.live_from, {"type": name, "edition": edition.pk})
        for edition in editions
        if edition.kind != Edition.Kind.MINOR and not is_moved_in(edition)
    )


def postpone(name: str, edition: Edition) -> None:
    """Move the announcement to the edition's new `live_from`."""
    entries.move(EDITION, _key(name, edition), edition.live_from)


def cancel_announcement(name: str, edition: Edition) -> None:
    """Cancel the announcement, because the edition will not go live."""
    entries.take_back(EDITION, _key(name, edition))


def is_moved_in(edition: Edition) -> bool:
    """Return whether the publication date is more than OLD before the item's first edition went live here."""
    first = edition.live_from
    if edition.number > 1 and _is_old(edition, first):  # otherwise it was not old earlier, either
        sisters = type(edition).objects.filter(parent_id=edition.parent_id)
        first = sisters.aggregate(first=Min("live_from"))["first"] or first
    return _is_old(edition, first)


def _is_old(edition: Edition, first: datetime) -> bool:
    return first.astimezone(site_time_zone()).date() - edition.published_on > OLD


def _key(name: str, edition: Edition) -> str:
    return f"{name} {edition.pk}"
