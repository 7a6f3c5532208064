"""Asks the caches in front of the site to purge its pages after a change: one request to PURGE_URL, retried."""

from collections.abc import Callable
from datetime import datetime
from urllib.request import Request, urlopen

from django.conf import settings

from outbox import entries
from outbox.models import OutboxEntry

CDN = "cdn purge"
TIMEOUT = 5  # seconds


def purge_later(at: datetime, next_change: Callable[[datetime], datetime | None]) -> None:
    """Schedule a purge at `at`, and one at the next scheduled change. Does nothing unless PURGE_URL is set."""
    if settings.PURGE_URL:
        causes = [(CDN, each.isoformat(), each, {}) for each in (at, next_change(at)) if each]
        entries.write_all(causes)


def purge(entry: OutboxEntry, at: datetime) -> None:
    """Request the purge; it also covers all other purges that are due.

    Raises OSError if the cache does not accept it.
    """
    request = Request(  # noqa: S310 - the operator's own address
        settings.PURGE_URL,
        data=settings.PURGE_BODY.encode() or None,
        headers=settings.PURGE_HEADERS,
        method=settings.PURGE_METHOD,
    )
    with urlopen(request, timeout=TIMEOUT):  # noqa: S310 - as above
        OutboxEntry.objects.waiting().filter(kind=CDN, due_at__lte=at).exclude(pk=entry.pk).delete()
