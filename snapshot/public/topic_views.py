"""Topic pages: a topic with all below it, snapshots and articles."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models.house import Category
from articles.models.record import ArticleEditionTopic
from articles.public import activity, archive
from articles.public.topics import Topic, tree
from editorial.house_pages import find_house, stay_or_move
from editorial.public_pages import absolute, public_page
from snapshot.models.record import SnapshotEditionTopic
from snapshot.public import record
from snapshot.public.house_page import House, house_page


def public_topic_ids(at: datetime) -> set[int]:
    """Return the ids of the topics with something public, and of all above them. Two queries."""
    direct = set(ArticleEditionTopic.objects.public(at).order_by().values_list("topic_id", flat=True).distinct())
    direct |= set(SnapshotEditionTopic.objects.public(at).order_by().values_list("topic_id", flat=True).distinct())
    return {topic.id for topic in tree().values() if topic.ids_below() & direct}


def public_roots(at: datetime) -> list[Topic]:
    """Return the public topics at the top of the tree and those right below a region's root."""
    public = public_topic_ids(at)
    return [topic for topic in tree().values() if topic.id in public and topic.parent is None]


@public_page
def topic_list(request: HttpRequest) -> HttpResponse:
    """Show the tree of public topics."""
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


@public_page
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a topic: what is below it, its snapshots, its articles; 404 while nothing of that is public."""
    row = find_house(Category, "topics", slug)
    shown = tree().get(row.pk)
    public = public_topic_ids(request.moment)
    if shown is None or shown.id not in public:
        raise Http404(f"Nothing on {slug} is public.")
    stay_or_move(row, slug)
    ids = shown.ids_below()
    house = House(
        ("topic", shown.slug),
        shown.url,
        _("Analysis on %(topic)s") % {"topic": shown.name},
        archive.on_topics(ids, request.moment),
        record.on_topics(ids, request.moment),
        shown.description,
    )
    context = {
        **house_page(request, house),
        "topic": shown,
        "ancestors": shown.ancestors(),
        "children": [child for child in shown.children if child.id in public],
        "activity": activity.on_topics(shown.slug, ids),
        "section": "topics",
    }
    return render(request, "snapshot/topic_page.html", context)
