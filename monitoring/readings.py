"""Counts how often each edition is read and downloaded per month: no cookies, no addresses, robots separately.

A request only adds to a count in memory: see web/pending_counts.py.
"""

import re
from collections import Counter
from datetime import UTC, date, datetime
from typing import NamedTuple

from django.db.models import F
from django.utils import timezone

from monitoring.models import EditionReadings
from record.kinds import all_kinds
from record.models import Edition
from web.pending_counts import PendingCounts

MOST_WAITING = 5_000
ROBOT = re.compile(
    r"bot\b|bot[/;_-]|crawl|spider|slurp|fetch|http|python|curl|wget|java/|go-|headless|preview|monitor", re.I
)
PAGE = re.compile(
    r"/(?P<collection>analysis|snapshots)/(?P<slug>[^/.]+)(?:/editions/(?P<number>[1-9]\d{0,5}))?"
    r"(?:/|(?P<ending>\.(?:pdf|txt|json|bib|ris|csl\.json)))"
)
ASIDE = ("feed", "export")  # belong to a collection, not to a text


class Read(NamedTuple):
    """The key of a count: the address (without a number, the current edition), the month, and the kind of reading."""

    collection: str
    slug: str
    number: int | None
    month: date
    column: str


def note(environ: dict) -> None:
    """Count a request if it read an edition. Call this only for successful responses."""
    found = PAGE.fullmatch(environ.get("PATH_INFO", ""))
    if not found or found["slug"] in ASIDE or environ["REQUEST_METHOD"] != "GET" or "HTTP_SEC_PURPOSE" in environ:
        return
    agent = environ.get("HTTP_USER_AGENT", "")
    column = "robots" if not agent or ROBOT.search(agent) else "downloads" if found["ending"] else "readings"
    number = int(found["number"]) if found["number"] else None
    slug = found["slug"].encode("latin-1", "replace").decode("utf-8", "replace")  # WSGI decodes bytes as latin-1
    key = Read(found["collection"], slug, number, datetime.now(UTC).date().replace(day=1), column)
    pending.add(key)


def _save(counts: Counter) -> None:
    for key, times in sorted(counts.items(), key=str):  # in a fixed order, so two processes cannot deadlock
        _add(key, times)


def _add(key: Read, times: int) -> None:
    edition = _edition(key)
    if edition is None:
        return
    rows = EditionReadings.objects
    row = {"kind": key.collection, "edition": edition.pk, "month": key.month}
    rows.get_or_create(**row, defaults={"title": edition.title[:300], "number": edition.number})
    rows.filter(**row).update(**{key.column: F(key.column) + times})


def _edition(key: Read) -> Edition | None:
    kind = next(each for each in all_kinds() if each.collection == key.collection)
    named = kind.edition_model.objects.filter(slug=key.slug)
    if key.number is None:
        return named.public(timezone.now()).first()
    return kind.edition_model.objects.filter(number=key.number, parent__in=named.values("parent")).first()


pending = PendingCounts("Readings", _save, MOST_WAITING)
