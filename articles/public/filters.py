"""The article filter: the parameters of /analysis/ and of its feeds, exports, API and alerts."""

from datetime import datetime
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.record import ArticleEdition, SelectedIn
from articles.public.facets import AuthorFacet, SeriesFacet, TagFacet, TopicFacet, TypeFacet
from articles.search_entry import INDEX
from search import fields
from search.filters import EditionFilter
from search.keys import key_of
from search.parameters import Choice, Parameter
from search.query import Query

ANY = "any"


class Match(Choice):
    """Whether articles must match any or all of the selected authors. Only matters if several are selected."""

    name, choices = "author_match", ("any", "all")
    meaning = "With several authors: by any of them (the default), or by all of them together."
    example = "all"

    def is_default(self, value: str) -> bool:
        return value == "any" or len(self.parent.values["author"]) < 2


class Selected(Parameter):
    """Selected in a snapshot: in any snapshot, or in the one with the given slug."""

    name, field_class, place, is_facet_value = "selected", fields.SlugField, 70, True
    meaning, example = "Selected in a snapshot: “any”, or a snapshot's slug.", "any"

    @cached_property
    def keys(self) -> tuple[int, ...]:
        """Return the keys of the articles in the matching public snapshots. One query."""
        at, selected = self.parent.at, self.parent.values[self.name]
        rows = SelectedIn.objects.public(at)
        if selected != ANY:
            rows = rows.filter(slug=selected)
        public = ArticleEdition.objects.public(at).filter(parent_id__in=rows.values("article_id"))
        return tuple(key_of(day, pk) for day, pk in public.order_by().values_list("published_on", "pk"))

    def narrow(self, query: Query, value: str) -> Query:
        return query.among(self.keys)

    def chip(self, value: str) -> str:
        if value == ANY:
            return gettext("Selected in a snapshot")
        return gettext("Selected in “%(title)s”") % {"title": self._title(value)}

    def describe(self, values: list[str]) -> str:
        if values == [ANY]:
            return gettext("selected in a snapshot")
        return gettext("selected in “%(title)s”") % {"title": self._title(values[0])}

    def _title(self, slug: str) -> str:
        titles = SelectedIn.objects.public(self.parent.at).filter(slug=slug).values_list("title", flat=True)
        return titles.first() or slug


class ArticleFilter(EditionFilter):
    """The article filter."""

    author = AuthorFacet()
    topic = TopicFacet()
    series = SeriesFacet()
    type = TypeFacet()
    author_match = Match()
    tag = TagFacet()
    selected = Selected()

    index = INDEX
    edition = ArticleEdition
    noun = _("Articles")
    noun_of_all = _("All articles")


def read_filter(query: QueryDict, at: datetime | None = None) -> ArticleFilter:
    """Return the filter for a query string. Raises BadRequest with a sentence for the reader."""
    made = ArticleFilter(query, at=at)
    made.values  # noqa: B018 - raises on a bad value here, not where the filter is first used
    return made
