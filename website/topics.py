"""Topic pages: a topic with its descendants, snapshots and articles."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models.taxonomy import Category
from articles.public import activity, archive
from articles.public.taxonomy import public_topics
from articles.public.topics import Topic, tree
from record.resolve import find_taxonomy_row, stay_or_move
from snapshot.models.record import SnapshotEditionTopic
from snapshot.public import cards
from web.public_pages import absolute, public_page, stored
from website.front import arranged
from website.taxonomy_page import TaxonomyPage, taxonomy_page


def public_topic_ids(at: datetime) -> set[int]:
    """Return the ids of the topics with something public, and of their ancestors. Two queries per record version."""
    return public_topics(at) | public_topics(at, SnapshotEditionTopic)


def public_roots(at: datetime) -> list[Topic]:
    """Return the public root topics and those directly below a region root."""
    public = public_topic_ids(at)
    return [topic for topic in tree().values() if topic.id in public and topic.parent is None]


@stored()
@public_page
def topic_list(request: HttpRequest) -> HttpResponse:
    public = public_topic_ids(request.moment)
    roots = [topic for topic in tree().values() if topic.parent is None]
    context = {
        "tree": _branches(roots, public),
        "canonical_url": absolute(request, reverse("topics")),
        "section": "topics",
    }
    return render(request, "snapshot/topic_list.html", context)


def _branches(topics: list[Topic], public: set[int]) -> list[dict]:
    return [
        {"name": topic.name, "url": topic.url, "kind": topic.kind, "children": _branches(topic.children, public)}
        for topic in topics
        if topic.id in public
    ]


@stored("cursor")
@public_page
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a topic, its subtopics, snapshots and articles; 404 while nothing in it is public."""
    row = find_taxonomy_row(Category, "topics", slug)
    shown = tree().get(row.pk)
    public = public_topic_ids(request.moment)
    if shown is None or shown.id not in public:
        raise Http404(f"Nothing on {slug} is public.")
    stay_or_move(row, slug)
    ids = shown.ids_below()
    taxonomy = TaxonomyPage(
        ("topic", shown.slug),
        shown.url,
        _("Analysis on %(topic)s") % {"topic": shown.name},
        archive.on_topics(ids, request.moment),
        cards.on_topics(ids, request.moment),
        shown.description,
    )
    context = {
        **taxonomy_page(request, taxonomy),
        "front": arranged(shown.id, request.moment),
        "topic": shown,
        "ancestors": shown.ancestors(),
        "children": [child for child in shown.children if child.id in public],
        "activity": activity.on_topics(shown.slug, ids),
        "section": "topics",
    }
    return render(request, "snapshot/topic_page.html", context)
