"""Fields of the API's serializers computed from frozen content: addresses, anchors, HTML, plain text."""

from datetime import UTC
from functools import partial
from urllib.parse import urlencode

from django.urls import reverse
from rest_framework import serializers
from rest_framework.fields import SkipField, get_attribute

from record.fields import Fields
from text import prose
from text.footnotes import with_notes_below
from web.public_pages import absolute

# A moment as RFC 3339 writes it, in UTC.
Moment = partial(serializers.DateTimeField, default_timezone=UTC)


class Address(serializers.URLField):
    """The absolute address of the pattern `route`, in which {kind} is “article” or “snapshot”.

    `slug` and `number` (of an edition) name the attributes to read, in the same way as a serializer's `source`.
    """

    def __init__(self, route: str, slug: str = "slug", number: str = "edition.number", **more):
        help_text = "Its address in this API." if route.startswith("api-") else "Its page for readers."
        super().__init__(**{"source": "*", "help_text": help_text, **more})
        self.route, self.slug, self.number = route, slug, number

    def get_attribute(self, instance):
        try:
            get_attribute(instance, self.slug.split("."))
        except KeyError:
            raise SkipField from None  # withdrawn: there is no address
        return instance

    @property
    def pattern(self) -> str:
        return self.route.format(kind=self.context.get("kind", ""))

    def to_representation(self, value) -> str:
        kwargs = {"slug": get_attribute(value, self.slug.split("."))}
        if "-edition" in self.pattern:
            kwargs["number"] = get_attribute(value, self.number.split("."))
        return absolute(self.context["request"], reverse(self.pattern, kwargs=kwargs))


class OwnAddress(Address):
    """The address of the item itself; with `is_numbered` in the context, the edition's permanent one."""

    @property
    def pattern(self) -> str:
        return f"{super().pattern}-edition" if self.context.get("is_numbered") else super().pattern


class PdfAddress(Address):
    """The address of the PDF, or null if it cannot be made."""

    def to_representation(self, value) -> str | None:
        return super().to_representation(value) if value["has_pdf"] else None


class ListAddress(serializers.URLField):
    """The address of a list in this API, filtered by `parameter`."""

    def __init__(self, route: str, parameter: str, **more):
        super().__init__(**more)
        self.route, self.parameter = route, parameter

    def to_representation(self, value: str) -> str:
        return absolute(self.context["request"], f"{reverse(self.route)}?{urlencode({self.parameter: value})}")


class Anchor(serializers.CharField):
    """The anchor on its page of something with a key."""

    def __init__(self, prefix: str, **more):
        super().__init__(source="key", **more)
        self.prefix = prefix

    def to_representation(self, value: str) -> str:
        return f"{self.prefix}-{value}"


class Html(serializers.CharField):
    """Frozen HTML (sanitized when frozen) or its paragraphs, with footnotes below."""

    def __init__(self, **more):
        super().__init__(**{"allow_blank": True, **more})

    def to_representation(self, value: str | list[str]) -> str:
        return with_notes_below(value if isinstance(value, str) else "\n".join(value))


class PlainText(serializers.CharField):
    """Frozen HTML as plain text."""

    def to_representation(self, value: str) -> str:
        return prose.plain(value)


def with_marked(found: dict, listed: Fields) -> dict:
    """Return `found` with the texts that a kind's field list marks for the API and no serializer here declares."""
    for each in listed.marked("api"):
        found.setdefault(each.name, serializers.CharField(allow_blank=True, required=False, help_text=each.description))
    return found
