"""The records of an export: what is told of each article, from its frozen content."""

from array import array
from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from django.http import HttpRequest

from articles.public.archive import told_of
from editorial import prose
from editorial.finding.results import Found
from editorial.many_addresses import ManyAddresses
from editorial.renditions import Source, source_with

BATCH = 500  # contents held at once: one may be long


def all_ids(found: Found) -> array:
    """Return the ids of everything found, in order: eight bytes each. So the count is known before the first record
    is sent, and is that of the records."""
    return array("q", chain.from_iterable(found.stream()))


def sources(request: HttpRequest, ids: array, at: datetime) -> Iterator[Source]:
    """Yield the editions with these ids, batch by batch. One that is withdrawn meanwhile is left out."""
    current, numbered = ManyAddresses(request, "article"), ManyAddresses(request, "article-edition", is_numbered=True)
    for start in range(0, len(ids), BATCH):
        for edition, content in told_of(ids[start : start + BATCH], at):
            address = numbered.of(edition.slug, edition.number)
            yield source_with("article", edition, content, address, current.of(edition.slug))


def record(source: Source, author_pages: ManyAddresses) -> dict:
    """Return an article as an export's JSON has it. Summary points are plain text; nothing is left out that is empty:
    every record has the same names."""
    work = source.work
    return {
        "title": work["title"],
        "authors": [{"name": each["name"], "url": author_pages.of(each["slug"])} for each in work["authors"]],
        "published_on": source.published_on.isoformat(),
        "series": work["series"]["name"] if work["series"] else "",
        "volume": work["volume"],
        "issue": work["issue"],
        "language": work["language"],
        "standfirst": work["standfirst"],
        "summary": [prose.plain(point["text"]) for point in work["points"]],
        "topics": [{name: each[name] for name in ("name", "slug", "kind")} for each in work["topics"]],
        "tags": [{name: each[name] for name in ("name", "slug")} for each in work["tags"]],
        "doi": work["doi"],
        "edition": {
            "number": source.number,
            "kind": source.kind,
            "note": source.note,
            "live_from": source.live_from.isoformat(),
            "digest": source.digest,
        },
        "url": source.current_address,
        "permanent_url": source.address,
        "source_url": work["source_url"],
    }
