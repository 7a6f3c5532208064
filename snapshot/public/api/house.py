"""Authors and topics as the API answers with them: house data, live, and shown once something public points at it."""

from bisect import bisect_right
from datetime import datetime
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from articles.models.house import Category
from articles.public.topics import Topic, tree
from editorial import prose
from editorial.house_pages import find_house, stay_or_move
from editorial.public_pages import absolute
from people.models import Author
from snapshot.public.api import linking
from snapshot.public.author_views import public_authors, sort_key
from snapshot.public.topic_views import public_topic_ids


def author_page(at: datetime, after: tuple[str, str], size: int) -> tuple[list[dict], int, tuple[str, str] | None]:
    """Return authors in order of name after that place, how many there are, and the last one's place if more follow.

    Three queries, whatever the size.
    """
    everyone = sorted(public_authors(at), key=_place)
    start = bisect_right(everyone, after, key=_place) if any(after) else 0
    shown = everyone[start : start + size]
    return shown, len(everyone), _place(shown[-1]) if len(everyone) > start + size else None


def _place(author: dict) -> tuple[str, str]:
    return sort_key(author["row"]), author["row"].slug


def listed_author(request: HttpRequest, author: dict) -> dict:
    """Return an author as lists show them; `author` is one of `public_authors`."""
    row = author["row"]
    return {
        **linking.both(request, "author", slug=row.slug),
        "slug": row.slug,
        "name": row.name,
        "sort_name": row.sort_name,
        "role": row.role,
        "affiliation": row.affiliation,
        "orcid": row.orcid,
        "article_count": author["count"],
        "articles_url": _list(request, "api-archive", "author", row.slug),
        "snapshots_url": _list(request, "api-snapshots", "author", row.slug),
    }


def whole_author(request: HttpRequest, slug: str) -> dict:
    """Return the author under that slug. Raises Http404 while nothing of theirs is public, Moved for another slug."""
    row = find_house(Author, "authors", slug)
    found = next((each for each in public_authors(request.moment) if each["row"].pk == row.pk), None)
    if found is None:
        raise Http404(f"Nothing by {slug} is public.")
    stay_or_move(row, slug)
    return {**listed_author(request, found), "bio_html": prose.clean_prose(row.bio), "website": row.website}


def topic_tree(request: HttpRequest) -> list[dict]:
    """Return the public topics, each with those below it."""
    public = public_topic_ids(request.moment)
    return _branches(request, [topic for topic in tree().values() if topic.parent is None], public)


def _branches(request: HttpRequest, topics: list[Topic], public: set[int]) -> list[dict]:
    return [
        {**_topic(request, topic), "children": _branches(request, topic.children, public)}
        for topic in topics
        if topic.id in public
    ]


def whole_topic(request: HttpRequest, slug: str) -> dict:
    """Return the topic under that slug. Raises Http404 while nothing of it is public, Moved for another slug."""
    row = find_house(Category, "topics", slug)
    public, topic = public_topic_ids(request.moment), tree().get(row.pk)
    if topic is None or topic.id not in public:
        raise Http404(f"Nothing on {slug} is public.")
    stay_or_move(row, slug)
    return {
        **_topic(request, topic),
        "description": topic.description,
        "ancestors": [_topic(request, above) for above in topic.ancestors()],
        "children": _branches(request, topic.children, public),
        "articles_url": _list(request, "api-archive", "topic", topic.slug),
        "snapshots_url": _list(request, "api-snapshots", "topic", topic.slug),
    }


def _topic(request: HttpRequest, topic: Topic) -> dict:
    own = {"name": topic.name, "slug": topic.slug, "kind": topic.kind}
    return {**own, **linking.both(request, "topic", slug=topic.slug)}


def _list(request: HttpRequest, name: str, parameter: str, slug: str) -> str:
    return absolute(request, f"{reverse(name)}?{urlencode({parameter: slug})}")
