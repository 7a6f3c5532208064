"""Authors and topics in the form that the API's serializers take.

The data is current, and shown once something of theirs is public.
"""

from bisect import bisect_right
from datetime import datetime

from django.http import Http404, HttpRequest

from articles.models.taxonomy import Category
from articles.public.topics import Topic, tree
from people.models import Author
from record.own_links import shown_text
from record.resolve import find_taxonomy_row, stay_or_move
from text import prose
from website.authors import public_authors, sort_key


def author_page(at: datetime, after: tuple[str, str], size: int) -> tuple[list[dict], int, tuple[str, str] | None]:
    """Return authors by name after a position, their total, and the last one's position if more follow.

    Always three queries.
    """
    everyone = sorted(public_authors(at), key=_place)
    start = bisect_right(everyone, after, key=_place) if any(after) else 0
    shown = everyone[start : start + size]
    return shown, len(everyone), _place(shown[-1]) if len(everyone) > start + size else None


def _place(author: dict) -> tuple[str, str]:
    return sort_key(author["row"]), author["row"].slug


def whole_author(request: HttpRequest, slug: str) -> dict:
    """Return the author with that slug. Raises Http404 if the author has nothing public, Moved for an old slug."""
    row = find_taxonomy_row(Author, "authors", slug)
    found = next((each for each in public_authors(request.moment) if each["row"].pk == row.pk), None)
    if found is None:
        raise Http404(f"Nothing by {slug} is public.")
    stay_or_move(row, slug)
    return {**found, "bio": shown_text(prose.clean_prose(row.bio), request.moment)}


def top_topics(public: set[int]) -> list[Topic]:
    """Return the root topics that are public."""
    return [topic for topic in tree().values() if topic.parent is None and topic.id in public]


def whole_topic(slug: str, public: set[int]) -> Topic:
    """Return the topic with that slug. Raises Http404 if nothing in it is public, Moved if the slug has changed."""
    row = find_taxonomy_row(Category, "topics", slug)
    topic = tree().get(row.pk)
    if topic is None or topic.id not in public:
        raise Http404(f"Nothing on {slug} is public.")
    stay_or_move(row, slug)
    return topic
