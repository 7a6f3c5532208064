"""Path converters. Importing this module makes `<uslug:…>` known to URL patterns."""

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


register_converter(SlugConverter, "uslug")
