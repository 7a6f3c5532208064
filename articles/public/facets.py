"""The facets for authors, topics, tags, series and types of publication.

Values are slugs, each with every id that counts toward it.
"""

from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from articles.models.record import ArticleEditionAuthor, ArticleEditionTag, ArticleEditionTopic
from articles.models.taxonomy import Category, MergedTag, Series, merged_tags
from articles.public import taxonomy
from articles.public.topics import Topic, tree
from articles.search_entry import AUTHOR, SERIES, TAG, TOPIC, TYPE
from people.models import Author
from record.imprint import publication_types
from record.prepared import Prepared
from record.record_version import cached
from search.counts import Source
from search.facets import Chosen, ColumnFacet, Facet, Named

_series = Prepared(lambda series: series.objects.filter(merged_into=None).values_list("pk", "name", "slug"))


class LinkFacet(Facet):
    """A facet whose values are in a link table, `link`."""

    link: type

    def joined(self, column: str, value: str = "", joins: str = "") -> str:
        """Return SQL that selects the value (by default the link's `column`) and the edition of each link row."""
        return (
            f"SELECT {value or f'link.{column}'} AS value, link.edition_id AS edition "  # noqa: S608 - only names from our code
            f'FROM found JOIN "{self.link._meta.db_table}" AS link ON link.edition_id = found.id {joins}'
        )


class AuthorFacet(LinkFacet):
    """Authors, each with those merged into them. `author_match=all` requires every selected author."""

    name, title, place, phrase = "author", _("Author"), 10, _("by %(what)s")
    meaning, example = "By any of these authors (slugs).", ["ada-writer"]
    prefix, rows, link = AUTHOR, Author, ArticleEditionAuthor

    def look_up(self, slugs: tuple[str, ...]) -> list[Chosen]:
        return taxonomy.authors(slugs, self.parent.at, self.link)

    @cached_property
    def source(self) -> Source:
        """Return the SQL source of author values, counting merged authors for the author they were merged into."""
        merged = taxonomy.merged_authors()
        if not merged:
            return Source(self.joined("author_id"))
        pairs = ", ".join(f"({pk}, {now})" for pk, now in sorted(merged.items()))
        joins = f"LEFT JOIN (VALUES {pairs}) AS merged ON merged.column1 = link.author_id"
        return Source(self.joined("author_id", "COALESCE(merged.column2, link.author_id)", joins), is_many=True)


class TopicFacet(LinkFacet):
    """Topics, each with all below it. Topics of different kinds narrow each other: a region *and* a theme."""

    name, title, place, phrase = "topic", _("Topic"), 20, _("on %(what)s")
    meaning = (
        "On any of these topics or those below them (slugs). Topics of different kinds narrow each other: "
        "a region and a theme find what is on both."
    )
    example = ["south-caucasus"]
    prefix, link = TOPIC, ArticleEditionTopic

    @cached_property
    def topics(self) -> dict[int, Topic]:
        return tree()

    def look_up(self, slugs: tuple[str, ...]) -> list[Chosen]:
        return taxonomy.topics(slugs, taxonomy.public_topics(self.parent.at, self.link))

    def apart(self, chosen: Chosen) -> str:
        return chosen.kind

    @cached_property
    def source(self) -> Source:
        """Return the SQL source of topic values: an edition counts for its topics and for all topics above them."""
        above = {
            pk: tuple(over.id for over in topic.trail())
            for topic in self.topics.values()
            for pk in (topic.id, *topic.merged)
        }
        pairs = ", ".join(f"({below}, {over})" for below, each in sorted(above.items()) for over in each) or "(0, 0)"
        joins = f"JOIN (VALUES {pairs}) AS above ON above.column1 = link.topic_id"
        whole = self.joined("topic_id", "above.column2", joins)
        return Source(self.joined("topic_id"), is_many=True, above=above, whole=whole)

    def names(self, values) -> dict[object, Named]:
        return {topic.id: (topic.name, topic.slug) for topic in self.topics.values()}

    def lists(self) -> dict[str, str | Promise]:
        return {"region": _("Region"), "topic": self.title, "program": _("Program")}

    def list_of(self, value: object, chosen: Chosen | None = None) -> str:
        if chosen is None and value not in self.topics:
            return ""
        kind = chosen.kind if chosen else self.topics[value].kind
        return "topic" if kind == Category.Kind.THEME else str(kind)


class TagFacet(LinkFacet):
    """Tags, each with those merged into it."""

    name, title, place, phrase = "tag", _("Tag"), 30, _("tagged %(what)s")
    meaning, example = "With any of these tags (slugs).", ["ports"]
    prefix, rows, link = TAG, Tag, ArticleEditionTag

    def look_up(self, slugs: tuple[str, ...]) -> list[Chosen]:
        return taxonomy.tags(slugs, self.parent.at)

    @cached_property
    def source(self) -> Source:
        """Return the SQL source of tag values, counting merged tags for the tag they were merged into."""
        if not merged_tags():
            return Source(self.joined("tag_id"))
        joins = f'LEFT JOIN "{MergedTag._meta.db_table}" AS merged ON merged.tag_id = link.tag_id'
        return Source(self.joined("tag_id", "COALESCE(merged.into_id, link.tag_id)", joins), is_many=True)


class SeriesFacet(ColumnFacet):
    """Series, each with those merged into it."""

    name, title, place, phrase = "series", _("Series"), 40, _("in %(what)s")
    meaning, example = "In any of these series (slugs).", ["strategic-snapshot"]
    prefix, column = SERIES, "series_id"

    def look_up(self, slugs: tuple[str, ...]) -> list[Chosen]:
        return taxonomy.series(slugs, self.parent.at, self.parent.edition)

    def names(self, values) -> dict[object, Named]:
        return cached("names of series", lambda: {pk: (name, slug) for pk, name, slug in _series.tuples(Series)})


class TypeFacet(ColumnFacet):
    """Types of publication, such as reports."""

    name, title, place, phrase = "type", _("Type"), 35, _("of the type %(what)s")
    meaning, example = "Of any of these types of publication (slugs).", ["report"]
    prefix, column = TYPE, "publication_type_id"

    def look_up(self, slugs: tuple[str, ...]) -> list[Chosen]:
        """Return the types with these slugs. One query for each: a type that nothing public has is not named."""
        public = self.parent.edition.objects.public(self.parent.at)
        typed = [row for row in publication_types().values() if row.slug in slugs]
        known = {row.slug: row for row in typed if public.filter(publication_type_id=row.pk).exists()}
        return [
            Chosen(slug, known[slug].name_in(get_language()), (known[slug].pk,), known[slug].pk)
            if slug in known
            else Chosen(slug, slug)
            for slug in slugs
        ]

    def names(self, values) -> dict[object, Named]:
        return {pk: (row.name_in(get_language()), row.slug) for pk, row in publication_types().items()}
