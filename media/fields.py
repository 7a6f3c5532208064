"""Pictures, figures, embeds and attachments as fields of a publishable kind; see record/fields.py."""

from django.db.models import Model

from media.attachments import FrozenAttachment, frozen_attachments
from media.embeds.description import EMBEDS, embed_changes
from media.embeds.frozen import FrozenEmbed, frozen_embeds
from media.pictures.description import ATTACHMENTS, attachment_changes, picture_changes
from media.pictures.figure_description import FIGURES, figure_changes
from media.pictures.frozen import FrozenFigure, FrozenPicture, frozen_figures, frozen_picture
from media.thawing import MediaReferences
from record.comparison.changes import Change
from record.comparison.description import ChangeLine
from record.comparison.shapes import Tree
from record.fields import Field, replace_rows, rows_of


class PictureField(Field):
    """The lead picture."""

    default_schema = {"anyOf": [{"$ref": "#/$defs/picture"}, {"type": "null"}]}

    def freeze(self, draft: Model) -> FrozenPicture | None:
        return frozen_picture(getattr(draft, self.name))

    def thaw(self, value: FrozenPicture | None, draft: Model, found: MediaReferences) -> None:
        setattr(draft, self.name, found.picture(value))

    def describe(self, change: Change, before: Tree, after: Tree, is_correction: bool) -> list[ChangeLine]:
        return picture_changes(change)


class Figures(Field):
    """The pictures within the text."""

    default_schema = {"type": "array", "items": {"$ref": "#/$defs/figure"}}
    rows = FIGURES
    has_rows = True

    def freeze(self, draft: Model) -> list[FrozenFigure]:
        return frozen_figures(rows_of(draft, self.name, "picture"))

    def thaw(self, value: list[FrozenFigure], draft: Model, found: MediaReferences) -> None:
        replace_rows(draft, self.name, found.figures(value), found)

    def passages(self, value: list[FrozenFigure]) -> list[str]:
        return [figure["caption"] for figure in value]

    def describe(self, change: Change, before: Tree, after: Tree, is_correction: bool) -> list[ChangeLine]:
        return figure_changes(change, before[self.name], after[self.name])


class Embeds(Field):
    """The embeds within the text."""

    default_schema = {"type": "array", "items": {"$ref": "#/$defs/embed"}}
    rows = EMBEDS
    has_rows = True

    def freeze(self, draft: Model) -> list[FrozenEmbed]:
        return frozen_embeds(rows_of(draft, self.name, "picture"))

    def thaw(self, value: list[FrozenEmbed], draft: Model, found: MediaReferences) -> None:
        replace_rows(draft, self.name, found.embeds(value), found)

    def passages(self, value: list[FrozenEmbed]) -> list[str]:
        return [text for embed in value for text in (embed["title"], embed["source"])]

    def describe(self, change: Change, before: Tree, after: Tree, is_correction: bool) -> list[ChangeLine]:
        return embed_changes(change, before[self.name], after[self.name])


class Attachments(Field):
    """The attached files."""

    default_schema = {"type": "array", "items": {"$ref": "#/$defs/attachment"}}
    rows = ATTACHMENTS
    has_rows = True

    def freeze(self, draft: Model) -> list[FrozenAttachment]:
        return frozen_attachments(rows_of(draft, self.name, "file"))

    def thaw(self, value: list[FrozenAttachment], draft: Model, found: MediaReferences) -> None:
        replace_rows(draft, self.name, found.attachments(value), found)

    def describe(self, change: Change, before: Tree, after: Tree, is_correction: bool) -> list[ChangeLine]:
        return attachment_changes(change, before[self.name], after[self.name])
