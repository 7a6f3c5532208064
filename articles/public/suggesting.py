"""What is suggested while a reader types: names of house data with something public, and titles."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from articles.models.house import Series
from articles.models.record import ArticleEdition, ArticleEditionAuthor, ArticleEditionTag
from articles.public import house
from articles.public.filtering import ArticleFilter
from articles.public.topics import tree
from editorial.finding.names import Name, Names
from editorial.folding import fold
from editorial.record_version import held
from people.models import Author

MOST_OF_A_KIND, MOST_TITLES = 3, 4
SHORTEST_TITLE_WORD = 3  # letters: of fewer there are too many beginnings
LONGEST = 80
KINDS = {
    "topic": _("Topic"),
    "author": _("Author"),
    "series": _("Series"),
    "tag": _("Tag"),
}  # in the order they are offered


@dataclass(frozen=True)
class Suggestion:
    """One line below the field: what it is (“Author”), how it is written, where it leads."""

    kind: str
    text: str
    url: str


def suggestions(typed: str, at: datetime) -> list[Suggestion]:
    """Return what goes on from what was typed. At most two queries once names are held."""
    typed = typed[:LONGEST].strip()
    named = sorted(names().beginning(typed, MOST_OF_A_KIND), key=lambda name: list(KINDS).index(name.kind))
    return [
        Suggestion(str(KINDS[kind]), name.name, f"{reverse('archive')}?{urlencode({kind: name.slug})}")
        for kind, each in groupby(named, key=lambda name: name.kind)
        for name in each
    ] + _titles(typed, at)


def names() -> Names:
    """Return the names that something public points at, held per record version.

    The moment is the clock's: a request that began before a scheduled change must not leave its answer after it.
    """
    return held("suggested names", lambda: Names(_load(timezone.now())))


def _load(at: datetime) -> list[Name]:
    public = house.public_topics(at)
    authors = house.with_any(Author.objects.filter(merged_into=None), ArticleEditionAuthor, "author_id", at)
    series = ArticleEdition.objects.public(at).order_by().values("series_id").distinct()
    tags = house.with_any(Tag.objects.all(), ArticleEditionTag, "tag_id", at)
    return [
        *(Name("topic", topic.slug, topic.name) for topic in tree().values() if topic.id in public),
        *(Name("author", row.slug, row.name, tuple(row.aliases)) for row in authors),
        *(Name("series", row.slug, row.name) for row in Series.objects.filter(merged_into=None, pk__in=series)),
        *(Name("tag", row.slug, row.name) for row in tags),
    ]


def _titles(typed: str, at: datetime) -> list[Suggestion]:
    """Return the newest articles in whose titles the words stand, the last one perhaps begun."""
    last = fold(typed).rpartition(" ")[2]
    if len(last) < SHORTEST_TITLE_WORD:
        return []
    asked = ArticleFilter(QueryDict(urlencode({"q": f"{typed}*"})), at=at)
    found = asked.found().titled(MOST_TITLES)
    rows = ArticleEdition.objects.public(at).only("id", "title", "slug").in_bulk(found)
    return [
        Suggestion(gettext("Article"), row.title, reverse("article", kwargs={"slug": row.slug}))
        for row in (rows[pk] for pk in found if pk in rows)
    ]
