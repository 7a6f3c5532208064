"""Snapshots as the API answers with them. An article withdrawn since stands in them as its title and the notice."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest

from articles.public.archive import THIN
from snapshot.models.record import SnapshotEdition, SnapshotEditionCompiler, SnapshotEditionTopic
from snapshot.public import record
from snapshot.public.api import linking
from snapshot.public.renditions import points_of
from snapshot.public.withholding import shown_content


def thin(request: HttpRequest, ids: Sequence[int], at: datetime) -> list[dict]:
    """Return the public editions with these ids, in their order, as lists show them. Three queries."""
    rows = {row.pk: row for row in record.public_snapshots(at).only(*THIN, "content_id").filter(pk__in=ids)}
    topics, compilers = defaultdict(list), defaultdict(list)
    links = SnapshotEditionTopic.objects.public(at).filter(edition_id__in=ids)
    for edition_id, topic_id in links.values_list("edition_id", "topic_id"):
        topics[edition_id].append(topic_id)
    links = SnapshotEditionCompiler.objects.public(at).filter(edition_id__in=ids).order_by("position")
    for link in links.select_related("author"):
        compilers[link.edition_id].append({"name": link.author.name, "slug": link.author.slug})
    return [_listed(request, rows[pk], linking.topics_now(topics[pk]), compilers[pk]) for pk in ids if pk in rows]


def _listed(request: HttpRequest, row: SnapshotEdition, topics: list[dict], compilers: list[dict]) -> dict:
    card = row.card
    return {
        **linking.identity(request, "snapshot", row.slug, row),
        "standfirst": card["standfirst"],
        "series": linking.series(card["series"]),
        "compilers": linking.people(request, compilers),
        "topics": linking.subjects(request, topics),
        "author_names": card["authors"],
        "section_titles": card["sections"],
        "article_count": card["article_count"],
    }


def whole(request: HttpRequest, edition: SnapshotEdition, at: datetime) -> dict:
    """Return all that an edition shows, its content loaded. One query."""
    content = shown_content(edition)
    work, entries = content["work"], content["edition"]["entries"]
    editions = linking.history(request, "snapshot", SnapshotEdition, edition.parent_id, at)
    slug, is_current = linking.shown_as(edition, editions)
    return {
        **linking.identity(request, "snapshot", slug, edition),
        "is_current": is_current,
        "standfirst": work["standfirst"],
        "series": linking.series(work["series"]),
        "compilers": linking.people(request, work["compilers"]),
        "topics": linking.subjects(request, work["topics"]),
        "tags": linking.labels(work["tags"]),
        "introduction_html": "\n".join(work["introduction"]),
        "selection_heading": work["selection_heading"],
        "sections": [_section(request, section, entries) for section in work["sections"]],
        "coverage": _coverage(request, work),
        "doi": work["doi"],
        "picture": linking.picture(request, work["picture"]),
        "attachments": linking.attachments(request, work["attachments"]),
        "editions": editions,
        **linking.files(request, "snapshot", slug, edition.number),
    }


def _section(request: HttpRequest, section: dict, entries: dict) -> dict:
    return {
        "key": section["key"],
        "anchor": f"section-{section['key']}",
        "title": section["title"],
        "note_html": section["note"],
        "articles": [_placed(request, placement, entries[placement["key"]]) for placement in section["placements"]],
    }


def _placed(request: HttpRequest, placement: dict, entry: dict) -> dict:
    """Return an article at its place, as frozen there; one withdrawn since has its title and the notice alone."""
    shown = {
        "key": placement["key"],
        "anchor": f"entry-{placement['key']}",
        "title": placement["title"] or entry["title"],
        "edition": entry["number"],
        "digest": entry["digest"],
        "is_withdrawn": "withdrawn" in entry,
    }
    if "withdrawn" in entry:
        return {**shown, "notice": entry["withdrawn"]}
    exact = linking.both(request, "article-edition", slug=entry["slug"], number=entry["number"])
    return {
        **shown,
        **linking.both(request, "article", slug=entry["slug"]),
        "edition_url": exact["url"],
        "permanent": exact["page"],
        "authors": linking.people(request, entry["authors"]),
        "published_on": entry["published_on"],
        "summary_label": entry["summary_label"],
        "points": linking.points(points_of(placement, entry)),
        "note_html": placement["note"],
        "source_url": entry["source_url"],
        "has_body": entry["has_body"],
    }


def _coverage(request: HttpRequest, work: dict) -> dict | None:
    """Return the line that leads to more coverage, and the topic that it leads to."""
    if not work["coverage"]:
        return None
    topic = linking.both(request, "topic", slug=work["coverage"]["slug"])
    return {
        "label": work["coverage_label"],
        "name": work["coverage"]["name"],
        "slug": work["coverage"]["slug"],
        **topic,
    }
