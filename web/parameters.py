"""Error messages for parameters in an address."""

from django.utils.translation import gettext as _


def no_text_in(name: str) -> str:
    """Return the error for a parameter that contains characters that are not text."""
    return _("“%(name)s” contains characters that are not text.") % {"name": name}
