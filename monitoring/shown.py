"""Checks whether readers see what was published: requests the public page of each edition that just went live.

A page cache, a proxy or a CDN may still serve the old page. The digest at the foot of the page tells them apart.
"""

import http.client
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from monitoring.models import PublicCheck
from record.kinds import Kind, all_kinds
from record.models import Edition

SHOWN_WITHIN = timedelta(seconds=5)
LOOKED_AT_FOR = timedelta(minutes=10)
MOST = 20  # pages per check
PATIENCE = 5  # seconds
PAGES = {"analysis": "article", "snapshots": "snapshot"}  # collection → name of the page's route


def look(at: datetime) -> list[str]:
    """Check the pages of recent editions; store and return the titles of those that readers don't see."""
    if not settings.SITE_URL:
        return []
    missing = [edition.title for kind, edition in _recent(at) if not is_publicly_shown(kind, edition)]
    PublicCheck.objects.update_or_create(pk=1, defaults={"at": at, "missing": missing})
    return missing


def missing() -> list[str]:
    return PublicCheck.objects.values_list("missing", flat=True).first() or []


def is_publicly_shown(kind: Kind, edition: Edition) -> bool:
    """Return whether the public page shows this edition. Only connects to SITE_URL."""
    site = urlsplit(settings.SITE_URL)
    connect = http.client.HTTPSConnection if site.scheme == "https" else http.client.HTTPConnection
    asking = connect(site.netloc, timeout=PATIENCE)
    try:
        asking.request("GET", site.path + reverse(PAGES[kind.collection], args=[edition.slug]))
        answer = asking.getresponse()
        return answer.status == 200 and edition.content_id.encode() in answer.read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asking.close()


def _recent(at: datetime) -> list[tuple[Kind, Edition]]:
    """Return the current editions that went live more than SHOWN_WITHIN and less than LOOKED_AT_FOR ago."""
    found = [
        (kind, edition)
        for kind in all_kinds()
        for edition in kind.edition_model.objects.public(at)
        .filter(live_from__lte=at - SHOWN_WITHIN, live_from__gt=at - LOOKED_AT_FOR)
        .order_by("-live_from")[:MOST]
    ]
    return found[:MOST]
