"""Snapshots in the form that the API's serializers take. Articles withdrawn since have only title and notice."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest

from articles.public.archive import THIN
from snapshot import fields
from snapshot.models.record import SnapshotEdition, SnapshotEditionCompiler, SnapshotEditionTopic
from snapshot.public import cards
from snapshot.public.renditions import points_of
from snapshot.public.withholding import shown_content
from text.footnotes import without_marks
from website.api import links


def thin(ids: Sequence[int], at: datetime) -> list[dict]:
    """Return the public editions with these ids, in the same order, in the form used in lists. Three queries."""
    rows = {row.pk: row for row in cards.public_snapshots(at).only(*THIN, "content_id").filter(pk__in=ids)}
    topics, compilers = defaultdict(list), defaultdict(list)
    filed = SnapshotEditionTopic.objects.public(at).filter(edition_id__in=ids)
    for edition_id, topic_id in filed.values_list("edition_id", "topic_id"):
        topics[edition_id].append(topic_id)
    compiled = SnapshotEditionCompiler.objects.public(at).filter(edition_id__in=ids).order_by("position")
    for link in compiled.select_related("author"):
        compilers[link.edition_id].append(link.author)
    return [
        {
            **fields.card(row),
            "edition": row,
            "slug": row.slug,
            "standfirst": without_marks(fields.card(row)["standfirst"]),
            "topics": links.topics_now(topics[row.pk]),
            "compilers": compilers[row.pk],
        }
        for row in (rows[pk] for pk in ids if pk in rows)
    ]


def whole(request: HttpRequest, edition: SnapshotEdition, at: datetime) -> dict:
    """Return an edition with its content. One query."""
    content = shown_content(edition)
    work, entries = content["work"], content["edition"]["entries"]
    return {
        **links.whole(request, edition, content, at),
        "sections": [
            {**section, "articles": [_placed(each, entries[each["key"]]) for each in section["placements"]]}
            for section in work["sections"]
        ],
        "coverage": {**work["coverage"], "label": work["coverage_label"]} if work["coverage"] else None,
    }


def _placed(placement: dict, entry: dict) -> dict:
    """Return an article in a snapshot, as frozen; one withdrawn since has only its title and the notice."""
    own = {"key": placement["key"], "title": placement["title"] or entry["title"]}
    if "withdrawn" in entry:
        kept = {name: entry[name] for name in ("number", "digest", "withdrawn")}
        return {**kept, **own, "is_withdrawn": True}
    shown = {"points": points_of(placement, entry), "note": placement["note"], "is_withdrawn": False}
    return {**entry, **own, **shown}
