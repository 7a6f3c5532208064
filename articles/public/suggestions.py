"""Search suggestions while a reader types: authors, topics, tags and series with public content, and titles."""

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

from articles.models.record import ArticleEdition, ArticleEditionAuthor, ArticleEditionTag
from articles.models.taxonomy import Series, merged_tags
from articles.public import taxonomy
from articles.public.filters import ArticleFilter
from articles.public.topics import tree
from people.models import Author
from record.record_version import cached
from search.names import Name, Names
from search.stemming import is_unspaced, words_of

MOST_OF_A_KIND, MOST_TITLES = 3, 4
SHORTEST_TITLE_WORD = 3  # letters: shorter ones match too many titles; scripts without spaces have no minimum
LONGEST = 80
KINDS = {
    "topic": _("Topic"),
    "author": _("Author"),
    "series": _("Series"),
    "tag": _("Tag"),
}  # in display order


@dataclass(frozen=True)
class Suggestion:
    """One suggestion: its kind (“Author”), its text and its URL."""

    kind: str
    text: str
    url: str


def suggestions(typed: str, at: datetime) -> list[Suggestion]:
    """Return suggestions that complete what was typed. At most two queries once the names are cached."""
    typed = typed[:LONGEST].strip()
    named = sorted(names().beginning(typed, MOST_OF_A_KIND), key=lambda name: list(KINDS).index(name.kind))
    return [
        Suggestion(str(KINDS[kind]), name.name, f"{reverse('archive')}?{urlencode({kind: name.slug})}")
        for kind, each in groupby(named, key=lambda name: name.kind)
        for name in each
    ] + _titles(typed, at)


def names() -> Names:
    """Return the names that public editions use, cached per record version.

    Uses the current time: a request that started before a scheduled change must not leave its answer in the cache.
    """
    return cached("suggested names", lambda: Names(_load(timezone.now())))


def _load(at: datetime) -> list[Name]:
    public = taxonomy.public_topics(at)
    authors = taxonomy.with_public_links(Author, ArticleEditionAuthor, "author_id", at, taxonomy.merged_authors())
    series = ArticleEdition.objects.public(at).order_by().values("series_id").distinct()
    tags = taxonomy.with_public_links(Tag, ArticleEditionTag, "tag_id", at, merged_tags())
    return [
        *(Name("topic", topic.slug, topic.name) for topic in tree().values() if topic.id in public),
        *(Name("author", row.slug, row.name, tuple(row.aliases)) for row in authors),
        *(Name("series", row.slug, row.name) for row in Series.objects.filter(merged_into=None, pk__in=series)),
        *(Name("tag", row.slug, row.name) for row in tags),
    ]


def _titles(typed: str, at: datetime) -> list[Suggestion]:
    """Return the newest articles whose titles contain the words. The last word may be incomplete."""
    words = words_of(typed, is_asked=True)
    if not words or not (len(words[-1]) >= SHORTEST_TITLE_WORD or is_unspaced(words[-1])):
        return []
    asked = ArticleFilter(QueryDict(urlencode({"q": f"{typed}*"})), at=at)
    found = asked.results().titled(MOST_TITLES)
    rows = ArticleEdition.objects.public(at).only("id", "title", "slug").in_bulk(found)
    return [
        Suggestion(gettext("Article"), row.title, reverse("article", kwargs={"slug": row.slug}))
        for row in (rows[pk] for pk in found if pk in rows)
    ]
