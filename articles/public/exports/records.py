"""The records of an export: the fields of each article, from its frozen content."""

from array import array
from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from django.http import HttpRequest

from articles.fields import FIELDS
from articles.public.archive import editions_with_content
from outputs.source import Source, source_with
from search.results import SearchResults
from text import prose
from web.bulk_addresses import ManyAddresses

BATCH = 500  # contents in memory at once, because one may be long


def all_ids(found: SearchResults) -> array:
    """Return the ids of all results in order, eight bytes each.

    Reading them first gives the exact count before the first record is sent.
    """
    return array("q", chain.from_iterable(found.stream()))


def sources(request: HttpRequest, ids: array, at: datetime) -> Iterator[Source]:
    """Yield the editions with these ids in batches, leaving out editions withdrawn since the export started."""
    current, numbered = ManyAddresses(request, "article"), ManyAddresses(request, "article-edition", is_numbered=True)
    for start in range(0, len(ids), BATCH):
        for edition, content in editions_with_content(ids[start : start + BATCH], at):
            address = numbered.of(edition.slug, edition.number)
            yield source_with("article", edition, content, address, current.of(edition.slug))


# Readers' programs rely on this order. Fields missing here come last.
ORDER = (
    "title", "authors", "published_on", "series", "volume", "issue", "language", "standfirst", "summary", "topics",
    "tags", "doi", "edition", "url", "permanent_url", "source_url", "type", "license", "funders", "disclosure",
    "ai_statement",
)  # fmt: skip


def in_order(values: dict) -> dict:
    return {name: values[name] for name in ORDER if name in values} | values


def record(source: Source, author_pages: ManyAddresses) -> dict:
    """Return an article as a record of the JSON export.

    Summary points are plain text. Empty values are kept, so that every record has the same keys.
    """
    work = source.work
    values = {field.name: work[field.name] for field in FIELDS.texts if field.export} | {
        "authors": [{"name": each["name"], "url": author_pages.of(each["slug"])} for each in work["authors"]],
        "published_on": source.published_on.isoformat(),
        "series": work["series"]["name"] if work["series"] else "",
        "summary": [prose.plain(point["text"]) for point in work["points"]],
        "topics": [{name: each[name] for name in ("name", "slug", "kind")} for each in work["topics"]],
        "tags": [{name: each[name] for name in ("name", "slug")} for each in work["tags"]],
        **{name: work["imprint"][name] for name in ("license", "funders", "disclosure", "ai_statement")},
        "type": work["imprint"]["type"]["name"] if work["imprint"]["type"] else "",
        "edition": {
            "number": source.number,
            "kind": source.kind,
            "note": source.note,
            "live_from": source.live_from.isoformat(),
            "digest": source.digest,
        },
        "url": source.current_address,
        "permanent_url": source.address,
    }
    return in_order(values)
