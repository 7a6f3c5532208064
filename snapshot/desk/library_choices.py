"""What the library's filters offer: only what is in use, and never more than a list can show."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, QuerySet
from taggit.models import Tag, TaggedItem

from articles.models import Article, Byline, Series
from articles.public.topics import Topic, tree
from editorial.folding import fold
from people.models import Author

MOST = 50


def authors(words: str = "", most: int = MOST) -> list[dict]:
    """Return authors of articles, [{id, name}], whose name or other spelling holds the words; by name."""
    used = Author.objects.filter(merged_into=None, pk__in=Byline.objects.values("author"))
    rows = used.order_by("sort_name", "pk").values_list("pk", "name", "aliases")
    return _named(((pk, name, " ".join([name, *aliases])) for pk, name, aliases in rows), words, most)


def tags(words: str = "", most: int = MOST) -> list[dict]:
    """Return tags of articles, [{id, name}], that hold the words: the most used first."""
    kind = ContentType.objects.get_for_model(Article)
    uses = TaggedItem.objects.filter(content_type=kind).values("tag").annotate(uses=Count("pk"))
    counts = dict(uses.values_list("tag", "uses"))
    rows = sorted(
        Tag.objects.filter(pk__in=counts).values_list("pk", "name"), key=lambda row: (-counts[row[0]], row[1])
    )
    return _named(((pk, name, name) for pk, name in rows), words, most)


def series(words: str = "", most: int = MOST) -> list[dict]:
    """Return the series of articles, [{id, name}], that hold the words; by name."""
    used = Series.objects.filter(pk__in=_of_articles("series")).order_by("name")
    return _named(((pk, name, name) for pk, name in used.values_list("pk", "name")), words, most)


def topics() -> list[dict]:
    """Return the topics that articles are filed under, and those above: [{id, name, kind, depth}], as a tree reads."""
    used = set(Article.categories.through.objects.order_by().values_list("category", flat=True).distinct())
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


def _of_articles(field: str) -> QuerySet:
    return Article.objects.order_by().exclude(**{field: None}).values(field).distinct()


def _named(rows, words: str, most: int) -> list[dict]:
    wanted = fold(words).split()
    found = []
    for pk, name, spellings in rows:
        if not wanted or all(word in fold(spellings) for word in wanted):
            found.append({"id": pk, "name": name})
            if len(found) == most:
                break
    return found
