"""The library's filters as conditions on articles. Each is a set of ids, so that no two multiply rows."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from taggit.models import TaggedItem

from articles.models import Article, ArticleEdition, Byline
from articles.public.topics import tree
from editorial.house_data import Mergeable
from editorial.house_pages import merged_ids
from editorial.models import Publishable
from people.models import Author
from snapshot.desk.library_query import LibraryQuery


def conditions(query: LibraryQuery, at: datetime) -> Q:
    """Return what every article of the answer fulfils, its words apart."""
    found = Q()
    if query.authors:
        bylines = Byline.objects.filter(author__in=_with_merged(Author, query.authors))
        found &= Q(pk__in=bylines.values("article"))
    if query.topics:
        filed = Article.categories.through.objects.filter(category__in=topic_ids(query.topics))
        found &= Q(pk__in=filed.values("article"))
    if query.tags:
        kind = ContentType.objects.get_for_model(Article)
        tagged = TaggedItem.objects.filter(content_type=kind, tag__in=query.tags)
        found &= Q(pk__in=tagged.values("object_id"))
    if query.series:
        found &= Q(series__in=query.series)
    if query.since:
        found &= Q(published_on__gte=query.since)
    if query.until:
        found &= Q(published_on__lte=query.until)
    return found & _standing(query.standing, at) if query.standing else found


def topic_ids(ids: tuple[int, ...]) -> set[int]:
    """Return the ids of the topics, of all below them, and of what was merged into any of these."""
    topics = tree()
    into = {merged: topic for topic in topics.values() for merged in topic.merged}
    found = set(ids)
    for pk in ids:
        topic = topics.get(pk) or into.get(pk)
        found |= topic.ids_below() if topic else set()
    return found


def _with_merged(model: type[Mergeable], ids: tuple[int, ...]) -> set[int]:
    rows = model.objects.filter(pk__in=ids)
    return {pk for row in rows for pk in merged_ids(row)}


def _standing(standing: str, at: datetime) -> Q:
    """Return the condition of one standing. Each but “live” begins with the few it may be, found by an index."""
    own = ArticleEdition.objects.filter(parent=OuterRef("pk"))
    # Written as a list of the others: “not this one” would not use the index.
    states = [state for state in Publishable.State if state != Publishable.State.AS_PUBLISHED]
    not_as_published = Q(pk__in=Article.objects.filter(state__in=states).order_by().values("pk"))
    match standing:
        case "live":
            return Q(Exists(own.public(at)))
        case "scheduled":
            scheduled = ArticleEdition.objects.filter(live_from__gt=at)
            return Q(pk__in=scheduled.values("parent")) & ~Q(Exists(own.filter(live_from__lte=at)))
        case "withdrawn":
            begun, public = own.filter(live_from__lte=at), own.public(at)
            return not_as_published & Q(Exists(begun)) & ~Q(Exists(public))
        case "unpublished":
            return not_as_published & ~Q(Exists(own))
    raise ValueError(standing)
