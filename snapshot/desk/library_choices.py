"""Choices for the library's filters: only values in use, in lists of limited length."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, QuerySet
from taggit.models import Tag, TaggedItem

from articles.models import Article, Byline, Series
from articles.public.topics import Topic, tree
from people.models import Author
from search.stemming import words_of
from text.folding import fold

MOST = 50


def authors(words: str = "", most: int = MOST, of: QuerySet | None = None) -> list[dict]:
    """Return authors of articles, [{id, name}], whose name or name variant contains the words; by name.

    Here and below, `of` limits the articles; None for all.
    """
    bylines = Byline.objects.all() if of is None else Byline.objects.filter(article__in=of)
    used = Author.objects.filter(merged_into=None, pk__in=bylines.values("author"))
    rows = used.order_by("sort_name", "pk").values_list("pk", "name", "aliases")
    return _named(((pk, name, " ".join([name, *aliases])) for pk, name, aliases in rows), words, most)


def tags(words: str = "", most: int = MOST, of: QuerySet | None = None) -> list[dict]:
    """Return tags of articles, [{id, name}], that contain the words; the most used first."""
    kind = ContentType.objects.get_for_model(Article)
    tagged = TaggedItem.objects.filter(content_type=kind)
    tagged = tagged if of is None else tagged.filter(object_id__in=of.values("pk"))
    uses = tagged.values("tag").annotate(uses=Count("pk"))
    counts = dict(uses.values_list("tag", "uses"))
    rows = sorted(
        Tag.objects.filter(pk__in=counts).values_list("pk", "name"), key=lambda row: (-counts[row[0]], row[1])
    )
    return _named(((pk, name, name) for pk, name in rows), words, most)


def series(words: str = "", most: int = MOST, of: QuerySet | None = None) -> list[dict]:
    """Return the series of articles, [{id, name}], that contain the words; by name."""
    used = Series.objects.filter(pk__in=_of_articles("series", of)).order_by("name")
    return _named(((pk, name, name) for pk, name in used.values_list("pk", "name")), words, most)


def topics(of: QuerySet | None = None) -> list[dict]:
    """Return the topics of articles and their ancestors, [{id, name, kind, depth}], in tree order."""
    filed = Article.categories.through.objects.order_by()
    filed = filed if of is None else filed.filter(article__in=of)
    used = set(filed.values_list("category", flat=True).distinct())
    found: list[dict] = []
    for topic in tree().values():
        if topic.parent is None:
            _add(topic, used, 0, found)
    return found


def _add(topic: Topic, used: set[int], depth: int, found: list[dict]) -> None:
    if used & topic.ids_below():
        found.append({"id": topic.id, "name": topic.name, "kind": topic.kind, "depth": depth})
        for child in topic.children:
            _add(child, used, depth + 1, found)


def _of_articles(field: str, of: QuerySet | None) -> QuerySet:
    return (Article.objects.all() if of is None else of).order_by().exclude(**{field: None}).values(field).distinct()


def _named(rows, words: str, most: int) -> list[dict]:
    wanted = words_of(words, is_asked=True)
    found = []
    for pk, name, spellings in rows:
        if not wanted or all(word in fold(spellings) for word in wanted):
            found.append({"id": pk, "name": name})
            if len(found) == most:
                break
    return found
