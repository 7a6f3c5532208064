"""What the API answers of pictures and attachments, field by field, for its document."""

from rest_framework import serializers as fields


class PictureSize(fields.Serializer):
    """One size of a picture."""

    width = fields.IntegerField(help_text="Pixels.")
    url = fields.URLField(help_text="The file; it never changes.")


class Picture(fields.Serializer):
    """A picture, as the edition shows it."""

    digest = fields.CharField(help_text="SHA-256 of the picture from which the sizes were made.")
    width = fields.IntegerField(help_text="Pixels of that picture.")
    height = fields.IntegerField(help_text="Pixels of that picture.")
    alternative_text = fields.CharField(allow_blank=True, help_text="What is to be seen; empty if only decorative.")
    is_decorative = fields.BooleanField(help_text="Whether it says nothing that the text does not.")
    caption = fields.CharField(allow_blank=True, help_text="Stands under it; may be empty.")
    credit = fields.CharField(allow_blank=True, help_text="Whose it is; may be empty.")
    license = fields.CharField(allow_blank=True, help_text="By what right it is shown (SPDX, or a word); may be empty.")
    focus = fields.ListField(
        child=fields.IntegerField(), help_text="The point that stays in sight: percent from the left, from the top."
    )
    avif = PictureSize(many=True, help_text="Its sizes as AVIF, the smallest first.")
    webp = PictureSize(many=True, help_text="The same as WebP.")
    jpeg = fields.URLField(help_text="The widest size as JPEG.")


class Figure(Picture):
    """A picture within the text."""

    number = fields.IntegerField(help_text="From 1, in the editors' order.")


class Attachment(fields.Serializer):
    """A file attached."""

    title = fields.CharField(help_text="As readers see it.")
    url = fields.URLField(help_text="The file; it never changes.")
    media_type = fields.CharField(help_text="“application/pdf”.")
    size = fields.IntegerField(help_text="Bytes.")
    digest = fields.CharField(help_text="SHA-256 of the file.")
    name = fields.CharField(help_text="The name under which it is kept.")
