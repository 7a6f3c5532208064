"""Articles as the API answers with them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest

from articles.models.record import ArticleEdition, ArticleEditionTag, ArticleEditionTopic
from articles.public import archive
from editorial.freezing import read
from snapshot.public.api import linking


def thin(request: HttpRequest, ids: Sequence[int], at: datetime) -> list[dict]:
    """Return the public editions with these ids, in their order, as lists show them. Three queries."""
    rows = {row.pk: row for row in archive.public_articles(at).only(*archive.THIN, "content_id").filter(pk__in=ids)}
    topics, tags = defaultdict(list), defaultdict(list)
    links = ArticleEditionTopic.objects.public(at).filter(edition_id__in=ids)
    for edition_id, topic_id in links.values_list("edition_id", "topic_id"):
        topics[edition_id].append(topic_id)
    links = ArticleEditionTag.objects.public(at).filter(edition_id__in=ids).order_by("tag__name", "tag_id")
    for edition_id, name, slug in links.values_list("edition_id", "tag__name", "tag__slug"):
        tags[edition_id].append({"name": name, "slug": slug})
    return [_listed(request, rows[pk], linking.topics_now(topics[pk]), tags[pk]) for pk in ids if pk in rows]


def _listed(request: HttpRequest, row: ArticleEdition, topics: list[dict], tags: list[dict]) -> dict:
    card = row.card
    return {
        **linking.identity(request, "article", row.slug, row),
        "series": linking.series(card["series"]),
        "authors": linking.people(request, card["authors"]),
        "topics": linking.subjects(request, topics),
        "tags": tags,
        "summary_label": card["summary_label"],
        "points": linking.points(card["points"]),
        "source_url": card["source_url"],
        "has_body": card["has_body"],
    }


def whole(request: HttpRequest, edition: ArticleEdition, at: datetime) -> dict:
    """Return all of an edition, its content loaded. Two queries."""
    work = read(edition.content)["work"]
    editions = linking.history(request, "article", ArticleEdition, edition.parent_id, at)
    slug, is_current = linking.shown_as(edition, editions)
    return {
        **linking.identity(request, "article", slug, edition),
        "is_current": is_current,
        "standfirst": work["standfirst"],
        "series": linking.series(work["series"]),
        "volume": work["volume"],
        "issue": work["issue"],
        "authors": linking.people(request, work["authors"]),
        "topics": linking.subjects(request, work["topics"]),
        "tags": linking.labels(work["tags"]),
        "summary_label": work["summary_label"],
        "points": linking.points(work["points"]),
        "has_body": bool(work["body"]),
        "body_html": "\n".join(work["body"]),
        "source_url": work["source_url"],
        "doi": work["doi"],
        "selected_in": [
            {"title": row.title, "edition": row.number, **linking.both(request, "snapshot", slug=row.slug)}
            for row in archive.selected_in(edition.parent_id, at)
        ],
        "picture": linking.picture(request, work["picture"]),
        "figures": linking.figures(request, work["figures"]),
        "attachments": linking.attachments(request, work["attachments"]),
        "editions": editions,
        **linking.files(request, "article", slug, edition.number),
    }
