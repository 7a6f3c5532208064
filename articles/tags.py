"""Tag names that differ only in letter case or Unicode normalization are one tag, with a slug like any other row's.

django-taggit has no setting for either.
"""

from collections.abc import Iterable

from taggit.managers import _TaggableManager
from taggit.models import Tag

from text.prose import nfc, one_line
from text.slugs import check_as_here, cut, hyphenated


def key_of(name: str) -> str:
    """Return the key that equal tag names share. SQLite can't do this: it ignores case for A to Z only."""
    return nfc(nfc(name).lower())


class TagManager(_TaggableManager):
    """The tags of one row. Reuses an existing tag with the same name in any letter case."""

    def _to_tag_model_instances(self, tags: Iterable[str | Tag], tag_kwargs: dict) -> list[Tag]:
        tags = list(tags)
        if any(isinstance(each, str) for each in tags):
            every = Tag.objects.select_related("merge__into").order_by("-pk")  # of two equal names the older wins
            known = {key_of(tag.name): survivor_of(tag) for tag in every}
            names = (each if isinstance(each, Tag) else one_line(each) for each in tags)
            tags = [each if isinstance(each, Tag) else self._tag(each, known) for each in names if each]
        return super()._to_tag_model_instances(tags, tag_kwargs)

    def _tag(self, name: str, known: dict[str, Tag]) -> Tag:
        tag = known.get(key_of(name)) or Tag.objects.get_or_create(name=name)[0]
        return known.setdefault(key_of(name), tag)


def survivor_of(tag: Tag) -> Tag:
    """Return the tag that remains after a merge, or this one if it was never merged."""
    return tag.merge.into if hasattr(tag, "merge") else tag


def slug_of(tag: Tag, name: str, number: int | None = None) -> str:
    """Return the slug of a new tag; taggit passes a `number` if the slug without it is taken."""
    slug = cut(hyphenated(name), 90) or "tag"
    return slug if number is None else f"{slug}-{number + 1}"


def address_tags_as_all_else() -> None:
    """Set up slugs, addresses and merges for every tag, however it is created."""
    Tag.slugify = slug_of
    Tag.survivor = survivor_of
    check_as_here(Tag._meta.get_field("slug"))
