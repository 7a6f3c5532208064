"""Path converters; importing this module registers `<uslug:…>`, `<digest:…>` and `<rendition:…>` for URL patterns."""

from django.urls import register_converter


class SlugConverter:
    """A slug in any script, without slashes, dots (a file extension follows one) and control characters."""

    regex = r"[^/.\x00-\x1f\x7f]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        """Return the slug unquoted; Django quotes it."""
        return value


class DigestConverter(SlugConverter):
    """A SHA-256 digest in hexadecimal."""

    regex = "[0-9a-f]{64}"


class RenditionConverter(SlugConverter):
    """The end of the file name of a picture's rendition: its width and format."""

    regex = r"[1-9][0-9]{0,3}\.(?:avif|webp|jpg)"


register_converter(SlugConverter, "uslug")
register_converter(DigestConverter, "digest")
register_converter(RenditionConverter, "rendition")
