"""API serializers for pictures and attachments."""

from rest_framework import serializers as fields


class PictureSize(fields.Serializer):
    """One size of a picture."""

    width = fields.IntegerField(help_text="Pixels.")
    url = fields.URLField(help_text="The file; it never changes.")


class Picture(fields.Serializer):
    """A picture, as the edition shows it."""

    digest = fields.CharField(help_text="SHA-256 of the original.")
    width = fields.IntegerField(help_text="Pixels of the original.")
    height = fields.IntegerField(help_text="Pixels of the original.")
    alternative_text = fields.CharField(allow_blank=True, help_text="Describes the picture; empty if it is decorative.")
    is_decorative = fields.BooleanField(help_text="Whether it is only decorative.")
    caption = fields.CharField(allow_blank=True, help_text="Caption; may be empty.")
    credit = fields.CharField(allow_blank=True, help_text="Photographer or source; may be empty.")
    license = fields.CharField(allow_blank=True, help_text="License, as an SPDX identifier or in words; may be empty.")
    focus = fields.ListField(
        child=fields.IntegerField(), help_text="Focal point: percent from the left and from the top."
    )
    avif = PictureSize(many=True, help_text="AVIF files, smallest first.")
    webp = PictureSize(many=True, help_text="WebP files, smallest first.")
    jpeg = fields.URLField(help_text="JPEG file of the widest size.")


class Numbered(fields.Serializer):
    number = fields.IntegerField(help_text="From 1, in the editors' order.")


class Figure(Numbered, Picture):
    """A picture within the text."""


class Embed(Numbered):
    """A chart, map or video of another site within the text."""

    provider = fields.CharField(help_text="The name of the site.")
    address = fields.URLField(help_text="Its page at the site.")
    title = fields.CharField(help_text="What it shows.")
    source = fields.CharField(allow_blank=True, help_text="Whose data or video it is; may be empty.")
    picture = Picture(allow_null=True, help_text="The picture shown in its place, or null.")


class Attachment(fields.Serializer):
    """A file attached."""

    title = fields.CharField(help_text="As readers see it.")
    url = fields.URLField(help_text="The file; it never changes.")
    media_type = fields.CharField(help_text="“application/pdf”.")
    size = fields.IntegerField(help_text="Bytes.")
    digest = fields.CharField(help_text="SHA-256 of the file.")
    name = fields.CharField(help_text="File name.")
