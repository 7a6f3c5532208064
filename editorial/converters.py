"""Path converters. Importing this module makes `<uslug:…>`, `<digest:…>` and `<rendition:…>` known to URL patterns."""

from django.urls import register_converter


class SlugConverter:
    """A slug in any script: no slash, no dot (a file ending follows one), no control character."""

    regex = r"[^/.\x00-\x1f\x7f]+"

    def to_python(self, value: str) -> str:
        """Return the slug as it stands in the path."""
        return value

    def to_url(self, value: str) -> str:
        """Return the slug as it goes into a path; Django quotes it."""
        return value


class DigestConverter(SlugConverter):
    """A SHA-256 in hexadecimal."""

    regex = "[0-9a-f]{64}"


class RenditionConverter(SlugConverter):
    """The end of the name of one of a picture's files: its width and kind."""

    regex = r"[1-9][0-9]{0,3}\.(?:avif|webp|jpg)"


register_converter(SlugConverter, "uslug")
register_converter(DigestConverter, "digest")
register_converter(RenditionConverter, "rendition")
