"""The fields of an article, including those that snapshots share. record/fields.py documents the `Field` options."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, TypedDict

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from articles.models.record import ArticleEdition
from articles.models.taxonomy import Category, Series
from media.attachments import FrozenAttachment
from media.embeds.frozen import FrozenEmbed
from media.fields import Attachments, Embeds, Figures, PictureField
from media.pictures.frozen import FrozenFigure, FrozenPicture
from people.models import Author
from record import freezing
from record.comparison import description
from record.comparison.changes import Change
from record.comparison.description import ChangeLine
from record.comparison.shapes import Rows, Shape, Tree
from record.fields import (
    Day,
    Field,
    Fields,
    Formatted,
    Named,
    NamedRows,
    Original,
    Reference,
    Text,
    named,
    replace_rows,
    rows_of,
)
from record.imprint import FrozenImprint, ImprintField
from record.thawing import References
from text import prose
from text.identifiers import orcid_of, ror_of


class FrozenTopic(Named):
    """A topic in frozen content; `kind` is a Category.Kind."""

    kind: str


class FrozenPoint(TypedDict):
    """A summary point in frozen content; `text` is sanitized inline HTML."""

    key: str
    text: str


class FrozenAuthor(Named):
    """An author as printed. `affiliation` is empty within the organization; `affiliation_ror` is a web address."""

    orcid: str
    role: str
    affiliation: str
    affiliation_ror: str


@dataclass(eq=False)
class People(NamedRows):
    """A byline, in print order. `related` is the related name of its rows on the draft."""

    related: str = ""

    default_schema = {"type": "array", "items": {"$ref": "#/$defs/author"}}

    def freeze(self, draft: Model) -> list[FrozenAuthor]:
        return [frozen_author(row.author) for row in rows_of(draft, self.related, "author")]

    def on_card(self, value: list[FrozenAuthor]) -> list[Named]:
        return [{name: each[name] for name in Named.__annotations__} for each in value]

    def card_schema(self) -> dict:
        return {"description": self.description, **NamedRows.default_schema}

    def thaw(self, value: list[FrozenAuthor], draft: Model, found: References) -> None:
        authors = found.many(Author, value)
        replace_rows(draft, self.related, ({"author": each, "position": n} for n, each in enumerate(authors, 1)), found)


def frozen_author(author: Author) -> FrozenAuthor:
    """Return an author as printed now. One who was merged has the ORCID iD of whom they were merged into."""
    orcid = author.orcid or (author.survivor().orcid if author.merged_into_id else "")
    return {
        **named(author),
        "orcid": orcid_of(orcid),
        "role": author.role,
        "affiliation": author.affiliation,
        "affiliation_ror": ror_of(author.affiliation_ror),
    }


class Topics(NamedRows):
    """Topics, ordered by id because editors don't order them."""

    default_schema = {"type": "array", "items": {"$ref": "#/$defs/topic"}}

    def freeze(self, draft: Model) -> list[FrozenTopic]:
        return frozen_topics(draft.categories.all())

    def thaw(self, value: list[FrozenTopic], draft: Model, found: References) -> None:
        topics = found.many(Category, value)
        draft.categories.add(*topics) if found.is_new else draft.categories.set(topics)


def frozen_topics(topics: Iterable[Category]) -> list[FrozenTopic]:
    return [named(topic) | {"kind": topic.kind} for topic in sorted(topics, key=lambda topic: topic.pk)]


class Tags(NamedRows):
    """Tags, ordered by id."""

    def freeze(self, draft: Model) -> list[Named]:
        return [named(tag) for tag in sorted(draft.tags.all(), key=lambda tag: tag.pk)]

    def thaw(self, value: list[Named], draft: Model, found: References) -> None:
        draft.tags.set(found.many(Tag, value))


class Points(Field):
    """The summary points, in order."""

    default_schema = {"type": "array", "items": {"$ref": "#/$defs/point"}}
    rows = Rows(Shape(), key="key", text="text")
    has_rows = True

    def freeze(self, draft: Model) -> list[FrozenPoint]:
        return [{"key": point.key, "text": prose.clean_inline(point.text)} for point in draft.points.all()]

    def thaw(self, value: list[FrozenPoint], draft: Model, found: References) -> None:
        replace_rows(
            draft, self.name, ({**point, "position": position} for position, point in enumerate(value, 1)), found
        )

    def passages(self, value: list[FrozenPoint]) -> list[str]:
        return [prose.plain(point["text"]) for point in value]

    def describe(self, change: Change, before: Tree, after: Tree, is_correction: bool) -> list[ChangeLine]:
        return description.points(change, after["title"], after[self.name], is_correction)


AUTHORS = {
    "added": _("Added the author %(name)s"),
    "removed": _("Removed the author %(name)s"),
    "renamed": _("The author %(name)s is now printed as %(now)s"),
    "described": _("Changed what is printed about the author %(name)s"),
}
TOPICS = {
    "added": _("Filed under the topic %(name)s"),
    "removed": _("No longer filed under the topic %(name)s"),
    "renamed": _("The topic %(name)s is now called %(now)s"),
}
TAGS = {
    "added": _("Added the tag %(name)s"),
    "removed": _("Removed the tag %(name)s"),
    "renamed": _("The tag %(name)s is now called %(now)s"),
}
TITLE = {"type": "string", "minLength": 1, "maxLength": 300}
SLUG = {"$ref": "#/$defs/slug"}
LANGUAGE = {"type": "string", "minLength": 2, "maxLength": 12}

IMPRINT = "What it says of its type, license, funders, interests and the use of AI."


# fmt: off
class ArticleWork(TypedDict):
    """The frozen content that editors wrote. One line per field, in the order of the article's page."""

    schema: str
    title: Annotated[str, Text(
        _("the title"), "The title; never empty in an edition.", TITLE, "title", passage=True, card=True, export=True,
    )]
    standfirst: Annotated[str, Text(
        _("the standfirst"), "A sentence under the title. May be empty.", search="rest", passage=True, export=True,
        api=True, text=True,
    )]
    authors: Annotated[list[FrozenAuthor], People(
        description="The byline, in the order printed; empty for institutional texts.", search="lead", passage=True,
        card=True, export=True, names=AUTHORS, related="bylines",
    )]
    published_on: Annotated[str | None, Day(_("the date"), "The publication date.", card=True, export=True)]
    topics: Annotated[list[FrozenTopic], Topics(
        description="The topics it is filed under, in no order of meaning.", search="rest", export=True, names=TOPICS,
    )]
    tags: Annotated[list[Named], Tags(
        description="The tags, in no particular order.", search="rest", export=True, names=TAGS,
    )]
    picture: Annotated[FrozenPicture | None, PictureField(
        description="The picture, with all that its page shows of it.",
    )]
    summary_label: Annotated[str, Text(
        _("the summary’s label"), "What the summary is called: “Executive Summary”. May be empty.", card=True,
        api=True,
    )]
    points: Annotated[list[FrozenPoint], Points(
        description="The summary, point by point.", search="lead", passage=True, card=True, export=True,
    )]
    body: Annotated[list[str], Formatted(
        _("the text"), "The full text. Empty where it stands elsewhere: see source_url.", search="rest", passage=True,
    )]
    figures: Annotated[list[FrozenFigure], Figures(
        description="The pictures within the text, in the editors' order. The first stands where the body has a "
            "paragraph [figure 1]; what has no such place follows the body.",
        search="rest", passage=True,
    )]
    embeds: Annotated[list[FrozenEmbed], Embeds(
        description="Charts, maps and videos of other sites within the text, in the editors' order. The first stands "
            "where the body has a paragraph [embed 1]; what has no such place follows the body.",
        search="rest", passage=True,
    )]
    source_url: Annotated[str, Text(
        _("the link to the source"), "Where the full text was published, if elsewhere. May be empty.", card=True,
        export=True, api=True,
    )]
    attachments: Annotated[list[FrozenAttachment], Attachments(
        description="The files attached, in the editors' order.",
    )]
    series: Annotated[Named | None, Reference(
        _("the series"), "The series in which it appeared.", card=True, export=True, model=Series,
    )]
    volume: Annotated[str, Text(_("the volume"), "The volume. May be empty.", export=True, api=True)]
    issue: Annotated[str, Text(_("the issue"), "The issue. May be empty.", export=True, api=True)]
    doi: Annotated[str, Text(
        _("the DOI"), "A DOI without a prefix (10.…/…); empty where none was given.", export=True, api=True,
    )]
    language: Annotated[str, Text(_("the language"), "A language tag (BCP 47).", LANGUAGE, card=True, export=True)]
    slug: Annotated[str, Text(_("the address"), "The last word of the article's address.", SLUG, card=True)]
    translation_of: Annotated[int | None, Original(
        _("what it is a translation of"), "The number of the article of which this is a translation.",
    )]
    imprint: Annotated[FrozenImprint, ImprintField(description=IMPRINT, search="rest", export=True)]
# fmt: on


FIELDS = Fields(ArticleWork, "article/1")


class ArticleCard(TypedDict):
    """The part of an article that lists and snapshots show: the fields marked `card`, and `has_body`.

    Every card has these keys. Mark a key added later NotRequired; `card` fills in an empty value for readers.
    """

    title: str
    slug: str
    published_on: str | None
    authors: list[Named]
    summary_label: str
    points: list[FrozenPoint]
    series: Named | None
    source_url: str
    has_body: bool
    language: str


def card_of(work: ArticleWork) -> ArticleCard:
    return {**FIELDS.card(work), "has_body": bool(work["body"])}


def card(edition: ArticleEdition) -> ArticleCard:
    """Return an edition's card, with empty values for keys added after it was made."""
    return complete_card(edition.card)


def complete_card(values: dict) -> ArticleCard:
    return {**EMPTY_CARD, **values} if EMPTY_CARD.keys() - values.keys() else values


def current_card(edition: ArticleEdition) -> ArticleCard:
    """Return the card as the current code builds it, for freezing. One query if the stored card is outdated."""
    if edition.columns_version == FIELDS.version:
        return edition.card
    return card_of(freezing.read(edition.content)["work"])


EMPTY_CARD = card_of(FIELDS.empty_work())
