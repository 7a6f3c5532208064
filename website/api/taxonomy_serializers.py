"""API serializers for authors, topics, series and tags."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers as fields

from website.api.fields import Address, Html, ListAddress


class Ordered(fields.Serializer):
    """`order`: the fields that an answer gives last, in this order."""

    order: tuple[str, ...] = ()

    def to_representation(self, instance) -> dict:
        found = super().to_representation(instance)
        last = [name for name in self.order if name in found]
        return {name: found[name] for name in (*(each for each in found if each not in last), *last)}


class Sparse(Ordered):
    """Fields that a reader may choose among: all are answered where none is chosen, `url` always."""

    def get_fields(self):
        """Return the fields; all except `url` are optional."""
        found = super().get_fields()
        for name, field in found.items():
            field.required = name == "url"
        return found

    def to_representation(self, instance) -> dict:
        """Return the fields selected in the context (`fields`), or all if none are."""
        chosen = self.context.get("fields")
        for name in self.fields.keys() - {"url", *chosen} if chosen else ():
            del self.fields[name]
        return super().to_representation(instance)


class Named(fields.Serializer):
    name = fields.CharField(help_text="The name.")
    slug = fields.CharField(help_text="Last part of its addresses; filters take it.")


class AuthorName(Named):
    """An author as printed."""

    url = Address("api-author")
    page = Address("author")


class TopicName(Named, Ordered):
    """A topic."""

    order = ("url", "page")

    url = Address("api-topic")
    page = Address("topic")
    kind = fields.CharField(help_text="“region”, “theme” or “program”.")


class Tag(Named):
    """A tag."""


class Series(Named):
    """A series."""


class AuthorLine(Sparse):
    """An author in the list."""

    url = Address("api-author", "row.slug")
    page = Address("author", "row.slug")
    slug = fields.CharField(source="row.slug", help_text="Last part of the addresses; filters take it.")
    name = fields.CharField(source="row.name", help_text="The name.")
    sort_name = fields.CharField(source="row.sort_name", help_text="The name as sorted.")
    role = fields.CharField(source="row.role", allow_blank=True, help_text="For example “Senior Fellow”; may be empty.")
    affiliation = fields.CharField(
        source="row.affiliation",
        allow_blank=True,
        help_text="The affiliation, if outside the organization; may be empty.",
    )
    orcid = fields.CharField(source="row.orcid", allow_blank=True, help_text="The ORCID iD; may be empty.")
    article_count = fields.IntegerField(source="count", help_text="Number of public articles.")
    articles_url = ListAddress("api-archive", "author", source="row.slug", help_text="Their articles.")
    snapshots_url = ListAddress("api-snapshots", "author", source="row.slug", help_text="The snapshots they compiled.")


class Author(AuthorLine):
    """An author."""

    bio_html = Html(source="bio", help_text="The biography as sanitized HTML; may be empty.")
    website = fields.CharField(source="row.website", allow_blank=True, help_text="Their own site; may be empty.")


class TopicBranch(TopicName):
    """A topic with those below it."""

    order = ("url", "page", "children")

    children = fields.SerializerMethodField(help_text="The topics directly below with public items.")

    @extend_schema_field({"type": "array", "items": {"$ref": "#/components/schemas/TopicBranch"}})
    def get_children(self, topic) -> list[dict]:
        """Return the branches of the topics right below that are among the public ones."""
        below = [child for child in topic.children if child.id in self.context["public"]]
        return TopicBranch(below, many=True, context=self.context).data


class Topic(TopicBranch):
    """A topic."""

    order = ("url", "page", "description", "ancestors", "children", "articles_url", "snapshots_url")

    description = fields.CharField(allow_blank=True, help_text="A sentence or two; may be empty.")
    ancestors = TopicName(many=True, help_text="The topics above it, the root first.")
    articles_url = ListAddress(
        "api-archive", "topic", source="slug", help_text="The articles on it and on all below it."
    )
    snapshots_url = ListAddress(
        "api-snapshots", "topic", source="slug", help_text="The snapshots on it and on all below it."
    )
