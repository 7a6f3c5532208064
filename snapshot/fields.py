"""The fields of a snapshot; record/fields.py explains how they are used."""

from collections.abc import Iterator
from typing import Annotated, Any, TypedDict

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from articles.fields import (
    IMPRINT,
    LANGUAGE,
    SLUG,
    TAGS,
    TITLE,
    TOPICS,
    ArticleCard,
    FrozenAuthor,
    FrozenTopic,
    People,
    Tags,
    Topics,
    complete_card,
)  # fmt: skip
from articles.models.record import ArticleEdition
from articles.models.taxonomy import Category, Series
from media.attachments import FrozenAttachment
from media.fields import Attachments, PictureField
from media.pictures.frozen import FrozenPicture
from record.fields import Day, Field, Fields, Formatted, Named, Original, Reference, Text
from record.imprint import FrozenImprint, ImprintField
from record.thawing import References
from snapshot.models.record import SnapshotEdition
from text import prose


class FrozenPlacement(TypedDict):
    """A placement in frozen content. `note` and the points of `summary` are sanitized inline HTML."""

    key: str
    article: int
    note: str
    title: str
    summary: list[str]
    kept_edition: int | None  # id of an article edition
    kept_reason: str


class FrozenSection(TypedDict):
    """A section in frozen content; `note` is sanitized inline HTML."""

    key: str
    title: str
    note: str
    placements: list[FrozenPlacement]


class Entry(ArticleCard):
    """An article edition as a snapshot edition froze it; a draft without one has id and number 0 and no digest."""

    article: int
    id: int
    number: int
    digest: str


class SnapshotPart(TypedDict):
    """What a snapshot edition's content has in addition to the work; `entries` is keyed by placement."""

    number: int
    kind: str
    note: str
    published_on: str
    entries: dict[str, Entry]


class SnapshotCard(TypedDict):
    """The part of a snapshot shown in lists."""

    title: str
    series: Named | None
    standfirst: str
    sections: list[str]
    article_count: int
    authors: list[str]
    picture: FrozenPicture | None


class Sections(Field):
    """Sections and placements in order, with articles by id."""

    has_rows = True

    def freeze(self, draft: Model) -> list[FrozenSection]:
        return [_section(section) for section in draft.sections.prefetch_related("placements")]

    def thaw(self, value: list[FrozenSection], draft: Model, found: References) -> None:
        draft.sections.all().delete()
        for position, section in enumerate(value, 1):
            texts = {name: section[name] for name in ("key", "title", "note")}
            made = draft.sections.create(position=position, **texts)
            placements = (row for each in section["placements"] if (row := _placement(each, made, found)))
            rows = [{**row, "position": place} for place, row in enumerate(placements, 1)]
            made.placements.bulk_create(made.placements.model(section=made, **row) for row in rows)

    def passages(self, value: list[FrozenSection]) -> list[str]:
        return [section["title"] for section in value]


def _section(section: Any) -> FrozenSection:
    return {
        "key": section.key,
        "title": section.title,
        "note": prose.clean_inline(section.note),
        "placements": [
            {
                "key": placement.key,
                "article": placement.article_id,
                "note": prose.clean_inline(placement.note),
                "title": placement.title,
                "summary": [prose.clean_inline(point) for point in placement.summary],
                "kept_edition": placement.kept_edition_id,
                "kept_reason": placement.kept_reason,
            }
            for placement in section.placements.all()
        ],
    }


def _placement(frozen: FrozenPlacement, section: Any, found: References) -> dict | None:
    """Return the values of a placement's row; None if the article no longer exists."""
    articles = section.placements.model._meta.get_field("article").related_model
    article = found.plain(articles, frozen["article"])
    kept = found.plain(ArticleEdition, frozen["kept_edition"])
    if article is None:
        return None
    texts = {name: frozen[name] for name in ("key", "note", "title", "summary")}
    return {**texts, "article": article, "kept_edition": kept, "kept_reason": frozen["kept_reason"] if kept else ""}


COMPILERS = {
    "added": _("Added %(name)s to the compilers"),
    "removed": _("Removed %(name)s from the compilers"),
    "renamed": _("The compiler %(name)s is now printed as %(now)s"),
    "described": _("Changed what is printed about the compiler %(name)s"),
}


# fmt: off
class SnapshotWork(TypedDict):
    """The frozen texts and choices of a snapshot, in page order."""

    schema: str
    title: Annotated[str, Text(_("the title"), "The title; never empty in an edition.", TITLE, "title", passage=True)]
    compilers: Annotated[list[FrozenAuthor], People(
        description="Who compiled it, in the order printed.", search="lead", names=COMPILERS, related="compiler_rows",
    )]
    standfirst: Annotated[str, Text(
        _("the standfirst"), "A sentence under the title. May be empty.", search="lead", passage=True, api=True,
    )]
    published_on: Annotated[str | None, Day(
        description="The publication date that the editors set. If null, see edition.published_on.",
        schema={"anyOf": [{"$ref": "#/$defs/date"}, {"type": "null"}]},
    )]
    picture: Annotated[FrozenPicture | None, PictureField(
        description="The picture, with all that its page shows of it.", card=True,
    )]
    introduction: Annotated[list[str], Formatted(
        _("the introduction"), "The introduction.", search="rest", passage=True,
    )]
    selection_heading: Annotated[str, Text(
        _("the heading of the selection"), "The heading over the sections. May be empty.", api=True,
    )]
    sections: Annotated[list[FrozenSection], Sections(
        description="The sections, in the editors' order.",
        schema={"type": "array", "items": {"$ref": "#/$defs/section"}}, search="lead", passage=True,
    )]
    attachments: Annotated[list[FrozenAttachment], Attachments(
        description="The files attached, in the editors' order.",
    )]
    topics: Annotated[list[FrozenTopic], Topics(
        description="The topics it is filed under, in no order of meaning.", search="rest", names=TOPICS,
    )]
    coverage_label: Annotated[str, Text(_("the coverage line"), "That line, as printed. May be empty.")]
    pdf_label: Annotated[str, Text(_("the PDF line"), "The line that leads to the PDF. May be empty.")]
    coverage: Annotated[Named | None, Reference(
        _("the topic behind the coverage line"), "The topic behind the line “For more … coverage”.", search="rest",
        model=Category,
    )]
    tags: Annotated[list[Named], Tags(
        description="The tags, in no particular order.", search="rest", names=TAGS,
    )]
    doi: Annotated[str, Text(_("the DOI"), "A DOI without a prefix (10.…/…); empty where none was given.", api=True)]
    language: Annotated[str, Text(_("the language"), "A language tag (BCP 47).", LANGUAGE)]
    slug: Annotated[str, Text(_("the address"), "The last word of the snapshot's address.", SLUG)]
    series: Annotated[Named | None, Reference(
        _("the series"), "The series; it stands before the title and a colon.", model=Series,
    )]
    translation_of: Annotated[int | None, Original(
        _("what it is a translation of"), "The number of the snapshot of which this is a translation.",
    )]
    imprint: Annotated[FrozenImprint, ImprintField(description=IMPRINT, search="rest")]
# fmt: on


FIELDS = Fields(SnapshotWork, "snapshot/1")
EMPTY_CARD: SnapshotCard = {
    "title": "", "series": None, "standfirst": "", "sections": [], "article_count": 0, "authors": [],
    "picture": None,
}  # fmt: skip


def card(edition: SnapshotEdition) -> SnapshotCard:
    """Return an edition's card, with empty values for fields added after it was made."""
    return {**EMPTY_CARD, **edition.card}


def complete_entries(part: SnapshotPart) -> SnapshotPart:
    """Return `part` with empty values for fields added to article cards after it was frozen."""
    entries = {key: entry if "withdrawn" in entry else complete_card(entry) for key, entry in part["entries"].items()}
    return {**part, "entries": entries}


def placements_of(work: SnapshotWork) -> Iterator[FrozenPlacement]:
    return (placement for section in work["sections"] for placement in section["placements"])
